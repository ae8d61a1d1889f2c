import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { siteUrl } from "@/lib/i18n/page-metadata";
import { imageLimits } from "@/lib/images/limits";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { writeOembedXml } from "@/lib/syndication/oembed-xml";
import { exampleImage, exampleParameters } from "./examples";
import { settleFilesOrLeave } from "./files";
import { drawPosts } from "./list-queries";
import { changeOwnPost, deleteOwnPost } from "./mutations";
import { imageIdOf, oembed, oembedInput, pickThumbnail, pickVariant } from "./oembed";
import { listInOrder } from "./order-queries";
import { withdrawableFields } from "./parameters";
import { createPostOnce } from "./post-once";
import { shortenPrompt } from "./prompt-text";
import { findPost, getPost, getWorkflowText } from "./queries";
import {
  createdPost,
  createPostInput,
  imagePage,
  listImagesInput,
  postIdInput,
  postSummary,
  randomImages,
  randomImagesInput,
  replacePostInput,
  updatePostInput,
  workflowText,
} from "./schema";
import { toPicture } from "./variants";

/** Wherever a post's picture or words are shown. */
const everywhere = ({ id }: { id: number }) => ({
  now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top, cacheTags.archive, cacheTags.ratings],
});

export const createPost = defineOperation({
  name: "createPost",
  actor: "member",
  limit: "uploads",
  input: createPostInput,
  output: createdPost,
  async run(input, { viewer, signal }) {
    const { id, warnings, twinId } = await createPostOnce(input, { userId: viewer.id, signal });
    const [post, twin] = await Promise.all([getPost(id), twinId === null ? null : findPost(twinId)]);
    return { ...post, metadataWarnings: [...warnings], nearDuplicate: twin && toPicture(twin) };
  },
  rest: {
    method: "POST",
    path: "/images",
    tag: "images",
    summary: "Post an image.",
    description:
      "The bytes tell the type, whatever the file's name: JPEG, PNG, WebP, GIF or AVIF, up to 20 MB, 40 megapixels and 300 frames. " +
      "With an `Idempotency-Key`, the same upload sent again within 24 hours posts nothing and gets the same image, also while the " +
      "first one is still running; 404 when that image was taken away meanwhile.\n\n" +
      "`near_duplicate` is a visible image that shows the same. Where there is one, yours is posted all the same, but not with " +
      "`is_tournament_opt_in`: that is refused, and the refusal has the image as its `near_duplicate`.",
    status: 201,
    multipart: { file: "file", maxBytes: imageLimits.bytes },
    headers: { "Idempotency-Key": "idempotencyKey" },
    refuses: [
      "UNSUPPORTED_IMAGE",
      "IMAGE_BROKEN",
      "IMAGE_TOO_MANY_PIXELS",
      "IMAGE_TOO_MANY_FRAMES",
      "IDEMPOTENCY_KEY_REUSED",
      "IDEMPOTENCY_KEY_IN_USE",
      "NEAR_DUPLICATE",
      "NOT_FOUND",
    ],
    example: {
      input: {
        file: "@lighthouse.png",
        prompt: exampleImage.prompt,
        modelName: exampleImage.modelName,
        isTournamentOptIn: true,
        idempotencyKey: "6f1c3a0e-upload-1",
      },
      output: {
        ...exampleImage,
        likeCount: 0,
        tournamentWinCount: 0,
        parameters: exampleParameters,
        metadataWarnings: [],
        nearDuplicate: null,
      },
    },
  },
  // Its page too: somebody may have asked for the id before there was one.
  expires: ({ id }) => ({ now: [cacheTags.gallery, cacheTags.post(id)] }),
});

