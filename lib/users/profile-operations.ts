import { z } from "zod";
import { imageLimits } from "@/lib/images/limits";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { clearAvatar, setAvatarFromFile } from "./avatar";
import { changeProfile } from "./profile-mutations";
import { getOwnProfile } from "./profile-queries";
import { avatarInput, ownProfile, updateProfileInput } from "./profile-schema";

const exampleProfile = {
  id: 7,
  handle: "mira",
  bio: "Lighthouses, mostly.",
  links: ["https://mira.example/"],
  avatar: [
    {
      width: 96,
      avif: "/media/0f3c5a7b9d1e2f40516273849a5b6c7d/96.avif",
      webp: "/media/0f3c5a7b9d1e2f40516273849a5b6c7d/96.webp",
    },
  ],
};

/** A member's own page, and their face beside their images. */
const itsPages = (_: unknown, __: unknown, { viewer }: { viewer: { id: number } }) => ({
  now: [cacheTags.member(viewer.id)],
});

export const updateProfile = defineOperation({
  name: "updateProfile",
  actor: "member",
  limit: "edits",
  input: updateProfileInput,
  output: ownProfile,
  async run(input, { viewer }) {
    await changeProfile({ userId: viewer.id, ...input });
    return getOwnProfile(viewer.id);
  },
  expires: itsPages,
  rest: {
    method: "PATCH",
    path: "/me",
    tag: "me",
    summary: "Change what you say about yourself.",
    description: "What is not sent stays as it is. Links are addresses of http or https, up to five.",
    example: {
      input: { bio: "Lighthouses, mostly.", links: ["https://mira.example"] },
      output: exampleProfile,
    },
  },
});

export const setAvatar = defineOperation({
  name: "setAvatar",
  actor: "member",
  limit: "uploads",
  input: avatarInput,
  output: ownProfile,
  async run({ file }, { viewer, signal }) {
    await setAvatarFromFile({ file, userId: viewer.id }, signal);
    return getOwnProfile(viewer.id);
  },
  expires: itsPages,
  rest: {
    method: "PUT",
    path: "/me/avatar",
    tag: "me",
    summary: "Upload your avatar.",
    description:
      "The middle square of an image, of the same types and sizes as a post, without any of its metadata. The one before is gone.",
    multipart: { file: "file", maxBytes: imageLimits.bytes },
    refuses: ["UNSUPPORTED_IMAGE", "IMAGE_BROKEN", "IMAGE_TOO_MANY_PIXELS", "IMAGE_TOO_MANY_FRAMES"],
    example: { input: { file: "@me.png" }, output: exampleProfile },
  },
});

export const removeAvatar = defineOperation({
  name: "removeAvatar",
  actor: "member",
  limit: "edits",
  input: z.object({}),
  output: z.void(),
  run: (_, { viewer }) => clearAvatar(viewer.id),
  expires: itsPages,
  rest: {
    method: "DELETE",
    path: "/me/avatar",
    tag: "me",
    summary: "Take your uploaded avatar away.",
    description: "One drawn from your handle is shown again. Without an uploaded one nothing happens.",
    status: 204,
    example: {},
  },
});
