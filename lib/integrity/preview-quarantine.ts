import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Moderator } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";
import type { BareDifference } from "./board-difference";
import { findPrompts } from "./board-queries";
import type { BoardDifference } from "./schema";

/** No preview may take longer than this, in ms; with all that the machine has to do besides. */
const longest = 60_000;

// Next loads a module once a bundle, but one fit at a time is enough.
const globals = globalThis as { podiumPreview?: Promise<unknown> | undefined };

/**
 * What putting a voter's votes aside would make of the board, or giving them back if they are aside. Both boards are fitted, in a
 * thread of its own, so that nobody's request waits for that; one after another where several are asked for.
 * @throws AppError SERVICE_UNAVAILABLE when it takes too long, or the thread fails
 */
export async function previewQuarantine(
  { voterId, limit = 20 }: { voterId: number; limit?: number },
  moderator: Moderator,
  { timeout = longest }: { timeout?: number } = {},
  db?: Parameters<typeof findPrompts>[2],
): Promise<BoardDifference> {
  const before = globals.podiumPreview;
  const difference = (async () => {
    await before?.catch(() => {});
    return differInThread(join(process.cwd(), "scripts", "preview-worker.mjs"), { voterId, limit }, timeout);
  })();
  globals.podiumPreview = difference;
  const { changes, ...counts } = await difference;
  const prompts = await findPrompts(
    changes.map(({ imageId }) => imageId),
    moderator,
    db,
  );
  return { ...counts, changes: changes.map((change) => ({ ...change, prompt: prompts.get(change.imageId) ?? "" })) };
}

/** A path that is handed over: the bundler follows one that it can work out, and this file runs as it is. */
function differInThread(
  file: string,
  workerData: { voterId: number; limit: number },
  timeout: number,
): Promise<BareDifference> {
  const worker = new Worker(/* turbopackIgnore: true */ file, { env: process.env, workerData });
  return new Promise<BareDifference>((resolve, reject) => {
    const refuse = (err: unknown) => {
      log.warn({ err, ...workerData }, "the preview of a quarantine failed");
      reject(new AppError("SERVICE_UNAVAILABLE"));
    };
    const timer = setTimeout(() => refuse(new Error(`it took longer than ${timeout} ms`)), timeout);
    worker.once("message", resolve);
    worker.once("error", refuse);
    worker.once("exit", (code) => refuse(new Error(`its thread ended with ${code}`)));
    worker.once("message", () => clearTimeout(timer));
    worker.once("error", () => clearTimeout(timer));
    worker.once("exit", () => clearTimeout(timer));
  }).finally(() => worker.terminate());
}
