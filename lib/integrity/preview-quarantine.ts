import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Moderator } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { createSemaphore } from "@/lib/images/semaphore";
import { log } from "@/lib/log/log";
import type { BareDifference } from "./board-difference";
import { findPrompts } from "./board-queries";
import type { BoardDifference } from "./schema";

/** No preview may take longer than this, in ms, its place in line included; with all that the machine has to do besides. */
const longest = 60_000;

// Next loads a module once a bundle, but one fit at a time is enough. Those who would wait longer than that takes are refused.
const globals = globalThis as {
  podiumPreviews?: { inTurn: ReturnType<typeof createSemaphore>; running: Map<string, Promise<BareDifference>> };
};
globals.podiumPreviews ??= { inTurn: createSemaphore(1, 3), running: new Map() };
const { inTurn, running } = globals.podiumPreviews;

/**
 * What putting a voter's votes aside would make of the board, or giving them back if they are aside. Both boards are fitted, in a
 * thread of its own, so that nobody's request waits for that; one after another where several are asked for, and once where the
 * same one is.
 * @throws AppError SERVICE_UNAVAILABLE when it takes too long, too many are waiting, or the thread fails
 */
export async function previewQuarantine(
  { voterId, limit = 20 }: { voterId: number; limit?: number },
  moderator: Moderator,
  { timeout = longest }: { timeout?: number } = {},
  db?: Parameters<typeof findPrompts>[2],
): Promise<BoardDifference> {
  const { changes, ...counts } = await differOnce({ voterId, limit }, timeout);
  const prompts = await findPrompts(
    changes.map(({ imageId }) => imageId),
    moderator,
    db,
  );
  return { ...counts, changes: changes.map((change) => ({ ...change, prompt: prompts.get(change.imageId) ?? "" })) };
}

interface Asked {
  readonly voterId: number;
  readonly limit: number;
}

function differOnce(asked: Asked, timeout: number): Promise<BareDifference> {
  const key = `${asked.voterId} ${asked.limit}`;
  const known = running.get(key);
  if (known) return known;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`it took longer than ${timeout} ms`)), timeout);
  const difference = inTurn(
    () => differInThread(join(process.cwd(), "scripts", "preview-worker.mjs"), asked, late.signal),
    late.signal,
  )
    .catch((err: unknown) => {
      if (err instanceof AppError) throw err;
      log.warn({ err, ...asked }, "the preview of a quarantine failed");
      throw new AppError("SERVICE_UNAVAILABLE", { cause: err });
    })
    .finally(() => {
      clearTimeout(timer);
      running.delete(key);
    });
  running.set(key, difference);
  return difference;
}

/** A path that is handed over: the bundler follows one that it can work out, and this file runs as it is. */
function differInThread(file: string, workerData: Asked, late: AbortSignal): Promise<BareDifference> {
  const worker = new Worker(/* turbopackIgnore: true */ file, { env: process.env, workerData });
  return new Promise<BareDifference>((resolve, reject) => {
    // What comes after the first of these changes nothing: a good answer's thread ends too.
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`its thread ended with ${code}`)));
    late.addEventListener("abort", () => reject(late.reason), { once: true });
  }).finally(() => worker.terminate());
}
