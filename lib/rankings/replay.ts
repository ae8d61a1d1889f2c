import { layOut, rate } from "./board";
import { storePastRatings } from "./projection-mutations";
import { listPool, listVotesUntil } from "./projection-queries";
import { createNumbering, pairVotes } from "./vote-pairs";

type Database = Parameters<typeof listVotesUntil>[1];

/**
 * Draws the history of ratings that a site would have, had it rated at each of the `moments`: for votes that were brought in
 * with their times. Each is fitted anew from all votes before it, so this is for communities that are small yet. Hours that
 * are written already stay as they are.
 */
export async function replayRatings(moments: readonly Date[], db?: Database): Promise<void> {
  const pool = new Set(await listPool(db));
  const known = new Map<number, number>();
  for (const moment of moments.toSorted((a, b) => a.getTime() - b.getTime())) {
    const votes = await listVotesUntil(moment, db);
    if (votes.ids.length === 0) continue;
    const numbering = createNumbering();
    const pairs = pairVotes(numbering, [votes]);
    const counts = { lastVoteId: votes.ids.at(-1) ?? 0, voteCount: votes.ids.length };
    const board = layOut(numbering.ids, pairs, rate(pairs), { isShown: (id) => pool.has(id), ...counts });
    // A point an image has for each of these moments by which it had another match.
    const moved = board.ids.flatMap((id, n) => (known.get(id) === board.matches[n] ? [] : [n]));
    await storePastRatings(moment, board, moved, db);
    for (const [n, id] of board.ids.entries()) known.set(id, board.matches[n] as number);
  }
}
