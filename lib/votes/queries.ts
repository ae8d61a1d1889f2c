import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { type Page, toPage } from "@/lib/posts/paging";
import { listPostsById } from "@/lib/posts/queries";
import type { Agreement, MatchOutcome, OwnVote, RevealedImage, Vote } from "./schema";
import { undoWindow } from "./undo-window";

/** The vote of a voter in a match. */
export async function findVote(voterId: number, matchId: string, db: Db = prisma): Promise<Vote | null> {
  const rows = await db.$queryRaw<Vote[]>`
    SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", created_at AS "createdAt"
    FROM tournament_votes WHERE voter_id = ${voterId} AND match_id = ${matchId}`;
  return rows[0] ?? null;
}

/** For how long a vote can still be taken back, in ms on the database's clock; 0 when it cannot. */
export async function findUndoTime(voterId: number, matchId: string, db: Db = prisma): Promise<number> {
  const rows = await db.$queryRaw<[{ age: number }?]>`
    SELECT EXTRACT(EPOCH FROM (CLOCK_TIMESTAMP() AT TIME ZONE 'UTC') - created_at)::float8 * 1000 AS age
    FROM tournament_votes WHERE voter_id = ${voterId} AND match_id = ${matchId} AND draw_probability IS NOT NULL`;
  return Math.max(0, undoWindow - (rows[0]?.age ?? undoWindow));
}

/** How a match ended for a voter without a winner. */
export async function findOutcome(voterId: number, matchId: string, db: Db = prisma): Promise<MatchOutcome | null> {
  const rows = await db.$queryRaw<MatchOutcome[]>`
    SELECT id, match_id AS "matchId", outcome, left_image_id AS "leftImageId", right_image_id AS "rightImageId",
      created_at AS "createdAt"
    FROM match_outcomes WHERE voter_id = ${voterId} AND match_id = ${matchId}`;
  return rows[0] ?? null;
}

/** Has this voter judged these two images, whichever won? */
export async function hasJudged(voterId: number, [a, b]: readonly [number, number], db: Db = prisma): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM tournament_votes
    WHERE voter_id = ${voterId}
      AND LEAST(winner_image_id, loser_image_id) = ${Math.min(a, b)}::int
      AND GREATEST(winner_image_id, loser_image_id) = ${Math.max(a, b)}::int
    LIMIT 1`;
  return rows.length > 0;
}

/** What a vote reveals, as of now: the winner first, without an image that was hidden meanwhile. */
export async function listRevealed(vote: Vote, db: Db = prisma): Promise<RevealedImage[]> {
  const posts = await listPostsById([vote.winnerImageId, vote.loserImageId], db);
  return posts.sort((a) => (a.id === vote.winnerImageId ? -1 : 1));
}

/** Which votes a page of a voter's own begins and ends with. `beforeId` is a decoded cursor. */
interface VotesPage {
  readonly voterId: number;
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** The rows of such a page, newest first, and one more. Keyset by id: page 1,000 costs what page 1 does. */
const votesOnPage = ({ voterId, beforeId = 2_147_483_647, limit }: VotesPage) => Prisma.sql`
  SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", created_at AS "createdAt"
  FROM tournament_votes WHERE voter_id = ${voterId} AND id < ${beforeId}
  ORDER BY id DESC LIMIT ${limit + 1}`;

/** A voter's votes, newest first, a page at a time. */
export async function listVotes(page: VotesPage, db: Db = prisma): Promise<Page<Vote>> {
  return toPage(await db.$queryRaw<Vote[]>(votesOnPage(page)), page.limit);
}

interface OwnVoteRow extends Vote {
  same: number;
  different: number;
  /** Of the winner over the loser, in log-odds; null when one of them has no rating. */
  lead: number | null;
}

/** Votes on one page of a voter's own. */
export const ownVotesPageSize = 20;

/**
 * A page of a voter's votes, each with what the others think of the same pair. An image that nobody may see is null; what was
 * thought of it stays.
 */
export async function listVotesOf(
  { limit = ownVotesPageSize, ...from }: Omit<VotesPage, "limit"> & { limit?: number },
  db: Db = prisma,
): Promise<Page<OwnVote>> {
  const rows = await db.$queryRaw<OwnVoteRow[]>`
    WITH v AS (${votesOnPage({ ...from, limit })})
    SELECT v.*, w.strength - l.strength AS lead,
      (SELECT COUNT(*)::int FROM rated_votes o
       WHERE o.winner_image_id = v."winnerImageId" AND o.loser_image_id = v."loserImageId" AND o.voter_id <> ${from.voterId}) AS same,
      (SELECT COUNT(*)::int FROM rated_votes o
       WHERE o.winner_image_id = v."loserImageId" AND o.loser_image_id = v."winnerImageId" AND o.voter_id <> ${from.voterId}) AS different
    FROM v
    LEFT JOIN image_ratings w ON w.image_id = v."winnerImageId"
    LEFT JOIN image_ratings l ON l.image_id = v."loserImageId"
    ORDER BY v.id DESC`;
  const page = toPage(rows, limit);
  const ids = new Set(page.items.flatMap((row) => [row.winnerImageId, row.loserImageId]));
  const posts = new Map((await listPostsById([...ids], db)).map((post) => [post.id, post]));
  const items = page.items.map(({ lead, same, different, winnerImageId, loserImageId, ...vote }) => ({
    ...vote,
    winner: posts.get(winnerImageId) ?? null,
    loser: posts.get(loserImageId) ?? null,
    others: { same, total: same + different },
    expected: lead === null ? null : 1 / (1 + Math.exp(-lead)),
  }));
  return { items, nextCursor: page.nextCursor };
}

/** How many votes a voter has cast, and in how many of those on rated images the crowd rates the chosen one higher. */
export async function findAgreement(voterId: number, db: Db = prisma): Promise<Agreement> {
  const [row] = await db.$queryRaw<[Agreement]>`
    SELECT COUNT(*)::int AS votes,
      COUNT(*) FILTER (WHERE w.strength <> l.strength)::int AS rated,
      COUNT(*) FILTER (WHERE w.strength > l.strength)::int AS agreed
    FROM tournament_votes v
    LEFT JOIN image_ratings w ON w.image_id = v.winner_image_id
    LEFT JOIN image_ratings l ON l.image_id = v.loser_image_id
    WHERE v.voter_id = ${voterId}`;
  return row;
}

/** So many of a voter's latest votes make the personal board. */
const maxChoices = 5_000;

/** What a voter chose over what, latest first. */
export async function listChoices(voterId: number, db: Db = prisma): Promise<{ winner: number; loser: number }[]> {
  return db.$queryRaw`
    SELECT winner_image_id AS winner, loser_image_id AS loser
    FROM tournament_votes WHERE voter_id = ${voterId} ORDER BY id DESC LIMIT ${maxChoices}`;
}
