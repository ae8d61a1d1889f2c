import account from "@/messages/ko/account.json";
import boards from "@/messages/ko/boards.json";
import common from "@/messages/ko/common.json";
import errors from "@/messages/ko/errors.json";
import gallery from "@/messages/ko/gallery.json";
import metadata from "@/messages/ko/metadata.json";
import moderation from "@/messages/ko/moderation.json";
import myVotes from "@/messages/ko/my-votes.json";
import rankings from "@/messages/ko/rankings.json";
import reference from "@/messages/ko/reference.json";
import search from "@/messages/ko/search.json";
import settings from "@/messages/ko/settings.json";
import upload from "@/messages/ko/upload.json";
import voting from "@/messages/ko/voting.json";

export default {
  account,
  boards,
  common,
  errors,
  gallery,
  metadata,
  moderation,
  "my-votes": myVotes,
  rankings,
  reference,
  search,
  settings,
  upload,
  voting,
};