const withdrawing =
  "`withdraw` names, with commas between, what is no longer to be shown of how the image was made: " +
  `${withdrawableFields.map((field) => `\`${field}\``).join(", ")}. It is deleted, and there is no way back.`;

export const updatePost = defineOperation({
  name: "updatePost",
  actor: "member",
  limit: "edits",
  input: updatePostInput,
  output: postSummary,
  rest: {
    method: "PATCH",
    path: "/images/{id}",
    tag: "images",
    summary: "Change parts of what is said about your own image.",
    description:
      "What is not sent stays as it is; `model_name: null` takes the name away, `alt_text: null` your words for those who do not see it. " +
      withdrawing,
    refuses: ["FORBIDDEN", "NOT_FOUND", "NEAR_DUPLICATE"],
    example: { input: { id: 42, isTournamentOptIn: true }, output: exampleImage },
  },
  async run(input, { viewer }) {
    await changeOwnPost({ ...input, userId: viewer.id });
    return getPost(input.id);
  },
  expires: everywhere,
});

export const replacePost = defineOperation({
  name: "replacePost",
  actor: "member",
  limit: "edits",
  input: replacePostInput,
  output: postSummary,
  rest: {
    method: "PUT",
    path: "/images/{id}",
    tag: "images",
    summary: "Replace your own words about your own image.",
    description: withdrawing,
    refuses: ["FORBIDDEN", "NOT_FOUND", "NEAR_DUPLICATE"],
    example: {
      input: { id: 42, prompt: exampleImage.prompt, modelName: exampleImage.modelName, isTournamentOptIn: true },
      output: exampleImage,
    },
  },
  async run(input, { viewer }) {
    await changeOwnPost({ ...input, userId: viewer.id });
    return getPost(input.id);
  },
  expires: everywhere,
});

export const deletePost = defineOperation({
  name: "deletePost",
  actor: "member",
  limit: "edits",
  input: postIdInput,
  output: z.void(),
  rest: {
    method: "DELETE",
    path: "/images/{id}",
    tag: "images",
    summary: "Delete your own image.",
    description: "It is gone from everywhere at once, for good. Its votes stay votes.",
    status: 204,
    refuses: ["FORBIDDEN", "NOT_FOUND"],
    example: { input: { id: 42 } },
  },
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
  limit: "reads",
  input: postIdInput,
  output: workflowText,
  run: async ({ id }) => ({ id, workflow: await getWorkflowText(id) }),
  rest: {
    method: "GET",
    path: "/images/{id}/workflow",
    tag: "images",
    summary: "Download the ComfyUI workflow of an image.",
    description: "404 too where its author does not publish one.",
    cache: "never",
    file: { types: ["application/json"], name: ({ id }) => `podium-${id}.json`, content: ({ workflow }) => workflow },
    refuses: ["NOT_FOUND"],
    example: { input: { id: 42 }, output: { id: 42, workflow: '{ "nodes": [], "links": [] }' } },
  },
});

/** Visible images in an order of the caller's, a page at a time. */
export const listImages = defineOperation({
  name: "listImages",
  actor: "anyone",
  limit: "reads",
  input: listImagesInput,
  output: imagePage,
  run: async ({ sort, period, cursor, ...listing }) => {
    const order = sort === "top" ? { sort, period } : { sort };
    const { items, nextCursor } = await listInOrder({ ...listing, order, after: cursor });
    return { items: [...items], nextCursor };
  },
  rest: {
    method: "GET",
    path: "/images",
    tag: "images",
    summary: "List images, a page at a time.",
    description:
      "`sort=new`: newest first. `sort=rising`: most likes and wins of the last 24 hours first, divided by one more than the image's " +
      "age in days. `sort=top`: most likes and wins first, of the last 7 days (`period=week`), of the last 30 (`period=month`) or of " +
      "all time. `sort=random`: a shuffle that stays as it is while you page through it. The pages of a list are counted as of its " +
      "first one. Pass `next_cursor` back as `cursor`, with the same other parameters, until it is null.",
    cache: "shared",
    example: {
      input: { sort: "new", limit: 24, q: "lighthouse" },
      output: { items: [exampleImage], nextCursor: "000016" },
    },
  },
});

export const listRandomImages = defineOperation({
  name: "listRandomImages",
  actor: "anyone",
  limit: "reads",
  input: randomImagesInput,
  output: randomImages,
  run: async ({ limit }) => ({ items: await drawPosts(limit) }),
  rest: {
    method: "GET",
    path: "/images/random",
    tag: "images",
    summary: "Draw images at random.",
    description: "Other ones at each call, none twice in one; all there are when there are fewer.",
    cache: "never",
    example: { input: { limit: 20 }, output: { items: [exampleImage] } },
  },
});

/** What another site needs to show one of our images in a page of its own. */
export const getOembed = defineOperation({
  name: "getOembed",
  actor: "anyone",
  limit: "reads",
  input: oembedInput,
  output: oembed,
  async run({ url, maxwidth, maxheight }) {
    const site = siteUrl();
    const id = imageIdOf(url, site);
    if (id === null) throw new AppError("NOT_FOUND");
    const post = await getPost(id);
    const absolute = (path: string) => new URL(path, site).href;
    const image = pickVariant(post, { maxwidth, maxheight });
    const thumbnail = pickThumbnail(post, { maxwidth, maxheight });
    return {
      version: "1.0" as const,
      type: "photo" as const,
      title: shortenPrompt(post.altText, 120),
      ...(post.author && { authorName: post.author, authorUrl: absolute(`/u/${post.author}`) }),
      providerName: "Podium",
      providerUrl: site.origin,
      // A hidden image is gone here at once; whoever keeps this answer should ask again soon.
      cacheAge: 60,
      url: absolute(image.url),
      width: image.width,
      height: image.height,
      ...(thumbnail && {
        thumbnailUrl: absolute(thumbnail.url),
        thumbnailWidth: thumbnail.width,
        thumbnailHeight: thumbnail.height,
      }),
    };
  },
  rest: {
    method: "GET",
    path: "/oembed",
    tag: "images",
    summary: "What another site needs to show an image: oEmbed.",
    description:
      "As JSON; with `format=xml` the same as `text/xml`. `maxwidth` and `maxheight` are pixels, with or without `px`; what is no " +
      "positive number limits nothing. `width` and `height` keep to them: where the smallest file of the image is larger, they are the " +
      "size to show it in. `thumbnail_width` and `thumbnail_height` are always those of the file, and there is no thumbnail where none fits.",
    cache: "shared",
    otherForm: { query: ["format", "xml"], type: "text/xml", write: writeOembedXml },
    refuses: ["NOT_FOUND"],
    example: {
      input: { url: "https://podium.example/images/42", maxwidth: 600 },
      output: {
        version: "1.0",
        type: "photo",
        title: exampleImage.prompt,
        authorName: "mira",
        authorUrl: "https://podium.example/u/mira",
        providerName: "Podium",
        providerUrl: "https://podium.example",
        cacheAge: 60,
        url: "https://podium.example/media/4fJ0cXq2LbT1vPz8RkYw3A/480.webp",
        width: 480,
        height: 320,
        thumbnailUrl: "https://podium.example/media/4fJ0cXq2LbT1vPz8RkYw3A/480.webp",
        thumbnailWidth: 480,
        thumbnailHeight: 320,
      },
    },
  },
});
