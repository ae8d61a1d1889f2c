import type { Moderator } from "@/lib/auth/viewer";
import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import type { Listed } from "@/lib/moderation/schema";
import { undoWindow } from "@/lib/votes/undo-window";
import type { InspectedVote } from "./assess-voter";
import type { CrowdRatings } from "./crowd";
import { evidenceSchema, type InspectedVoter } from "./schema";

/** How many ids back a vote is looked for that was committed after later ones had been inspected. */
const stragglers = 10_000;

/** Can a vote not be taken back any more? Until then nothing is built on it. */
const isFinal = Prisma.sql`v.created_at <= NOW() AT TIME ZONE 'UTC' - ${undoWindow}::int * INTERVAL '1 millisecond'`;

export interface PendingVoter {
  readonly voterId: number;
  readonly isCounted: boolean;
}

/** A voter is tested again once there are so many new votes, as a part of those that were tested, or after so many seconds: each test reads all of them. */
const freshPart = 0.05;
const freshFor = 60;

/** Voters who are due to be tested for votes that no test has seen yet, those first whose newest vote is the oldest. Costs what the new votes cost. */
export async function listPendingVoters({ limit }: { limit: number }, db: Db = prisma): Promise<PendingVoter[]> {
  return db.$queryRaw<PendingVoter[]>`
    SELECT v.voter_id AS "voterId",
      NOT EXISTS (SELECT 1 FROM voter_quarantines q WHERE q.voter_id = v.voter_id) AS "isCounted"
    FROM tournament_votes v LEFT JOIN voter_inspections i USING (voter_id)
    WHERE v.id > COALESCE((SELECT MAX(last_vote_id) FROM voter_inspections), 0) - ${stragglers}
      AND v.id > COALESCE(i.last_vote_id, 0) AND ${isFinal}
    GROUP BY v.voter_id, i.vote_count, i.inspected_at
    HAVING COUNT(*) >= COALESCE(i.vote_count, 0) * ${freshPart}::float8
      OR i.inspected_at < NOW() AT TIME ZONE 'UTC' - make_interval(secs => ${freshFor}::int)
    ORDER BY MAX(v.id) LIMIT ${limit}`;
}

/** A voter's votes that are final, in the order in which they were cast. */
export async function listInspectedVotes(voterId: number, db: Db = prisma): Promise<InspectedVote[]> {
  return db.$queryRaw<InspectedVote[]>`
    SELECT v.id, winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId", winner_side AS "winnerSide",
      w.user_id AS "winnerAuthorId", l.user_id AS "loserAuthorId", EXTRACT(EPOCH FROM v.created_at)::float8 AS at
    FROM tournament_votes v JOIN image_posts w ON w.id = winner_image_id JOIN image_posts l ON l.id = loser_image_id
    WHERE voter_id = ${voterId} AND ${isFinal} ORDER BY v.created_at, v.id`;
}

/** The published strengths of these images, with what they were fitted from: one statement, so that no board comes between. */
export async function findCrowdRatings(imageIds: readonly number[], db: Db = prisma): Promise<CrowdRatings> {
  const [row] = await db.$queryRaw<[CrowdRow]>`
    SELECT COALESCE(s.gamma, 0) AS gamma, COALESCE(s.last_vote_id, 0) AS "lastVoteId",
      array_agg(r.image_id) AS ids, array_agg(r.strength) AS strengths, array_agg(r.se) AS errors
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT gamma, last_vote_id FROM rating_snapshots ORDER BY hour DESC LIMIT 1) s ON TRUE
    LEFT JOIN image_ratings r ON r.image_id = ANY(${[...new Set(imageIds)]}::int[])
    GROUP BY s.gamma, s.last_vote_id`;
  const { gamma, lastVoteId, ids, strengths, errors } = row;
  const images = ids.flatMap((id, n) =>
    id === null ? [] : [[id, { strength: strengths[n] as number, se: errors[n] as number }] as const],
  );
  return { gamma, lastVoteId, images: new Map(images) };
}

interface CrowdRow {
  gamma: number;
  lastVoteId: number;
  ids: (number | null)[];
  strengths: (number | null)[];
  errors: (number | null)[];
}

interface VoterRow extends Omit<InspectedVoter, "evidence"> {
  evidence: unknown;
}

/**
 * Marked voters and those in quarantine, the strongest evidence first, a page at a time: those after the voter `before`; the first
 * ones after somebody who is gone meanwhile, for a list that looks empty would hide them.
 */
export async function listSuspiciousVoters(
  { before = null, limit = 50 }: { before?: number | null; limit?: number },
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Listed<InspectedVoter>> {
  const rows = await db.$queryRaw<VoterRow[]>`
    ${inspectedVoters}
    WHERE (i.is_marked OR q.voter_id IS NOT NULL) AND (
      NOT EXISTS (SELECT 1 FROM voter_inspections WHERE voter_id = ${before}::int)
      OR (-i.excess, i.voter_id) > (SELECT -excess, voter_id FROM voter_inspections WHERE voter_id = ${before}::int)
    )
    ORDER BY i.excess DESC, i.voter_id LIMIT ${limit + 1}::int`;
  const items = rows.slice(0, limit).map(toInspected);
  return { items, nextBefore: rows.length > limit ? (items.at(-1)?.voterId ?? null) : null };
}

/** One voter who was tested, marked or not. */
export async function findInspectedVoter(
  voterId: number,
  _moderator: Moderator,
  db: Db = prisma,
): Promise<InspectedVoter | null> {
  const [row] = await db.$queryRaw<VoterRow[]>`${inspectedVoters} WHERE i.voter_id = ${voterId}::int`;
  return row ? toInspected(row) : null;
}

const toInspected = (row: VoterRow): InspectedVoter => ({ ...row, evidence: evidenceSchema.parse(row.evidence) });

const inspectedVoters = Prisma.sql`
    SELECT i.voter_id AS "voterId", u.handle, i.vote_count AS "voteCount", i.evidence, i.is_marked AS "isMarked",
      q.voter_id IS NOT NULL AS "isQuarantined", a.handle AS author
    FROM voter_inspections i
    LEFT JOIN voter_quarantines q USING (voter_id)
    LEFT JOIN users u ON u.id = i.voter_id
    LEFT JOIN users a ON a.id = (i.evidence #>> '{authorFocus,authorId}')::int`;
