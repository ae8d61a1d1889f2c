import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Db, prisma } from "@/lib/db/prisma";
import { createSettling } from "@/lib/rankings/settled-queries";
import { headAfter, noHead, rootOf } from "./chain";
import { type LoggedVote, lineOf, loggedColumns } from "./log-queries";
import { digestOf } from "./vote-record";

/** Seconds after which a vote is sealed. A vote can be taken back for ten; the rest is for clocks and slow transactions. */
export const sealAfterSeconds = 60;

/** One server seals at a time. */
const sealingLock = 72_707_370;

interface Sealing {
  /** Votes a seal holds at most. */
  readonly batchSize?: number;
  readonly afterSeconds?: number;
}

/**
 * Seals every vote that is old enough, in the order of the ids, in as many batches as that takes. Never on the way of a
 * vote: voters neither wait for it nor for its locks. Does nothing when another server is sealing.
 * @returns the number of votes sealed
 */
export async function sealVotes(
  { batchSize = 4_096, afterSeconds = sealAfterSeconds }: Sealing = {},
  db: typeof prisma = prisma,
): Promise<number> {
  await db.$executeRaw`INSERT INTO vote_log_key (key) VALUES (${randomBytes(32)}) ON CONFLICT DO NOTHING`;
  const settled = await waitForSettledId(afterSeconds, db);
  let sealed = 0;
  for (;;) {
    const count = await db.$transaction((tx) => sealBatch({ settled, batchSize }, tx), {
      timeout: 60_000,
    });
    sealed += count;
    if (count < batchSize) return sealed;
  }
}

/** Looks again until the writers of the first look are gone, for two seconds; 0 when they are still there. */
async function waitForSettledId(afterSeconds: number, db: Db): Promise<number> {
  const settling = createSettling(afterSeconds, db);
  let settled = await settling.look();
  for (let attempt = 0; settling.isPending && attempt < 20; attempt += 1) {
    await sleep(100);
    settled = await settling.look();
  }
  return settled;
}

async function sealBatch({ settled, batchSize }: { settled: number; batchSize: number }, tx: Db): Promise<number> {
  const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${sealingLock}::bigint) AS "isOurs"`;
  if (!lock?.isOurs) return 0;
  const last = await tx.voteSeal.findFirst({ orderBy: { number: "desc" } });
  // The rows are locked against being deleted, so that a vote is either purged before its seal or redacted after it.
  const votes = await tx.$queryRaw<LoggedVote[]>`
    SELECT ${loggedColumns} FROM tournament_votes
    WHERE id > ${last?.lastVoteId ?? 0} AND id <= ${settled}
    ORDER BY id LIMIT ${batchSize} FOR KEY SHARE`;
  if (votes.length === 0) return 0;
  const { key } = await tx.voteLogKey.findUniqueOrThrow({ where: { id: 1 } });
  const entries = votes.map((vote) => ({ id: vote.id, digest: digestOf(lineOf(vote, key)) }));
  const voteIds = entries.map(({ id }) => id);
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC') AS now`;
  const number = (last?.number ?? 0) + 1;
  const sealedAt = clock?.now as Date;
  const root = rootOf(entries);
  await tx.voteSeal.create({
    data: {
      number,
      firstVoteId: voteIds[0] as number,
      lastVoteId: voteIds.at(-1) as number,
      voteIds,
      digests: Buffer.concat(entries.map(({ digest }) => digest)),
      root: new Uint8Array(root),
      head: new Uint8Array(headAfter(last?.head ?? noHead, { number, sealedAt, count: votes.length, root })),
      sealedAt,
    },
  });
  return votes.length;
}
