import { createJudged, type Judged, type Pair } from "./judged";
import type { Pool } from "./pool";
import { listDrawable, listJudgedPairs } from "./queries";

// What a draw chooses from, kept in this process so that a vote costs no walk through the tables. It may be out of
// date by the ages below: `findDrawablePair` has the last word on the pair that was chosen, and asks for a new look
// when it objects.

/** A pool is read again after this many ms, later for a large one, which costs more. */
const poolAge = (pool: Pool) => 2_000 + pool.ids.length / 10;
/** What one voter judged through other servers is seen after this many ms. */
const judgedAge = 5_000;
/** For so many voters the judged pairs are kept, those who voted last. */
const maxVoters = 500;

interface Kept<T> {
  value: Promise<T>;
  at: number;
}

let pool: Kept<Pool> | undefined;
let poolTtl = 0;
const judged = new Map<number, Kept<ReturnType<typeof createJudged>>>();

/** What can be drawn. `fresh`: as the database has it now. */
export function drawable({ fresh = false } = {}): Promise<Pool> {
  if (fresh || !pool || Date.now() - pool.at > poolTtl) {
    const value = listDrawable();
    pool = { value, at: Date.now() };
    value.then(
      (read) => {
        poolTtl = poolAge(read);
      },
      () => {
        pool = undefined;
      },
    );
  }
  return pool.value;
}

/** What a voter has judged. `fresh`: as the database has them now. */
export function judgedBy(voterId: number, { fresh = false } = {}): Promise<Judged> {
  let kept = judged.get(voterId);
  if (fresh || !kept || Date.now() - kept.at > judgedAge) {
    const value = listJudgedPairs(voterId).then(createJudged);
    value.catch(() => judged.delete(voterId));
    kept = { value, at: Date.now() };
  }
  // A Map keeps the order of insertion, so the first is the one that was not asked for the longest.
  judged.delete(voterId);
  judged.set(voterId, kept);
  if (judged.size > maxVoters) judged.delete(judged.keys().next().value as number);
  return kept.value;
}

/** A voter has judged a pair here: it is not drawn again. */
export function rememberJudged(voterId: number, pair: Pair): void {
  judged.get(voterId)?.value.then(
    (known) => known.add(pair),
    () => {},
  );
}

/** A voter took a vote back: its pair may be drawn again. */
export function forgetJudged(voterId: number, pair: Pair): void {
  judged.get(voterId)?.value.then(
    (known) => known.remove(pair),
    () => {},
  );
}

/** Forgets everything, e.g. when a test changes the database. */
export function forgetCandidates(): void {
  pool = undefined;
  judged.clear();
}
