import { AppError } from "@/lib/errors/app-error";
import { embedMetadata, writtenBy } from "@/lib/metadata/embed";
import { storage } from "@/lib/storage/storage";
import { findStoredImage } from "./file-queries";
import { a1111Text } from "./parameter-text";
import { getPost } from "./queries";

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

/**
 * A visible image in the best resolution that is stored, with the parameters that its author publishes written into it, as they
 * are now. An image of before there was a full size comes in that of its largest variant.
 * @throws AppError NOT_FOUND for a post that nobody may see, and for one whose bytes are not here
 */
export async function makeDownload(
  id: number,
): Promise<{ name: string; format: string; bytes: Uint8Array<ArrayBuffer> }> {
  const [post, image] = await Promise.all([getPost(id), findStoredImage(id)]);
  const stored = image && (await storage().read(image.object));
  if (!stored) throw new AppError("NOT_FOUND");
  const { tool, digitalSourceType } = post.parameters;
  const parameters = a1111Text(post, post.parameters, tool ?? writtenBy);
  const bytes = embedMetadata(stored, { parameters, digitalSourceType });
  return { name: downloadName(post, image.format), format: image.format, bytes };
}
