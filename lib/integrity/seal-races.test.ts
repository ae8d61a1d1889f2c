import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes, voteIds } from "@/lib/testing/vote-log";
import { undoWindow } from "@/lib/votes/undo-window";
import { readLog } from "./log-queries";
import { sealAfterSeconds, sealVotes } from "./seal-mutations";
import { verifyLog } from "./verify-log";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
});
beforeEach(() => beginAnew(db));

/** Somebody else at the same database, in a transaction; when the test is over, gone. */
async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query("BEGIN");
  return client;
}

/** Until a statement that contains these words waits for a lock, or `isDone`. */
async function untilItWaits(words: string, isDone = () => false): Promise<void> {
  while (!isDone()) {
    const [row] = await db.$queryRaw<[{ waits: boolean }]>`
      SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND query LIKE ${`%${words}%`} AND pid <> pg_backend_pid()) AS waits`;
    if (row.waits) return;
    await sleep(10);
  }
}

const report = () => verifyLog(readLog(db));

describe("a vote that is purged while it is sealed", () => {
  test("is purged after its seal when the seal has read it, and counts as redacted", async () => {
    await castVotes(db, 20);
    const withImage = await db.tournamentVote.count({ where: { OR: [{ winnerImageId: 3 }, { loserImageId: 3 }] } });
    // The seal reads the votes, and cannot be written yet.
    const holder = await open();
    await holder.query("LOCK TABLE vote_seals IN SHARE MODE");
    const sealing = sealVotes({}, db);
    await untilItWaits("INSERT INTO%vote_seals");
    let isPurged = false;
    const purging = db.imagePost.delete({ where: { id: 3 } }).then(() => {
      isPurged = true;
    });
    await untilItWaits("DELETE FROM%image_posts", () => isPurged);
    expect(isPurged).toBe(false);
    await holder.query("COMMIT");
    expect(await sealing).toBe(20);
    await purging;
    expect(withImage).toBeGreaterThan(0);
    expect(await report()).toMatchObject({ votes: 20, redacted: { image: withImage, account: 0 }, findings: [] });
  });

  test("is in no seal when its purge came first", async () => {
    await castVotes(db, 20);
    // The sealing knows up to where it may go, and has read nothing.
    const holder = await open();
    await holder.query("LOCK TABLE vote_seals IN ACCESS EXCLUSIVE MODE");
    const sealing = sealVotes({}, db);
    await untilItWaits("SELECT%vote_seals");
    const purge = await open();
    await purge.query("DELETE FROM image_posts WHERE id = 3");
    await holder.query("COMMIT");
    await untilItWaits("FOR KEY SHARE");
    await purge.query("COMMIT");
    const left = (await voteIds(db)).length;
    expect(left).toBeLessThan(20);
    expect(await sealing).toBe(left);
    expect(await report()).toMatchObject({ votes: left, redacted: { image: 0, account: 0 }, findings: [] });
  });
});

describe("a vote is sealed", () => {
  test("once it is a minute old by the database's clock, long after it could be taken back", async () => {
    expect(sealAfterSeconds * 1_000).toBeGreaterThanOrEqual(5 * undoWindow);
    await castVotes(db, 1, { secondsAgo: 61 });
    await castVotes(db, 1, { secondsAgo: 55 });
    const [old] = await voteIds(db);
    expect(await sealVotes({}, db)).toBe(1);
    expect((await db.voteSeal.findMany()).flatMap((seal) => seal.voteIds)).toEqual([old]);
  });

  test("although somebody began to write before it, as soon as that ends", async () => {
    await castVotes(db, 3);
    const slow = await open();
    await slow.query(
      `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
       VALUES ($1, 1, 1, 2, NOW() - INTERVAL '10 minutes')`,
      [randomUUID()],
    );
    const sealing = sealVotes({}, db);
    // The sealing has begun when it has its key, and looks for two seconds.
    while ((await db.voteLogKey.count()) === 0) await sleep(5);
    await sleep(150);
    await slow.query("COMMIT");
    expect(await sealing).toBe(4);
  });

  test("not waiting for who writes into another database", async () => {
    const elsewhere = await testDatabase();
    await castVotes(db, 3);
    const other = new pg.Client({ connectionString: elsewhere.url });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query("BEGIN; LOCK TABLE tournament_votes IN ROW EXCLUSIVE MODE");
    expect(await sealVotes({}, db)).toBe(3);
  });
});

