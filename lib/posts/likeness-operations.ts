import { defineOperation } from "@/lib/operation/define";
import { makeDownload } from "./download";
import { exampleImage } from "./examples";
import { listSimilar } from "./likeness-queries";
import { downloadedImage, postIdInput, similarImages } from "./schema";

/** The images that are most like one, by prompt and by look. */
export const listSimilarImages = defineOperation({
  name: "listSimilarImages",
  actor: "anyone",
  limit: "reads",
  input: postIdInput,
  output: similarImages,
  run: async (input) => ({ items: await listSimilar(input) }),
  rest: {
    method: "GET",
    path: "/images/{id}/similar",
    tag: "images",
    summary: "List the images that are most like one.",
    description:
      "By prompt and by look together, at most 24, the most alike first. `likeness` is 0 … 1; `is_near_duplicate` are those that show " +
      "the same: recoded, scaled, mirrored, or a little cropped or brightened.",
    cache: "shared",
    refuses: ["NOT_FOUND"],
    example: {
      input: { id: 42 },
      output: { items: [{ ...exampleImage, id: 41, likeness: 0.58, isNearDuplicate: false }] },
    },
  },
});

/** An image in full resolution, with what its author publishes about how it was made written into it. */
export const downloadImage = defineOperation({
  name: "downloadImage",
  actor: "anyone",
  limit: "downloads",
  input: postIdInput,
  output: downloadedImage,
  run: ({ id }) => makeDownload(id),
  rest: {
    method: "GET",
    path: "/images/{id}/download",
    tag: "images",
    summary: "Download an image in full resolution.",
    description:
      "As JPEG, or as WebP where something in it is transparent. Its published parameters are in it as A1111 and its successors " +
      "write and read them: prompt, model and settings in EXIF's `UserComment`, IPTC's `DigitalSourceType` in XMP. Nothing else that " +
      "the uploaded file said is.",
    cache: "never",
    file: {
      types: ["image/jpeg", "image/webp"],
      type: ({ format }) => (format === "webp" ? "image/webp" : "image/jpeg"),
      name: ({ name }) => name,
      size: ({ size }) => size,
      content: ({ content }) => content,
    },
    refuses: ["NOT_FOUND"],
    example: {
      input: { id: 42 },
      output: {
        name: "a-lighthouse-in-fog-oil-on-canvas-42.jpg",
        format: "jpg",
        size: 0,
        content: new ReadableStream(),
      },
    },
  },
});
