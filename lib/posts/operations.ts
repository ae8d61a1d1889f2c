import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { siteUrl } from "@/lib/i18n/page-metadata";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { createPostFromFile } from "./create";
import { settleFilesOrLeave } from "./files";
import { changeOwnPost, deleteOwnPost } from "./mutations";
import { imageIdOf, oembed, oembedInput, pickVariant } from "./oembed";
import { shortenPrompt } from "./prompt-text";
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
const everywhere = ({ id }: { id: number }) => ({ now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top] });

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

/** What another site needs to show one of our images in a page of its own. */
export const getOembed = defineOperation({
  name: "getOembed",
  actor: "anyone",
  input: oembedInput,
  output: oembed,
  async run({ url, maxwidth, maxheight }) {
    const site = siteUrl();
    const id = imageIdOf(url, site);
    if (id === null) throw new AppError("NOT_FOUND");
    const post = await getPost(id);
    const absolute = (path: string) => new URL(path, site).href;
    const image = pickVariant(post, { maxwidth, maxheight });
    const thumbnail = pickVariant(post, { maxwidth: Math.min(480, maxwidth ?? 480), maxheight });
    return {
      version: "1.0" as const,
      type: "photo" as const,
      title: shortenPrompt(post.prompt, 120),
      ...(post.author && { authorName: post.author, authorUrl: absolute(`/u/${post.author}`) }),
      providerName: "Podium",
      providerUrl: site.origin,
      // A hidden image is gone here at once; whoever keeps this answer should ask again soon.
      cacheAge: 60,
      url: absolute(image.url),
      width: image.width,
      height: image.height,
      thumbnailUrl: absolute(thumbnail.url),
      thumbnailWidth: thumbnail.width,
      thumbnailHeight: thumbnail.height,
    };
  },
});
