import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log/log";
import { writeFinishedDays } from "./archive-mutations";
import { type Leadership, tryToLead } from "./leader-queries";
import { storeModelBoard } from "./model-board-mutations";
import { createProjection } from "./projection";
import { thinHistory } from "./projection-mutations";

/** How long after a look the next one follows, in ms: votes are on the board within this and the time of a fit. */
const pause = 3_000;
/** A fit may take up to this part of the time; a larger community waits longer for its board instead of losing a core. */
const share = 0.1;
const hour = 3_600_000;

/**
 * Keeps the board up to date, the models' with it, and writes each day's when it has ended, until `signal` says to stop, while this server leads; else waits until it may. No failure ends
 * it: the database may be away for a while, and the votes are all there afterwards.
 */
export async function keepRating(signal: AbortSignal): Promise<void> {
  let leadership: Leadership | null = null;
  let projection = createProjection();
  let thinnedAt = 0;
  while (!signal.aborted) {
    const started = Date.now();
    try {
      if (!leadership?.isHeld) {
        leadership = await tryToLead();
        projection = createProjection();
      }
      if (leadership) {
        if (await projection.step()) await storeModelBoard();
        await writeFinishedDays();
        if (started - thinnedAt > hour) {
          await thinHistory();
          thinnedAt = started;
        }
      }
    } catch (error) {
      log.warn({ err: error }, "the board was not brought up to date; it will be tried again");
      projection = createProjection();
    }
    await sleep(Math.max(pause, (Date.now() - started) / share), undefined, { signal }).catch(() => {});
  }
  leadership?.release();
}
