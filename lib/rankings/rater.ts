import { setTimeout as sleep } from "node:timers/promises";
import { createAttempts } from "./attempts";
import { type Leadership, tryToLead } from "./leader-queries";
import { createRound } from "./round";

/** How long after a look the next one follows, in ms: votes are on the board within this and the time of a fit. */
const pause = 3_000;
/** A fit may take up to this part of the time; a larger community waits longer for its board instead of losing a core. */
const share = 0.1;

/**
 * Keeps the boards up to date, round by round, until `signal` says to stop, while this server leads; else waits until it may. No
 * failure ends it: the database may be away for a while, and the votes are all there afterwards.
 */
export async function keepRating(signal: AbortSignal): Promise<void> {
  const attempt = createAttempts();
  let leadership: Leadership | null = null;
  let round = createRound();
  while (!signal.aborted) {
    const started = Date.now();
    if (!leadership?.isHeld) {
      leadership = (await attempt("leadership", () => tryToLead()))?.result ?? null;
      // Another server may have led meanwhile.
      if (leadership) round = createRound();
    }
    if (leadership) await round();
    await sleep(Math.max(pause, (Date.now() - started) / share), undefined, { signal }).catch(() => {});
  }
  leadership?.release();
}
