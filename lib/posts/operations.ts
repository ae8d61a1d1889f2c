import { z } from "zod";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { createPostFromFile } from "./create";
import { settleFilesOrLeave } from "./files";
import { changeOwnPost, deleteOwnPost } from "./mutations";
import { getPost, listPosts } from "./queries";
import {
  createPostInput,
  imagePage,
  listImagesInput,
  postIdInput,
  postSummary,
  replacePostInput,
  updatePostInput,
} from "./schema";

/** Wherever a post's picture or words are shown. */
const everywhere = ({ id }: { id: number }) => ({
  now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top, cacheTags.archive, cacheTags.ratings],
});

export const createPost = defineOperation({
  name: "createPost",
  actor: "member",
  input: createPostInput,
  output: postSummary,
  async run(input, { viewer, signal }) {
    const { id } = await createPostFromFile(input, { userId: viewer.id, signal });
    return getPost(id);
  },
  // Its page too: somebody may have asked for the id before there was one.
  expires: ({ id }) => ({ now: [cacheTags.gallery, cacheTags.post(id)] }),
});

export const updatePost = defineOperation({
  name: "updatePost",
  actor: "member",
  input: updatePostInput,
  output: postSummary,
  async run(input, { viewer }) {
    await changeOwnPost({ ...input, userId: viewer.id });
    return getPost(input.id);
  },
  expires: everywhere,
});

export const replacePost = defineOperation({
  name: "replacePost",
  actor: "member",
  input: replacePostInput,
  output: postSummary,
  async run(input, { viewer }) {
    await changeOwnPost({ ...input, userId: viewer.id });
    return getPost(input.id);
  },
  expires: everywhere,
});

export const deletePost = defineOperation({
  name: "deletePost",
  actor: "member",
  input: postIdInput,
  output: z.void(),
  async run({ id }, { viewer }) {
    const { storageKey } = await deleteOwnPost({ id, userId: viewer.id });
    await settleFilesOrLeave(storageKey);
  },
  expires: (_, { id }) => everywhere({ id }),
});

/** The newest images, a page at a time. */
export const listImages = defineOperation({
  name: "listImages",
  actor: "anyone",
  input: listImagesInput,
  output: imagePage,
  run: async ({ cursor, limit }) => {
    const { items, nextCursor } = await listPosts({ afterId: cursor, limit });
    return { items: [...items], nextCursor };
  },
});
