import { AppError } from "@/lib/errors/app-error";
import { headBytes, type Spliced, spliceMetadata, writtenBy } from "@/lib/metadata/embed";
import { storage } from "@/lib/storage/storage";
import { findStoredImage } from "./file-queries";
import { a1111Text } from "./parameter-text";
import { getPost, getWorkflowText } from "./queries";

/** The most characters of a description in a file's name. */
const nameLength = 60;

/** `a-paper-fox-in-snow-42.jpg`: the words that stand for the image, in any script, and its id. */
export function downloadName({ id, altText }: { id: number; altText: string }, format: string): string {
  const words = [...altText.normalize("NFC").matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(([word]) => word.toLowerCase());
  let name = "";
  for (const word of words) {
    if (name.length + word.length > nameLength) break;
    name += `${word}-`;
  }
  return `${name || "podium-"}${id}.${format}`;
}

/** The most bytes of one download that are held at a time. */
const partBytes = 256 * 1024;

/**
 * A stored image with something before and behind, read a part at a time and no sooner than it is asked for: what a download
 * holds does not depend on how large it is, nor on how slowly it is fetched. One that is hidden meanwhile breaks off.
 */
function spliced(object: string, size: number, { before, from, after }: Spliced): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(before),
      async pull(controller) {
        if (at < size) {
          const part = await storage().readPart(object, { from: at, length: Math.min(partBytes, size - at) });
          if (!part || part.bytes.length === 0) throw new Error("an image went while it was downloaded");
          at += part.bytes.length;
          controller.enqueue(part.bytes);
          return;
        }
        if (after.length > 0) controller.enqueue(after);
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

interface Download {
  readonly name: string;
  readonly format: string;
  /** Of `content`, in bytes. */
  readonly size: number;
  readonly content: ReadableStream<Uint8Array>;
}

/**
 * A visible image in the best resolution that is stored, with the parameters that its author publishes written into it, as they
 * are now: a workflow too, where the format has room for it. An image of before there was a full size comes in that of its largest variant.
 * @throws AppError NOT_FOUND for a post that nobody may see, and for one whose bytes are not here
 */
export async function makeDownload(id: number): Promise<Download> {
  const [post, image] = await Promise.all([getPost(id), findStoredImage(id)]);
  const stored = image && (await storage().readPart(image.object, { from: 0, length: headBytes }));
  if (!stored) throw new AppError("NOT_FOUND");
  const { tool, digitalSourceType, workflowUrl } = post.parameters;
  const workflow = workflowUrl === null ? null : await getWorkflowText(id);
  const parameters = a1111Text(post, post.parameters, tool ?? writtenBy);
  const told = spliceMetadata({ head: stored.bytes, size: stored.size }, { parameters, digitalSourceType, workflow });
  return {
    name: downloadName(post, image.format),
    format: image.format,
    size: told.before.length + (stored.size - told.from) + told.after.length,
    content: spliced(image.object, stored.size, told),
  };
}
