import { processImage } from "@/lib/images/process";
import { log } from "@/lib/log/log";
import type { MetadataWarning } from "@/lib/metadata/metadata";
import { readMetadata } from "@/lib/metadata/read";
import { createStorageKey, variantPath } from "@/lib/storage/keys";
import { removeLooseFilesOrLeave } from "@/lib/storage/loose-files";
import { storage } from "@/lib/storage/storage";
import { writeVariants } from "@/lib/storage/variants";
import { insertPendingPost, publishPost, removePendingPosts } from "./mutations";
import { chooseColumns } from "./parameters";
import type { CreatePostInput } from "./schema";
import { modelNameLength } from "./upload-limits";

interface Making {
  readonly userId: number;
  readonly signal?: AbortSignal | undefined;
  /** Told the post's id while nobody can see it yet. If it throws, there will be no post. */
  readonly onPending?: (id: number) => Promise<void>;
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
function toDraft({ prompt, modelName, isTournamentOptIn, publish, file }: CreatePostInput) {
  const read = readMetadata(file);
  const model = modelName ?? (publish.has("model") ? read.model : null);
  return {
    post: { prompt, modelName: model && [...model].slice(0, modelNameLength).join(""), isTournamentOptIn },
    parameters: chooseColumns(read, publish),
    warnings: read.warnings,
  };
}

/**
 * Turns a file into a visible post: variants made, row pending, files written and synced, row ready. Whatever step
 * fails, there is either a whole post or, after the sweep at the latest, nothing.
 * @throws AppError as `processImage`
 */
export async function createPostFromFile(
  input: Omit<CreatePostInput, "idempotencyKey">,
  { userId, signal, onPending }: Making,
): Promise<{ id: number; warnings: readonly MetadataWarning[] }> {
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
  });
  try {
    await onPending?.(id);
    await writeVariants(storageKey, image);
    await publishPost({ id, userId });
  } catch (error) {
    await abandon({ id, storageKey });
    throw error;
  }
  return { id, warnings };
}
