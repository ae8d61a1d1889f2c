import account from "@/messages/ko/account.json";
import boards from "@/messages/ko/boards.json";
import browsing from "@/messages/ko/browsing.json";
import common from "@/messages/ko/common.json";
import errors from "@/messages/ko/errors.json";
import gallery from "@/messages/ko/gallery.json";
import lightbox from "@/messages/ko/lightbox.json";
import metadata from "@/messages/ko/metadata.json";
import moderation from "@/messages/ko/moderation.json";
import myVotes from "@/messages/ko/my-votes.json";
import ownData from "@/messages/ko/own-data.json";
import rankings from "@/messages/ko/rankings.json";
import reference from "@/messages/ko/reference.json";
import settings from "@/messages/ko/settings.json";
import upload from "@/messages/ko/upload.json";
import voting from "@/messages/ko/voting.json";

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
