/**
 * Lets `max` tasks run at once; the others wait in line, first come first served.
 * A task whose signal aborts while it waits leaves the line and never runs.
 */
export function createSemaphore(max: number) {
  let running = 0;
  const line: (() => void)[] = [];

  function enter(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (running < max) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
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
