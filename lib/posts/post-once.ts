import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import { readMetadata } from "@/lib/metadata/read";
import { type Created, createPostFromFile } from "./create";
import { bindKey, claimKey, freeKey } from "./idempotency-mutations";
import { findTwin } from "./likeness-queries";
import type { CreatePostInput } from "./schema";

/** How often, at `waitMs` apart, an upload waits for the one that runs under the same key. */
const waits = 100;
const waitMs = 200;

/** What makes two uploads the same: every byte and every word. */
function hashOf({ file, prompt, modelName, altText, isTournamentOptIn, publish }: CreatePostInput): string {
  const words = JSON.stringify([prompt, modelName, altText, isTournamentOptIn, [...publish].sort()]);
  return createHash("sha256").update(`${words.length}:${words}`).update(file).digest("base64url");
}

/**
 * As `createPostFromFile`, but once for each key of a member: who sends the same again, or at the same time, gets the
 * post that the first one made. A failed upload frees its key.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another upload under the same key; IDEMPOTENCY_KEY_IN_USE when the first
 *   one takes too long; and what `createPostFromFile` throws
 */
export async function createPostOnce(
  input: CreatePostInput,
  { userId, signal }: { userId: number; signal?: AbortSignal | undefined },
): Promise<Created> {
  const { idempotencyKey: key, ...post } = input;
  if (key === undefined) return createPostFromFile(post, { userId, signal });
  const bodyHash = hashOf(input);
  for (let wait = 0; wait <= waits; wait += 1) {
    const claim = await claimKey({ userId, key, bodyHash });
    // What the file said was told to whoever posted it first; the file is the same, so it says the same.
    if (claim.state === "done") {
      const { warnings } = readMetadata(input.file);
      return { id: claim.id, warnings, twinId: await findTwin(claim.id) };
    }
    if (claim.state === "other") throw new AppError("IDEMPOTENCY_KEY_REUSED");
    if (claim.state === "claimed") return make(post, { userId, key, signal });
    await sleep(waitMs, undefined, { signal });
  }
  throw new AppError("IDEMPOTENCY_KEY_IN_USE", { retryAfter: 5 });
}

async function make(
  post: CreatePostInput,
  { userId, key, signal }: { userId: number; key: string; signal?: AbortSignal | undefined },
) {
  try {
    return await createPostFromFile(post, { userId, signal, onPending: (id) => bindKey({ userId, key }, id) });
  } catch (error) {
    await freeKey({ userId, key }).catch((cause) => log.warn({ err: cause }, "an idempotency key could not be freed"));
    throw error;
  }
}
