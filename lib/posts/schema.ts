import { z } from "zod";
import { metadataWarnings } from "@/lib/metadata/metadata";
import { documented } from "@/lib/operation/documented";
import { flagField, idField, limitField, textField } from "@/lib/operation/fields";
import { avatarField } from "@/lib/users/profile-schema";
import { altTextLength } from "./alt-text";
import { decodeListCursor } from "./list-cursor";
import { bestPeriods } from "./orders";
import { decodeCursor, galleryPageSize } from "./paging";
import { postParameters, publishField, withdrawField } from "./parameters";
import { modelNameLength, promptLength } from "./upload-limits";

export const promptField = textField(1, promptLength);
/** Empty means that the author does not say. */
export const modelNameField = textField(0, modelNameLength).transform((name) => (name === "" ? null : name));
/** Empty means what is suggested from the prompt. On one line, as it is read out. */
export const altTextField = textField(0, altTextLength).transform((text) => text.replace(/\s+/g, " ") || null);

/** One width of an image in its two formats, by URL. */
export const imageVariant = documented(
  z.object({ width: z.int(), height: z.int(), avif: z.string(), webp: z.string() }),
  { name: "Variant" },
);
export type ImageVariant = z.output<typeof imageVariant>;

/** What is needed to draw an image, and nothing that would tell whose it is. */
export const picture = documented(
  z.object({
    id: z.int(),
    imageUrl: z.string(),
    /** Ascending by width; empty for a row that was not uploaded here, which then has only `imageUrl`. */
    variants: z.array(imageVariant),
    /** Pixels of the upright original; 0 when unknown. */
    width: z.int(),
    height: z.int(),
    /** ThumbHash in base64. */
    placeholder: z.string().nullable(),
    /** Stands for the image where it is not seen: the author's own words, else what its prompt tells. */
    altText: z.string(),
  }),
  { name: "Picture" },
);
export type Picture = z.output<typeof picture>;

export const postSummary = documented(
  picture.extend({
    userId: z.int(),
    /** The author's handle; null for an account that this site does not know. */
    author: z.string().nullable(),
    prompt: z.string(),
    modelName: z.string().nullable(),
    isTournamentOptIn: z.boolean(),
    createdAt: z.date(),
    likeCount: z.int(),
    tournamentWinCount: z.int(),
  }),
  { name: "Image" },
);
export type PostSummary = z.output<typeof postSummary>;

export const postDetail = postSummary.extend({
  /** The author's; empty where it is drawn from the handle. */
  authorAvatar: avatarField,
  tournamentLossCount: z.int(),
  /** Neighbours in the gallery's order, for previous and next. */
  newerId: z.int().nullable(),
  olderId: z.int().nullable(),
  parameters: postParameters,
  /** Where it is downloaded in full resolution with its parameters inside; null for an image that is not stored here. */
  downloadUrl: z.string().nullable(),
});
export type PostDetail = z.output<typeof postDetail>;

const isSentFile = (value: unknown) => value instanceof Uint8Array && value.length > 0;

/** What a new post is made of. The file is judged by its bytes, later and elsewhere. */
export const createPostInput = z.object({
  file: documented(z.custom<Uint8Array>().refine(isSentFile, { params: { code: "required" } }), {
    schema: { type: "string", format: "binary" },
  }),
  prompt: promptField,
  /** Empty: what the file says, if `publish` has it. */
  modelName: modelNameField.nullable().default(null),
  altText: altTextField.nullable().default(null),
  isTournamentOptIn: flagField,
  /** What of the file's own metadata is shown with it. */
  publish: publishField,
  /** Visible ASCII, chosen by the caller: the same key posts once. */
  idempotencyKey: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional(),
});
export type CreatePostInput = z.output<typeof createPostInput>;

/** A new post, and what of its file's metadata was left out because it could not be read. */
export const createdPost = postSummary.extend({
  parameters: postParameters,
  metadataWarnings: z.array(z.enum(metadataWarnings)),
  /** A visible image, posted before, that shows the same. */
  nearDuplicate: picture.nullable(),
});
export type CreatedPost = z.output<typeof createdPost>;

/** A post that is like another. */
export const similarPost = postSummary.extend({
  /** 0 … 1, by prompt and by look together; two pictures that are the same have 1. */
  likeness: z.number(),
  isNearDuplicate: z.boolean(),
});
export type SimilarPost = z.output<typeof similarPost>;
export const similarImages = z.object({ items: z.array(similarPost) });

/** An image as a file to keep. */
export const downloadedImage = z.object({
  name: z.string(),
  format: z.string(),
  /** In bytes. */
  size: z.int(),
  content: z.custom<ReadableStream<Uint8Array>>(),
});

/** A workflow as the JSON text that ComfyUI opens. */
export const workflowText = z.object({ id: z.int(), workflow: z.string() });

export const postIdInput = z.object({ id: idField });

/** Everything that the owner may change, whole. */
export const replacePostInput = z.object({
  id: idField,
  prompt: promptField,
  modelName: modelNameField.nullable(),
  /** Not sent, empty or null: what is suggested from the prompt. */
  altText: altTextField.nullable().default(null),
  isTournamentOptIn: flagField.unwrap(),
  withdraw: withdrawField.optional(),
});

/** The same in parts: what is not sent stays. `modelName: null` takes the name away. */
export const updatePostInput = z.object({
  id: idField,
  prompt: promptField.optional(),
  modelName: modelNameField.nullable().optional(),
  altText: altTextField.nullable().optional(),
  isTournamentOptIn: flagField.unwrap().optional(),
  /** What of the file's metadata is no longer shown with it. It is deleted: there is no way back. */
  withdraw: withdrawField.optional(),
});

/** A cursor, decoded by `decode`, which answers null for what it did not write. */
const cursorOf = <T>(decode: (text: string) => T | null, pattern: string) =>
  documented(
    z.string().transform((cursor, context) => {
      const decoded = decode(cursor);
      if (decoded !== null) return decoded;
      context.addIssue({ code: "custom", params: { code: "invalid" }, input: cursor });
      return z.NEVER;
    }),
    { schema: { type: "string", pattern } },
  );

/** A cursor of a list by id. */
export const idCursorField = cursorOf(decodeCursor, "^[0-9a-z]{6}$");

export const sorts = ["new", "rising", "top", "random"] as const;

export const listImagesInput = z.object({
  sort: z.enum(sorts).default("new"),
  /** Of `sort=top`; other orders have none. */
  period: z.enum(bestPeriods).default("all"),
  /** From `next_cursor` of the page before, with the same `sort` and `period`. */
  cursor: cursorOf(decodeListCursor, "^[0-9a-z]{6,23}$").optional(),
  limit: limitField(100, galleryPageSize),
  userId: idField.optional(),
  /** The model's whole name. */
  model: textField(1, modelNameLength).optional(),
  /** Part of the prompt, whatever the case. */
  q: textField(0, 200).default(""),
  tournamentOnly: flagField,
});

/** `nextCursor` is null on the last page. */
export const imagePage = z.object({ items: z.array(postSummary), nextCursor: z.string().nullable() });

export const randomImagesInput = z.object({ limit: limitField(50, 20) });
export const randomImages = z.object({ items: z.array(postSummary) });
