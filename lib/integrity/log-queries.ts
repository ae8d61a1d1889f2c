import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { hashLength } from "./merkle";
import type { LogEntry, RedactionReason, SealedBatch } from "./verify-log";
import { encodeVote, pseudonymOf, type VoteRecord } from "./vote-record";

export interface LoggedVote extends Omit<VoteRecord, "voter"> {
  voterId: number;
}

/** Every column of a vote, as it is sealed; a test holds this list against the table. */
export const loggedColumns = Prisma.sql`
  id, match_id AS "matchId", voter_id AS "voterId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId",
  to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "createdAt", winner_side AS "winnerSide",
  draw_probability AS "drawProbability", salt::text AS salt`;

export const lineOf = ({ voterId, ...vote }: LoggedVote, key: Uint8Array): string =>
  encodeVote({ ...vote, voter: pseudonymOf(voterId, key) });

/** The key behind the pseudonyms; null as long as nothing was sealed. */
export async function findLogKey(db: Db = prisma): Promise<Uint8Array | null> {
  return (await db.voteLogKey.findUnique({ where: { id: 1 } }))?.key ?? null;
}

interface SealRow {
  number: number;
  firstVoteId: number;
  lastVoteId: number;
  voteIds: number[];
  digests: Uint8Array;
  root: Uint8Array;
  head: Uint8Array;
  sealedAt: Date;
}

/**
 * The sealed log from its beginning, a seal at a time, each beside what the tables hold for it now. Votes that lie
 * between sealed ones and are in no seal come with the seal above them.
 */
export async function* readLog(db: Db = prisma): AsyncGenerator<SealedBatch> {
  const key = (await findLogKey(db)) ?? new Uint8Array(hashLength);
  let above = { number: 0, lastVoteId: 0 };
  for (;;) {
    const seal: SealRow | null = await db.voteSeal.findFirst({
      where: { number: { gt: above.number } },
      orderBy: { number: "asc" },
    });
    if (!seal) return;
    const until = Math.max(0, ...seal.voteIds.slice(-1));
    const votes = await db.$queryRaw<LoggedVote[]>`
      SELECT ${loggedColumns} FROM tournament_votes WHERE id > ${above.lastVoteId} AND id <= ${until} ORDER BY id`;
    const redactions = await db.$queryRaw<{ id: number; reason: RedactionReason; isStillHere: boolean }[]>`
      SELECT vote_id AS id, reason,
        CASE reason WHEN 'image' THEN EXISTS (SELECT 1 FROM image_posts WHERE id = subject_id)
          -- Who is known to another auth server can come back under the same id: a profile made later is another one.
          ELSE EXISTS (SELECT 1 FROM users WHERE id = subject_id AND created_at <= redacted_at) END AS "isStillHere"
      FROM vote_redactions WHERE vote_id > ${above.lastVoteId} AND vote_id <= ${until}`;
    const lines = new Map(votes.map((vote) => [vote.id, lineOf(vote, key)]));
    const excuses = new Map(redactions.map(({ id, ...excuse }) => [id, excuse]));
    const entries: LogEntry[] = seal.voteIds.map((id, index) => ({
      id,
      digest: seal.digests.subarray(index * hashLength, (index + 1) * hashLength),
      line: lines.get(id) ?? null,
      redacted: excuses.get(id)?.reason ?? null,
      isExcuseUntrue: excuses.get(id)?.isStillHere ?? false,
    }));
    const sealed = new Set(seal.voteIds);
    const strays = votes.filter(({ id }) => !sealed.has(id)).map(({ id }) => id);
    const { number, sealedAt, root, head } = seal;
    const isRangeUntrue = seal.firstVoteId !== seal.voteIds[0] || seal.lastVoteId !== until;
    yield { number, sealedAt, root, head, entries, strays, isRangeUntrue };
    above = { number, lastVoteId: until };
  }
}
