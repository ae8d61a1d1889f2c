import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log/log";
import { extendVocabulary } from "./vocabulary-mutations";

/** Between two looks, in ms. */
const pause = 15_000;

/** Reads the words of new posts until `signal` says to stop. For a thread beside the site; no failure ends it. */
export async function keepVocabulary(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await extendVocabulary();
    } catch (error) {
      log.warn({ err: error }, "the words of new posts were not read; it will be tried again");
    }
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
}