describe("a redaction", () => {
  test("is noted for the first and the last vote of a seal, and for none between seals", async () => {
    await castVotes(db, 12);
    const all = await voteIds(db);
    await db.tournamentVote.deleteMany({ where: { id: { in: all.slice(4, 6) } } });
    await sealVotes({ batchSize: 4 }, db);
    expect((await db.voteSeal.findMany({ orderBy: { number: "asc" } })).map(({ voteIds: ids }) => ids)).toEqual([
      all.slice(0, 4),
      [...all.slice(6, 10)],
      all.slice(10),
    ]);
    // Put between two seals and purged again: it was in none.
    await db.imagePost.create({ data: { id: 50, userId: 1, imageUrl: "/x", prompt: "fifty" } });
    const between = { id: all[4] as number, matchId: randomUUID(), voterId: 1, winnerImageId: 50, loserImageId: 1 };
    await db.tournamentVote.create({ data: between });
    await db.imagePost.delete({ where: { id: 50 } });
    expect(await db.voteRedaction.count()).toBe(0);
    await db.imagePost.deleteMany();
    const redacted = await db.voteRedaction.findMany({ orderBy: { voteId: "asc" } });
    expect(redacted.map(({ voteId }) => voteId)).toEqual(all.toSpliced(4, 2));
    expect(await report()).toMatchObject({ redacted: { image: 10, account: 0 }, findings: [] });
  });

  test("names the image that went, as winner or as loser, and stays when the vote's place is used again", async () => {
    const data = { voterId: 1, createdAt: new Date(Date.now() - 600_000) };
    await db.tournamentVote.create({ data: { ...data, matchId: randomUUID(), winnerImageId: 1, loserImageId: 2 } });
    await db.tournamentVote.create({ data: { ...data, matchId: randomUUID(), winnerImageId: 4, loserImageId: 3 } });
    await sealVotes({}, db);
    await db.imagePost.deleteMany({ where: { id: { in: [1, 3] } } });
    const [first, second] = await db.voteRedaction.findMany({ orderBy: { voteId: "asc" } });
    expect([first, second]).toMatchObject([
      { reason: "image", subjectId: 1 },
      { reason: "image", subjectId: 3 },
    ]);
    const again = { id: first?.voteId as number, matchId: randomUUID(), winnerImageId: 5, loserImageId: 6 };
    await db.tournamentVote.create({ data: { ...data, ...again } });
    await db.imagePost.delete({ where: { id: 5 } });
    expect(await db.voteRedaction.findMany({ orderBy: { voteId: "asc" } })).toEqual([first, second]);
  });
});

describe("the database takes no seal that cannot be one:", () => {
  const hash = Buffer.alloc(32, 1);
  const seal = { number: 1, firstVoteId: 1, lastVoteId: 2, voteIds: [1, 2], digests: Buffer.alloc(64), root: hash };
  const good = { ...seal, head: hash, sealedAt: new Date(0) };

  test.each([
    ["number 0", { number: 0 }],
    ["no votes", { voteIds: [], digests: Buffer.alloc(0) }],
    ["a digest too few", { digests: Buffer.alloc(32) }],
    ["a short root", { root: Buffer.alloc(31) }],
    ["a short head", { head: Buffer.alloc(31) }],
  ])("%s", async (_, change) => {
    await expect(db.voteSeal.create({ data: { ...good, ...change } })).rejects.toThrow(/ck_vote_seals/);
  });

  test("a second one that ends with the same vote", async () => {
    await db.voteSeal.create({ data: good });
    await expect(db.voteSeal.create({ data: { ...good, number: 2 } })).rejects.toThrow();
  });

  test("nor a second key, a short one, or a reason of its own for a redaction", async () => {
    await expect(db.voteLogKey.create({ data: { id: 2, key: hash } })).rejects.toThrow(/ck_vote_log_key_one/);
    await expect(db.voteLogKey.create({ data: { key: Buffer.alloc(31) } })).rejects.toThrow(/ck_vote_log_key_length/);
    const whim = { voteId: 1, reason: "whim", subjectId: 1 };
    await expect(db.voteRedaction.create({ data: whim })).rejects.toThrow(/ck_vote_redactions_reason/);
  });
});

test("a seal that names another first or last vote than it has is found", async () => {
  await castVotes(db, 12);
  await sealVotes({ batchSize: 4 }, db);
  for (const column of ["first_vote_id", "last_vote_id"])
    for (const number of [1, 3])
      for (const by of [-1, 1]) {
        await db.$executeRawUnsafe(`UPDATE vote_seals SET ${column} = ${column} + ${by} WHERE number = ${number}`);
        expect((await report()).findings).toEqual([{ kind: "seal-range-differs", at: number }]);
        await db.$executeRawUnsafe(`UPDATE vote_seals SET ${column} = ${column} - ${by} WHERE number = ${number}`);
      }
  expect((await report()).findings).toEqual([]);
});
