import type { Moderator } from "@/lib/auth/viewer";
import { type Board, layOut, rate } from "@/lib/rankings/board";
import { listPool, listRatedVotes, type VoteColumns } from "@/lib/rankings/projection-queries";
import { createNumbering, pairVotes } from "@/lib/rankings/vote-pairs";
import { findPrompts, isVoterQuarantined, listVoterColumns } from "./board-queries";
import type { BoardChange, BoardDifference } from "./schema";

type Database = Parameters<typeof listPool>[0];

/** The board that votes and the images open to it make, and nothing else. */
export function boardOf(votes: VoteColumns, pool: readonly number[]): Board {
  const numbering = createNumbering();
  const pairs = pairVotes(numbering, [votes]);
  const shown = new Set(pool);
  return layOut(numbering.ids, pairs, rate(pairs), {
    isShown: (id) => shown.has(id),
    lastVoteId: votes.ids.at(-1) ?? 0,
    voteCount: votes.ids.length,
  });
}

/** Votes without some; both by id. */
function without(votes: VoteColumns, { ids }: VoteColumns): VoteColumns {
  const gone = new Set(ids);
  const kept = votes.ids.flatMap((id, at) => (gone.has(id) ? [] : [at]));
  const pick = (column: readonly number[]) => kept.map((at) => column[at] as number);
  return { ids: pick(votes.ids), winners: pick(votes.winners), losers: pick(votes.losers), sides: pick(votes.sides) };
}

const together = (one: VoteColumns, other: VoteColumns): VoteColumns => ({
  ids: [...one.ids, ...other.ids],
  winners: [...one.winners, ...other.winners],
  losers: [...one.losers, ...other.losers],
  sides: [...one.sides, ...other.sides],
});

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
 * fitted here and now, and nothing is written.
 */
export async function previewQuarantine(
  { voterId, limit = 20 }: { voterId: number; limit?: number },
  moderator: Moderator,
  db?: Database,
): Promise<BoardDifference> {
  const [counted, own, pool, isQuarantined] = await Promise.all([
    listRatedVotes(0, 2_147_483_647, db),
    listVoterColumns(voterId, db),
    listPool(db),
    isVoterQuarantined(voterId, db),
  ]);
  const others = without(counted, own);
  const changed = boardOf(isQuarantined ? together(others, own) : others, pool);
  const differences = compareBoards(boardOf(counted, pool), changed);
  const shown = differences.slice(0, limit);
  const prompts = await findPrompts(
    shown.map(({ imageId }) => imageId),
    moderator,
    db,
  );
  return {
    votes: own.ids.length,
    moved: differences.filter(({ before, after }) => before?.rank !== after?.rank).length,
    changes: shown.map((change) => ({ ...change, prompt: prompts.get(change.imageId) ?? "" })),
  };
}
