import { z } from "zod";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { createPostFromFile } from "./create";
import { settleFilesOrLeave } from "./files";
import { changeOwnPost, deleteOwnPost } from "./mutations";
import { getPost, getWorkflowText, listPosts } from "./queries";
import {
  createdPost,
  createPostInput,
  imagePage,
  listImagesInput,
  postIdInput,
  postSummary,
  replacePostInput,
  updatePostInput,
  workflowText,
} from "./schema";

/** Wherever a post's picture or words are shown. */
const everywhere = ({ id }: { id: number }) => ({ now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top] });

export const createPost = defineOperation({
  name: "createPost",
  actor: "member",
  input: createPostInput,
  output: createdPost,
  async run(input, { viewer, signal }) {
    const { id, warnings } = await createPostFromFile(input, { userId: viewer.id, signal });
    return { ...(await getPost(id)), metadataWarnings: [...warnings] };
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

/** The ComfyUI workflow of a visible post whose author publishes it, as text: parsed, its large seeds would be rounded. */
export const getWorkflow = defineOperation({
  name: "getWorkflow",
  actor: "anyone",
  input: postIdInput,
  output: workflowText,
  run: async ({ id }) => ({ id, workflow: await getWorkflowText(id) }),
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
