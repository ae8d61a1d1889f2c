import { setTimeout as sleep } from "node:timers/promises";

/** How often, at `waitMs` apart, who lost a race looks for what the one who won it wrote. */
const waits = 5;
const waitMs = 40;

/** What `look` finds, now or within 200 ms; null when it is not there even then. */
export async function lookAgain<T>(look: () => Promise<T | null>): Promise<T | null> {
  for (let wait = 0; ; wait += 1) {
    const found = await look();
    if (found !== null || wait === waits) return found;
    await sleep(waitMs);
  }
}
