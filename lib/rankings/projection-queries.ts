import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { statement } from "@/lib/db/statement";
import { sideColumn } from "./winner-side";

/** What tells whether there is anything new to fit: the votes that are not settled are counted, and the images that may be on the board. */
export interface Signs {
  /** Requests to read all votes again. */
  readonly requests: readonly number[];
  /** Rated votes after a given id: how many, and the sum of their ids. */
  readonly recentCount: number;
  readonly recentSum: number;
  /** The images that may be on the board, as a sum that changes with them. */
  readonly pool: string;
}

const readSigns = statement<Omit<Signs, "requests"> & { requests: number[] | null }>(
  "rating-signs",
  `SELECT
     (SELECT array_agg(id) FROM rating_requests) AS requests,
     (SELECT COUNT(*)::int FROM rated_votes WHERE id > $1::int) AS "recentCount",
     (SELECT COALESCE(SUM(id), 0)::float8 FROM rated_votes WHERE id > $1::int) AS "recentSum",
     (SELECT COUNT(*) || '/' || COALESCE(SUM(hashint4(id)::bigint), 0) FROM image_posts WHERE is_active AND is_tournament_opt_in) AS pool`,
);

/** `afterId`: the last vote that was read as settled. */
export async function findSigns(afterId: number, db: Db = prisma): Promise<Signs> {
  const [row] = await readSigns([afterId], db);
  if (!row) throw new Error("no signs");
  return { ...row, requests: row.requests ?? [] };
}

export interface VoteColumns {
  readonly ids: readonly number[];
  readonly winners: readonly number[];
  readonly losers: readonly number[];
  /** See `toSide`. */
  readonly sides: readonly number[];
}

const readVotes = statement<{ [Key in keyof VoteColumns]: number[] | null }>(
  "rated-votes",
  `SELECT array_agg(id) AS ids, array_agg(winner_image_id) AS winners, array_agg(loser_image_id) AS losers,
     array_agg(${sideColumn}) AS sides
   FROM (SELECT * FROM rated_votes WHERE id > $1::int AND id <= $2::int ORDER BY id) AS votes`,
);

/** The rated votes with ids in (after, to], by id. The one place from which a fit takes its votes. */
export async function listRatedVotes(after: number, to: number, db: Db = prisma): Promise<VoteColumns> {
  const [row] = await readVotes([after, to], db);
  return { ids: row?.ids ?? [], winners: row?.winners ?? [], losers: row?.losers ?? [], sides: row?.sides ?? [] };
}

/** The ids of the images that may be on the board, ascending. */
export async function listPool(db: Db = prisma): Promise<number[]> {
  const [row] = await db.$queryRaw<[{ ids: number[] | null }]>`
    SELECT array_agg(id ORDER BY id) AS ids FROM image_posts WHERE is_active AND is_tournament_opt_in`;
  return row.ids ?? [];
}

/** Where the last fit ended: the strengths by image and the side's advantage, to begin the next from. */
export async function findLastFit(db: Db = prisma): Promise<{ ids: number[]; strengths: number[]; gamma: number }> {
  const [row] = await db.$queryRaw<[{ ids: number[] | null; strengths: number[] | null; gamma: number | null }]>`
    SELECT array_agg(image_id ORDER BY image_id) AS ids, array_agg(strength ORDER BY image_id) AS strengths,
      (SELECT gamma FROM rating_snapshots ORDER BY hour DESC LIMIT 1) AS gamma
    FROM image_ratings`;
  return { ids: row.ids ?? [], strengths: row.strengths ?? [], gamma: row.gamma ?? 0 };
}

/** The rated votes cast before a moment, by id. For a history that is drawn afterwards; the live fit reads by id. */
export async function listVotesUntil(moment: Date, db: Db = prisma): Promise<VoteColumns> {
  const rows = await db.$queryRaw<{ id: number; winner: number; loser: number; side: number }[]>`
    SELECT id, winner_image_id AS winner, loser_image_id AS loser, ${Prisma.raw(sideColumn)} AS side
    FROM rated_votes WHERE created_at < ${moment}::timestamp ORDER BY id`;
  return {
    ids: rows.map(({ id }) => id),
    winners: rows.map(({ winner }) => winner),
    losers: rows.map(({ loser }) => loser),
    sides: rows.map(({ side }) => side),
  };
}
