import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log/log";
import { inspectVoters } from "./inspect-voters";
import { sealVotes } from "./seal-mutations";

/** Between two looks, in ms. */
const pause = 10_000;

/**
 * Seals votes and tests voters until `signal` says to stop. For a thread beside the site: nobody's request waits for
 * it. Any number of servers may do it; one at a time seals. No failure ends it.
 */
export async function keepVotesHonest(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sealVotes();
      await inspectVoters();
    } catch (error) {
      log.warn({ err: error }, "votes were not sealed or voters not tested; it will be tried again");
    }
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
