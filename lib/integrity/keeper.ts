import { setTimeout as sleep } from "node:timers/promises";
import { createAttempts } from "@/lib/rankings/attempts";
import { inspectVoters } from "./inspect-voters";
import { sealVotes } from "./seal-mutations";

/** Between two looks, in ms. */
const pause = 10_000;

/**
 * Seals votes and tests voters until `signal` says to stop. For a thread beside the site: nobody's request waits for
 * it. Any number of servers may do it; one at a time seals. No failure ends it, and neither of the two waits for the other.
 */
export async function keepVotesHonest(signal: AbortSignal): Promise<void> {
  const attempt = createAttempts();
  while (!signal.aborted) {
    await attempt("sealing of votes", () => sealVotes());
    await attempt("tests of voters", () => inspectVoters());
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
