import { type ProcessedImage, processImage } from "@/lib/images/process";
import { log } from "@/lib/log/log";
import type { MetadataWarning } from "@/lib/metadata/metadata";
import { readMetadata } from "@/lib/metadata/read";
import { createStorageKey, fullObject, variantPath } from "@/lib/storage/keys";
import { removeLooseFilesOrLeave } from "@/lib/storage/loose-files";
import { storage } from "@/lib/storage/storage";
import { writeVariants } from "@/lib/storage/variants";
import { ownAltText } from "./alt-text";
import { sketchOf } from "./likeness";
import { saveLikeness } from "./likeness-mutations";
import { listNearDuplicates } from "./likeness-queries";
import { insertPendingPost, publishPost, removePendingPosts } from "./mutations";
import { chooseColumns } from "./parameters";
import type { CreatePostInput } from "./schema";
import { modelNameLength } from "./upload-limits";

export interface Created {
  readonly id: number;
  /** What of the file's metadata was left out. */
  readonly warnings: readonly MetadataWarning[];
  /** The oldest visible post that shows the same. */
  readonly twinId: number | null;
}

interface Making {
  readonly userId: number;
  readonly signal?: AbortSignal | undefined;
  /** Told the post's id while nobody can see it yet. If it throws, there will be no post. */
  readonly onPending?: (id: number) => Promise<void>;
}

/** Every object of a new image. */
export async function writeObjects(storageKey: string, image: ProcessedImage): Promise<void> {
  await writeVariants(storageKey, image);
  if (image.full) await storage().write(fullObject(storageKey, image.full.format), image.full.bytes);
}

/**
 * Cleans up at once after a step that failed. Where that fails too, or the process dies, the sweep does it. A row that went with
 * its author's account left its files as loose.
 */
async function abandon({ id, storageKey }: { id: number; storageKey: string }): Promise<void> {
  try {
    await removePendingPosts({ id }, (key) => storage().remove(key));
    await removeLooseFilesOrLeave([storageKey]);
  } catch (error) {
    log.warn({ err: error, postId: id }, "an upload that failed could not be cleaned up; the sweep will");
  }
}

/**
 * The post's words, and the parameters that its author publishes. They are read from the bytes here, whatever a browser made
 * of them.
 */
function toDraft({ prompt, modelName, altText, isTournamentOptIn, publish, file }: CreatePostInput) {
  const read = readMetadata(file);
  const model = modelName ?? (publish.has("model") ? read.model : null);
  return {
    post: {
      prompt,
      modelName: model && [...model].slice(0, modelNameLength).join(""),
      altText: ownAltText(altText, prompt),
      isTournamentOptIn,
    },
    parameters: chooseColumns(read, publish),
    warnings: read.warnings,
  };
}

/**
 * Turns a file into a visible post: variants made, row pending, files written and synced, row ready. Whatever step
 * fails, there is either a whole post or, after the sweep at the latest, nothing. Tells the oldest visible post that shows the
 * same.
 * @throws AppError as `processImage`; NEAR_DUPLICATE for a picture that is to compete and is not the first of its kind
 */
export async function createPostFromFile(
  input: Omit<CreatePostInput, "idempotencyKey">,
  { userId, signal, onPending }: Making,
): Promise<Created> {
  const { file } = input;
  const { post, parameters, warnings } = toDraft(input);
  const image = await processImage(Buffer.from(file.buffer, file.byteOffset, file.byteLength), { signal });
  signal?.throwIfAborted();
  const storageKey = createStorageKey();
  const variantWidths = image.variants.map(({ width }) => width);
  const id = await insertPendingPost({
    ...post,
    parameters,
    userId,
    storageKey,
    variantWidths,
    // For readers that know only the specification's column: the widest, in the format that everything shows.
    imageUrl: variantPath(storageKey, variantWidths.at(-1) ?? 0, "webp"),
    width: image.width,
    height: image.height,
    placeholder: image.placeholder,
    fullFormat: image.full?.format ?? null,
  });
  try {
    await onPending?.(id);
    await writeObjects(storageKey, image);
    await saveLikeness(id, { look: image.look, sketch: sketchOf(post.prompt) });
    await publishPost({ id, userId, contender: post.isTournamentOptIn ? image.look : null });
  } catch (error) {
    await abandon({ id, storageKey });
    throw error;
  }
  const [twin] = await listNearDuplicates({ look: image.look, exceptId: id });
  return { id, warnings, twinId: twin?.id ?? null };
}
