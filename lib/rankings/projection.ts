import { type Board, createRating, fewPart, layOut } from "./board";
import { combine } from "./comparisons";
import type { Strengths } from "./likelihood";
import { requestRating, storeBoard } from "./projection-mutations";
import { findLastFit, findSigns, listPool, listRatedVotes, type VoteColumns } from "./projection-queries";
import { createSettling } from "./settled-queries";
import { createNumbering, type Numbering, pairVotes } from "./vote-pairs";

/** Votes settle after so many seconds: what can be undone was. */
const settlesAfter = 60;

/** Votes are read in slices of so many ids. */
const slice = 200_000;
const endOfIds = 2_147_483_647;

type Database = Parameters<typeof findSigns>[1];

/** What was read of the votes that do not change any more but by a request: most of them in one piece, which is fitted once, and the `later` ones. */
const nothingSettled = () => {
  const numbering = createNumbering();
  const none = pairVotes(numbering, []);
  return { numbering, pairs: none, later: none, upTo: 0, lastId: 0, count: 0, sum: 0 };
};

/**
 * Keeps the published board equal to what a fit of all rated votes gives. The settled votes are held as pairs and read once;
 * those of the last minute, which may still be undone, and those that one still open may come before, are read at every step. A request, left by whatever changes votes that
 * were settled, makes the next step begin anew. What is held may be lost at any time.
 */
export function createProjection(db?: Database, denseLimit?: number) {
  const settling = createSettling(settlesAfter, db);
  let rating = createRating(denseLimit);
  let settled = nothingSettled();
  let last: { ids: readonly number[]; strengths: Strengths } | undefined;
  let published: string | undefined;

  async function settle(to: number): Promise<void> {
    const batches: VoteColumns[] = [];
    let { lastId, count, sum } = settled;
    for (let from = settled.upTo; from < to; from += slice) {
      const votes = await listRatedVotes(from, Math.min(to, from + slice), db);
      batches.push(votes);
      lastId = votes.ids.at(-1) ?? lastId;
      count += votes.ids.length;
      for (const id of votes.ids) sum += id;
    }
    if (to <= settled.upTo) return;
    const { numbering } = settled;
    let { pairs, later } = settled;
    later = combine(later, pairVotes(numbering, batches));
    // Half of what a rating takes as few: the votes of the last minute are among the few as well.
    if (later.second.length > (pairs.second.length * fewPart) / 2) {
      pairs = combine(pairs, later);
      later = pairVotes(numbering, []);
    }
    settled = { numbering, pairs, later, upTo: to, lastId, count, sum };
  }

  /** Where to begin: at the last fit, of this process or of the one before. */
  async function startFrom({ ids, find }: Numbering): Promise<Strengths> {
    const stored = last ? null : await findLastFit(db);
    const theta = new Float64Array(ids.length);
    for (const [n, id] of (last?.ids ?? stored?.ids ?? []).entries()) {
      const number = find(id);
      if (number !== undefined) theta[number] = (last?.strengths.theta[n] ?? stored?.strengths[n]) as number;
    }
    return { theta, gamma: last?.strengths.gamma ?? stored?.gamma ?? 0 };
  }

  return {
    /**
     * Looks for anything new and publishes a board if there is. `cold`: whatever there is, from the votes alone, and requests stay
     * for who holds votes.
     * @returns the board that was published, null for none
     */
    async step({ cold = false } = {}): Promise<Board | null> {
      const settledId = await settling.look();
      const signs = await findSigns(settled.upTo, db);
      const sign = [settled.count + signs.recentCount, settled.sum + signs.recentSum, signs.pool].join();
      if (!cold && sign === published && signs.requests.length === 0) return null;

      if (cold || signs.requests.length > 0) {
        settled = nothingSettled();
        rating = createRating(denseLimit);
      }
      await settle(settledId);
      const { numbering, count, sum } = settled;
      const recent = await listRatedVotes(settled.upTo, endOfIds, db);
      const few = combine(settled.later, pairVotes(numbering, [recent]));
      const pool = new Set(await listPool(db));
      const rated = rating(settled.pairs, few, cold ? undefined : await startFrom(numbering));
      const board = layOut(numbering.ids, rated.tally, rated, {
        isShown: (id) => pool.has(id),
        lastVoteId: recent.ids.at(-1) ?? settled.lastId,
        voteCount: count + recent.ids.length,
      });
      await storeBoard(board, cold ? [] : signs.requests, db);
      last = { ids: numbering.ids.slice(), strengths: rated.fit };
      // Named by what was read: whatever came while it was fitted is new to the next look.
      const sums = recent.ids.reduce((total, id) => total + id, sum);
      published = [count + recent.ids.length, sums, signs.pool].join();
      return board;
    },
  };
}

/**
 * Publishes a board made from the votes alone, beside a server that may be running: what that one was asked it has yet to heed
 * itself, and it is asked to read all votes again, so that what it holds cannot bring the old board back.
 */
export async function rebuildBoard(db?: Database): Promise<Board> {
  const board = await createProjection(db).step({ cold: true });
  if (!board) throw new Error("a cold step publishes");
  // Afterwards: it may have published from older votes while this one was fitted.
  await requestRating("rebuild", db);
  return board;
}
