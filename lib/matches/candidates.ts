import { createJudged, type Judged, type Pair } from "./judged";
import type { Pool } from "./pool";
import { listDrawable, listJudgedPairs } from "./queries";

// What a draw chooses from, kept in this process so that a vote costs no walk through the tables. It may be out of
// date by the ages below: `findDrawablePair` has the last word on the pair that was chosen, and asks for a new look
// when it objects.

/** A pool is read again after this many ms, later for a large one, which costs more. */
const poolAge = (pool: Pool) => 2_000 + pool.size / 10;
/** A pool of so many images is read within a few milliseconds. */
const quicklyRead = 5_000;
/** What one voter judged through other servers is seen after this many ms. */
const judgedAge = 5_000;
/** For so many voters the judged pairs are kept, those who voted last. */
const maxVoters = 500;

interface Kept<T> {
  value: Promise<T>;
  at: number;
}

let pool: { value: Pool; at: number } | undefined;
let reading: Promise<Pool> | undefined;
const judged = new Map<number, Kept<ReturnType<typeof createJudged>>>();

/** The first pool of a process is waited for; later ones are read beside the one that there is, and nobody's draw waits. */
function read(): Promise<Pool> {
  const at = Date.now();
  const current = listDrawable();
  reading = current;
  const done = () => {
    if (reading === current) reading = undefined;
  };
  current.then((value) => {
    // Of two that were read at once the later one stays.
    if (!pool || pool.at <= at) pool = { value, at };
    done();
  }, done);
  return current;
}

/**
 * What can be drawn, as of a moment ago. `fresh`: as the database has it now, while that is read quickly; `insist`: also when it is not.
 * What was hidden since may still be in it, so a draw is not shown before `findDrawablePair` has agreed to it.
 */
export async function drawable({ fresh = false, insist = false } = {}): Promise<Pool> {
  if (!pool) return fresh || insist ? read() : (reading ?? read());
  if (insist || (fresh && pool.value.size <= quicklyRead)) return read();
  // Whoever draws next sees what is read now; when that fails, the one after begins again.
  if (!reading && Date.now() - pool.at > poolAge(pool.value)) read();
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
  reading = undefined;
  judged.clear();
}
