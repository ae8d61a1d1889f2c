import type { Standing } from "./standing";

interface Window {
  count: number;
  readonly resetAt: number;
}

/** Callers remembered at most. One costs about 150 bytes. */
const defaultCapacity = 50_000;

/**
 * Counts attempts by key in this process, in fixed windows that begin with a key's first attempt. Exact, O(1), and
 * bounded: over capacity the window that began first is forgotten.
 */
export function createWindowCounter(window: number, { capacity = defaultCapacity, now = Date.now } = {}) {
  /** In the order of their beginnings, which is that of their ends, since all last equally long. */
  const windows = new Map<string, Window>();

  function dropEnded(time: number): void {
    for (const [key, { resetAt }] of windows) {
      if (resetAt > time) break;
      windows.delete(key);
    }
  }

  return {
    /** Counts an attempt. One over `max` is not allowed, and costs nothing further. */
    take(key: string, max: number): Standing {
      const time = now();
      dropEnded(time);
      let current = windows.get(key);
      if (!current) {
        if (windows.size >= capacity) windows.delete(windows.keys().next().value as string);
        current = { count: 0, resetAt: time + window };
        windows.set(key, current);
      }
      const isAllowed = current.count < max;
      if (isAllowed) current.count += 1;
      return { isAllowed, limit: max, remaining: Math.max(0, max - current.count), resetAt: current.resetAt };
    },

    /** Takes back an attempt that was allowed here and refused elsewhere. */
    giveBack(key: string): void {
      const current = windows.get(key);
      if (current && current.count > 0) current.count -= 1;
    },

    get size() {
      return windows.size;
    },
  };
}

export type WindowCounter = ReturnType<typeof createWindowCounter>;
