import account from "@/messages/ko/account.json";
import common from "@/messages/ko/common.json";
import errors from "@/messages/ko/errors.json";
import gallery from "@/messages/ko/gallery.json";
import metadata from "@/messages/ko/metadata.json";
import moderation from "@/messages/ko/moderation.json";
import rankings from "@/messages/ko/rankings.json";
import upload from "@/messages/ko/upload.json";
import voting from "@/messages/ko/voting.json";

export default { account, common, errors, gallery, metadata, moderation, rankings, upload, voting };
