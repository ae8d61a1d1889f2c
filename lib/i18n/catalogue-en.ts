import account from "@/messages/en/account.json";
import common from "@/messages/en/common.json";
import errors from "@/messages/en/errors.json";
import gallery from "@/messages/en/gallery.json";
import metadata from "@/messages/en/metadata.json";
import moderation from "@/messages/en/moderation.json";
import rankings from "@/messages/en/rankings.json";
import upload from "@/messages/en/upload.json";
import voting from "@/messages/en/voting.json";

export default { account, common, errors, gallery, metadata, moderation, rankings, upload, voting };
