import { AppError } from "@/lib/errors/app-error";

/** Seconds after which a line that was too long may have moved. */
const retryAfter = 5;

/**
 * Lets `max` tasks run at once; up to `maxWaiting` others wait in line, first come first served.
 * A task whose signal aborts while it waits leaves the line and never runs.
 * The function it makes @throws AppError SERVICE_UNAVAILABLE when the line is full
 */
export function createSemaphore(max: number, maxWaiting = Number.POSITIVE_INFINITY) {
  let running = 0;
  const line: (() => void)[] = [];

  async function enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (running < max) {
      running += 1;
      return;
    }
    if (line.length >= maxWaiting) throw new AppError("SERVICE_UNAVAILABLE", { retryAfter });
    return new Promise<void>((resolve, reject) => {
      const leave = () => {
        line.splice(line.indexOf(next), 1);
        reject(signal?.reason);
      };
      const next = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      line.push(next);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  return async function run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await enter(signal);
    try {
      return await task();
    } finally {
      // The place is handed on, not freed, so that nobody can slip in between.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
