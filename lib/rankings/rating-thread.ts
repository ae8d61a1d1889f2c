import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { log } from "@/lib/log/log";

/** The first pause before a thread that ended is started again, in ms; it doubles with each end that follows soon. */
const firstPause = 1_000;
const longestPause = 5 * 60_000;
/** A thread that ran so long, in ms, had no fault that comes back at once. */
const soundAfter = 60_000;

// Next loads a module once a bundle, but one thread is enough.
const globals = globalThis as { podiumRating?: true };

/**
 * Starts the thread that keeps the board up to date. Whatever ends it is logged, and it is started again; the site notices
 * nothing but an older board.
 */
export function startRating(): void {
  if (globals.podiumRating || !process.env.DATABASE_URL) return;
  globals.podiumRating = true;
  // A path and not a URL of this module: the bundler is not to look for the file, which runs as it is.
  run(join(process.cwd(), "scripts", "rating-worker.mjs"), firstPause);
}

function run(file: string, pause: number): void {
  const startedAt = Date.now();
  const worker = new Worker(/* turbopackIgnore: true */ file, { env: process.env });
  worker.unref();
  worker.once("error", (error) => log.error({ err: error }, "the rating thread failed"));
  worker.once("exit", (code) => {
    const next = Date.now() - startedAt > soundAfter ? firstPause : Math.min(pause * 2, longestPause);
    log.warn({ code, pause }, "the rating thread ended and will be started again");
    setTimeout(run, pause, file, next).unref();
  });
}
