import { type Db, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import type { Board } from "./board";

const store = statement<{ stored: number }>(
  "store-ratings",
  `WITH given AS (
     SELECT * FROM unnest($1::int[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::int[], $8::int[],
       $9::int[], $10::int[], $11::int[])
       AS g (image_id, strength, se, rating, rating_low, rating_high, rank, rank_low, rank_high, matches, wins)
     -- An image that was deleted meanwhile is left out.
     WHERE EXISTS (SELECT 1 FROM image_posts p WHERE p.id = g.image_id)
   ), hour AS (SELECT date_trunc('hour', NOW() AT TIME ZONE 'UTC') AS at), snapshot AS (
     INSERT INTO rating_snapshots (hour, last_vote_id, vote_count, image_count, gamma, gamma_se, errors)
     SELECT at, $12::int, $13::int, $14::int, $15::float8, $16::float8, $17::varchar FROM hour
     ON CONFLICT (hour) DO UPDATE SET created_at = NOW() AT TIME ZONE 'UTC', last_vote_id = EXCLUDED.last_vote_id,
       vote_count = EXCLUDED.vote_count, image_count = EXCLUDED.image_count, gamma = EXCLUDED.gamma,
       gamma_se = EXCLUDED.gamma_se, errors = EXCLUDED.errors
   ), past AS (
     INSERT INTO rating_history (image_id, hour, rating, rating_low, rating_high, rank, matches)
     SELECT g.image_id, at, g.rating, g.rating_low, g.rating_high, g.rank, g.matches
     FROM given g CROSS JOIN hour LEFT JOIN image_ratings r USING (image_id)
     WHERE r.matches IS DISTINCT FROM g.matches
     ON CONFLICT (image_id, hour) DO UPDATE SET rating = EXCLUDED.rating, rating_low = EXCLUDED.rating_low,
       rating_high = EXCLUDED.rating_high, rank = EXCLUDED.rank, matches = EXCLUDED.matches
   ), gone AS (
     DELETE FROM image_ratings r WHERE NOT EXISTS (SELECT 1 FROM given g WHERE g.image_id = r.image_id)
   ), heeded AS (
     DELETE FROM rating_requests WHERE id = ANY($18::int[])
   ), kept AS (
     INSERT INTO image_ratings AS r
     SELECT image_id, strength, se, rating, rating_low, rating_high, rank, rank_low, rank_high, matches, wins FROM given
     ON CONFLICT (image_id) DO UPDATE SET strength = EXCLUDED.strength, se = EXCLUDED.se, rating = EXCLUDED.rating,
       rating_low = EXCLUDED.rating_low, rating_high = EXCLUDED.rating_high, rank = EXCLUDED.rank,
       rank_low = EXCLUDED.rank_low, rank_high = EXCLUDED.rank_high, matches = EXCLUDED.matches, wins = EXCLUDED.wins
     WHERE r IS DISTINCT FROM EXCLUDED
     RETURNING 1
   )
   SELECT COUNT(*)::int AS stored FROM kept`,
);

/**
 * Publishes a board in one statement, so that no reader sees half of it: the current ratings, the hour's snapshot and history.
 * `heeded`: the requests that this fit answers; they are gone for every other process too.
 */
export async function storeBoard(board: Board, heeded: readonly number[], db: Db = prisma): Promise<void> {
  const ranks = (numbers: Int32Array) => Array.from(numbers, (rank) => (rank > 0 ? rank : null));
  await store(
    [
      [...board.ids],
      [...board.strength],
      [...board.se],
      [...board.rating],
      [...board.ratingLow],
      [...board.ratingHigh],
      ranks(board.rank),
      ranks(board.rankLow),
      ranks(board.rankHigh),
      [...board.matches],
      [...board.wins],
      board.lastVoteId,
      board.voteCount,
      board.imageCount,
      board.gamma,
      board.gammaSe,
      board.errors,
      [...heeded],
    ],
    db,
  );
}

/** Asks for a fit that reads all votes again, e.g. when a voter's votes are put aside. Takes effect with the transaction it is in. */
export async function requestRating(reason: string, db: Db = prisma): Promise<void> {
  await db.$executeRaw`INSERT INTO rating_requests (reason) VALUES (${reason})`;
}

/** Of the hours that lie two to nine days back each image keeps its last of a day: what was drawn stays, what is stored stops growing. */
export async function thinHistory(db: Db = prisma): Promise<void> {
  await db.$executeRaw`
    DELETE FROM rating_history h
    WHERE hour < NOW() AT TIME ZONE 'UTC' - INTERVAL '2 days' AND hour > NOW() AT TIME ZONE 'UTC' - INTERVAL '9 days'
      AND EXISTS (
        SELECT 1 FROM rating_history later
        WHERE later.image_id = h.image_id AND later.hour > h.hour AND later.hour < date_trunc('day', h.hour) + INTERVAL '1 day'
      )`;
}

/** Writes points of history at the hour of `moment`, for the images at these places of the board; what is written stays. */
export async function storePastRatings(
  moment: Date,
  board: Board,
  places: readonly number[],
  db: Db = prisma,
): Promise<void> {
  const pick = (numbers: ArrayLike<number>) => places.map((n) => numbers[n] as number);
  const ranks = pick(board.rank).map((rank) => (rank > 0 ? rank : null));
  await db.$executeRaw`
    INSERT INTO rating_history (image_id, hour, rating, rating_low, rating_high, rank, matches)
    SELECT image_id, date_trunc('hour', ${moment}::timestamp), rating, low, high, rank, matches
    FROM unnest(${pick(board.ids)}::int[], ${pick(board.rating)}::float8[], ${pick(board.ratingLow)}::float8[],
      ${pick(board.ratingHigh)}::float8[], ${ranks}::int[], ${pick(board.matches)}::int[])
      AS g (image_id, rating, low, high, rank, matches)
    WHERE EXISTS (SELECT FROM image_posts p WHERE p.id = g.image_id)
    ON CONFLICT (image_id, hour) DO NOTHING`;
}
