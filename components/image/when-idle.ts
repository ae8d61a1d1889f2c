/** After so long, in ms, others have their turn: the idle time that a browser grants is longer than a touch should wait. */
const longest = 4;

/** What waits, in the order in which it came. */
const waiting = new Set<() => void>();
let isScheduled = false;

function work(): void {
  isScheduled = false;
  const started = performance.now();
  for (const act of waiting) {
    waiting.delete(act);
    act();
    if (performance.now() - started > longest) break;
  }
  if (waiting.size > 0) schedule();
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 1_000 });
  else setTimeout(work, 0);
}

/**
 * Does small things that add up, each when the browser has nothing better to do, so that together they hold up no touch and no paint.
 * @returns what calls it off
 */
export function whenIdle(act: () => void): () => void {
  waiting.add(act);
  schedule();
  return () => {
    waiting.delete(act);
  };
}
