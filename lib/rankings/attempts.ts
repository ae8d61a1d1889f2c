import { log } from "@/lib/log/log";

/**
 * Runs tasks that come again and again, each by itself: a failure ends none of the others. It is logged when a task begins to
 * fail, and not again before it has succeeded: a fault that lasts a night is one line, not ten thousand. A failed one gives null.
 */
export function createAttempts(
  warn: (fault: { err: unknown; task: string }, words: string) => void = log.warn.bind(log),
) {
  const failing = new Set<string>();
  return async function attempt<T>(task: string, work: () => Promise<T>): Promise<{ readonly result: T } | null> {
    try {
      const result = await work();
      failing.delete(task);
      return { result };
    } catch (err) {
      if (!failing.has(task)) warn({ err, task }, "a task failed; it will be tried again");
      failing.add(task);
      return null;
    }
  };
}
