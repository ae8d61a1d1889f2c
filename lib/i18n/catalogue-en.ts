import account from "@/messages/en/account.json";
import boards from "@/messages/en/boards.json";
import browsing from "@/messages/en/browsing.json";
import common from "@/messages/en/common.json";
import errors from "@/messages/en/errors.json";
import gallery from "@/messages/en/gallery.json";
import lightbox from "@/messages/en/lightbox.json";
import metadata from "@/messages/en/metadata.json";
import moderation from "@/messages/en/moderation.json";
import myVotes from "@/messages/en/my-votes.json";
import ownData from "@/messages/en/own-data.json";
import rankings from "@/messages/en/rankings.json";
import reference from "@/messages/en/reference.json";
import settings from "@/messages/en/settings.json";
import upload from "@/messages/en/upload.json";
import voting from "@/messages/en/voting.json";

export default {
  account,
  boards,
  browsing,
  common,
  errors,
  gallery,
  lightbox,
  metadata,
  moderation,
  "my-votes": myVotes,
  "own-data": ownData,
  rankings,
  reference,
  settings,
  upload,
  voting,
};
