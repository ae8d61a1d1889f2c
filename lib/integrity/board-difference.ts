import { type Board, layOut, rate } from "@/lib/rankings/board";
import { type Comparisons, combine } from "@/lib/rankings/comparisons";
import type { Strengths } from "@/lib/rankings/likelihood";
import { listPool, listRatedVotes, type VoteColumns } from "@/lib/rankings/projection-queries";
import { createNumbering, pairVotes } from "@/lib/rankings/vote-pairs";
import { findLastVoteId, isVoterQuarantined, listVoterColumns } from "./board-queries";
import type { BoardChange, BoardDifference } from "./schema";

type Database = Parameters<typeof listPool>[0];

/** A difference before the images' prompts are beside it. */
export type BareDifference = Omit<BoardDifference, "changes"> & {
  readonly changes: readonly Omit<BoardChange, "prompt">[];
};

/** Votes are read in slices of so many ids. */
const slice = 200_000;

/** The rated votes but for those with these ids. */
async function listOthers(own: ReadonlySet<number>, db: Database): Promise<VoteColumns[]> {
  const batches: VoteColumns[] = [];
  const last = await findLastVoteId(db);
  for (let from = 0; from < last; from += slice) {
    const votes = await listRatedVotes(from, Math.min(last, from + slice), db);
    const kept = votes.ids.flatMap((id, at) => (own.has(id) ? [] : [at]));
    const pick = (column: readonly number[]) =>
      kept.length === column.length ? column : kept.map((at) => column[at] as number);
    batches.push({
      ids: [],
      winners: pick(votes.winners),
      losers: pick(votes.losers),
      sides: pick(votes.sides),
    });
  }
  return batches;
}

const placesOf = (board: Board) =>
  new Map(
    board.ids.flatMap((id, at) => {
      const rank = board.rank[at] as number;
      return rank > 0 ? [[id, { rank, rating: board.rating[at] as number }] as const] : [];
    }),
  );

/** What is different between two boards, the widest moves first. */
export function compareBoards(before: Board, after: Board): Omit<BoardChange, "prompt">[] {
  const [old, fresh] = [placesOf(before), placesOf(after)];
  const move = ({ before, after }: Omit<BoardChange, "prompt">) =>
    before && after ? Math.abs(before.rank - after.rank) : Number.POSITIVE_INFINITY;
  const points = ({ before, after }: Omit<BoardChange, "prompt">) =>
    before && after ? Math.abs(before.rating - after.rating) : 0;
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((imageId) => ({ imageId, before: old.get(imageId) ?? null, after: fresh.get(imageId) ?? null }))
    .filter(({ before, after }) => before?.rank !== after?.rank || before?.rating !== after?.rating)
    .sort((one, other) => move(other) - move(one) || points(other) - points(one) || one.imageId - other.imageId);
}

/**
 * What putting a voter's votes aside would make of the board, or giving them back if they are aside: both boards are
 * fitted here and now, and nothing is written. Takes seconds in a large community: see `previewQuarantine`.
 */
export async function differBoards(
  { voterId, limit }: { voterId: number; limit: number },
  db?: Database,
): Promise<BareDifference> {
  const own = await listVoterColumns(voterId, db);
  const [batches, pool, isQuarantined] = [
    await listOthers(new Set(own.ids), db),
    new Set(await listPool(db)),
    await isVoterQuarantined(voterId, db),
  ];
  const numbering = createNumbering();
  const others = pairVotes(numbering, batches);
  const all = combine(others, pairVotes(numbering, [own]));
  const few = combine(others, pairVotes(numbering, []));
  const boardOf = (pairs: Comparisons, start?: Strengths) => {
    const rated = rate(pairs, start);
    const counts = { lastVoteId: 0, voteCount: 0 };
    return { rated, board: layOut(numbering.ids, pairs, rated, { isShown: (id) => pool.has(id), ...counts }) };
  };
  const [now, then] = isQuarantined ? [few, all] : [all, few];
  const before = boardOf(now);
  const after = boardOf(then, before.rated.fit);
  const changes = compareBoards(before.board, after.board);
  return {
    votes: own.ids.length,
    moved: changes.filter((change) => change.before?.rank !== change.after?.rank).length,
    changes: changes.slice(0, limit),
  };
}
