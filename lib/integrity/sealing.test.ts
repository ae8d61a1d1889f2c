import { randomUUID } from "node:crypto";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requireActor } from "@/lib/auth/require-actor";
import type { Moderator } from "@/lib/auth/viewer";
import type { Db } from "@/lib/db/prisma";
import { createAttempts } from "@/lib/rankings/attempts";
import { createProjection } from "@/lib/rankings/projection";
import { testDatabase } from "@/lib/testing/database";
import { ago, beginAnew, castVotes, voteIds } from "@/lib/testing/vote-log";
import { differBoards } from "./board-difference";
import { type ExportTail, readExport } from "./export-file";
import { exportLog } from "./export-log";
import { inspectVoters } from "./inspect-voters";
import { findCrowdRatings, listPendingVoters, listSuspiciousVoters } from "./inspection-queries";
import { readLog } from "./log-queries";
import { setQuarantine } from "./quarantine-mutations";
import { sealVotes } from "./seal-mutations";
import { verifyLogAndBoard } from "./verify-board";
import { verifyLog } from "./verify-log";
import { encodeVote } from "./vote-record";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;
let moderator: Moderator;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
});

beforeEach(async () => {
  await beginAnew(db);
  const { id, handle } = await db.user.create({ data: { handle: "mod", role: "moderator" } });
  moderator = requireActor("moderator", { id, handle, role: "moderator" });
});

const cast = (count: number, options: Parameters<typeof castVotes>[2] = {}) => castVotes(db, count, options);
const verify = (knownHead?: string) => verifyLog(readLog(db), { knownHead });
const kinds = async () => (await verify()).findings.map(({ kind }) => kind);
const ids = () => voteIds(db);

describe("sealing", () => {
  test("takes every old vote once, in id order, in chained batches, and verifies", async () => {
    await cast(25);
    expect(await sealVotes({ batchSize: 10 }, db)).toBe((await ids()).length);
    expect(await sealVotes({ batchSize: 10 }, db)).toBe(0);
    await cast(5);
    await sealVotes({}, db);
    const seals = await db.voteSeal.findMany({ orderBy: { number: "asc" } });
    expect(seals.map(({ number }) => number)).toEqual(seals.map((_, n) => n + 1));
    expect(seals.flatMap(({ voteIds }) => voteIds)).toEqual(await ids());
    const report = await verify();
    expect(report).toMatchObject({ votes: (await ids()).length, redacted: { image: 0, account: 0 }, findings: [] });
    expect((await verify(report.head as string)).findings).toEqual([]);
    expect((await verify("00".repeat(32))).findings).toEqual([{ kind: "head-unknown", at: seals.length }]);
  });

  test("stops below the first vote that is still young, although later ids are older", async () => {
    await cast(4);
    const old = await ids();
    await cast(1, { secondsAgo: 5 });
    await cast(4);
    await sealVotes({}, db);
    expect((await verify()).votes).toBe(old.length);
  });

  test("waits for a vote that was numbered earlier and is committed later, and nobody waits for the sealing", async () => {
    await cast(3);
    const slow = new pg.Client({ connectionString: url });
    await slow.connect();
    await slow.query("BEGIN");
    await slow.query(
      `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
       VALUES ($1, 1, 1, 2, NOW() - INTERVAL '10 minutes')`,
      [randomUUID()],
    );
    await cast(3);
    const sealing = sealVotes({}, db);
    await cast(1);
    expect(await sealing).toBe(0);
    await slow.query("COMMIT");
    await slow.end();
    expect(await sealVotes({}, db)).toBe((await ids()).length);
    expect(await kinds()).toEqual([]);
  });

  test("by ten servers at once seals each vote once", async () => {
    await cast(40);
    await Promise.all(Array.from({ length: 10 }, () => sealVotes({ batchSize: 7 }, db)));
    await sealVotes({ batchSize: 7 }, db);
    expect((await db.voteSeal.findMany({ orderBy: { number: "asc" } })).flatMap(({ voteIds }) => voteIds)).toEqual(
      await ids(),
    );
    expect(await kinds()).toEqual([]);
  });

  test("covers every column of a vote", async () => {
    const columns = await db.$queryRaw<{ name: string }[]>`
      SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'tournament_votes' ORDER BY 1`;
    expect(columns.map(({ name }) => name)).toEqual([
      "created_at",
      "draw_probability",
      "id",
      "loser_image_id",
      "match_id",
      "salt",
      "voter_id",
      "winner_image_id",
      "winner_side",
    ]);
  });
});

describe("an edit of the sealed log is found:", () => {
  beforeEach(async () => {
    await cast(30);
    await sealVotes({ batchSize: 8 }, db);
  });

  test("any change of any column of any vote, any deletion, any insertion, any swap", async () => {
    const all = await ids();
    const changes = [
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET voter_id = voter_id + 1 WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET match_id = 'x' WHERE id = ${id}`,
      (id: number, tx: Db) =>
        tx.$executeRaw`UPDATE tournament_votes SET winner_image_id = loser_image_id, loser_image_id = winner_image_id WHERE id = ${id}`,
      (id: number, tx: Db) =>
        tx.$executeRaw`UPDATE tournament_votes SET created_at = created_at + INTERVAL '1 microsecond' WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET winner_side = NULL WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET draw_probability = 0.123 WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET salt = gen_random_uuid() WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE tournament_votes SET id = 1000000 + id WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`DELETE FROM tournament_votes WHERE id = ${id}`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE vote_seals SET vote_ids = array_remove(vote_ids, ${id}::int),
        digests = substr(digests, 33) WHERE ${id} BETWEEN first_vote_id AND last_vote_id`,
      (
        id: number,
        tx: Db,
      ) => tx.$executeRaw`UPDATE vote_seals SET digests = set_byte(digests, 5, 255 - get_byte(digests, 5))
        WHERE ${id} BETWEEN first_vote_id AND last_vote_id`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE vote_seals SET root = set_byte(root, 5, 255 - get_byte(root, 5))
        WHERE ${id} BETWEEN first_vote_id AND last_vote_id`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE vote_seals SET head = set_byte(head, 5, 255 - get_byte(head, 5))
        WHERE ${id} BETWEEN first_vote_id AND last_vote_id`,
      (id: number, tx: Db) => tx.$executeRaw`UPDATE vote_seals SET sealed_at = sealed_at + INTERVAL '1 millisecond'
        WHERE ${id} BETWEEN first_vote_id AND last_vote_id`,
      (id: number, tx: Db) => tx.$executeRaw`
        UPDATE tournament_votes v SET winner_image_id = o.winner_image_id, loser_image_id = o.loser_image_id,
          winner_side = o.winner_side, salt = o.salt, created_at = o.created_at
        FROM tournament_votes o
        WHERE (v.id = ${id} AND o.id = ${id === all[0] ? all[1] : all[0]})
          OR (o.id = ${id} AND v.id = ${id === all[0] ? all[1] : all[0]})`,
    ];
    const rollback = new Error("rollback");
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changes), fc.constantFrom(...all), async (change, id) => {
        let found = 0;
        const undone = db.$transaction(async (tx) => {
          await change(id, tx);
          found = (await verifyLog(readLog(tx))).findings.length;
          throw rollback;
        });
        await expect(undone).rejects.toBe(rollback);
        expect(found).toBeGreaterThan(0);
      }),
      { numRuns: 60, examples: changes.map((change) => [change, all[3] as number] as [typeof change, number]) },
    );
    expect(await kinds()).toEqual([]);
  }, 60_000);

  test("a vote put between sealed ones, or two seals exchanged, or one taken away", async () => {
    const [first] = await ids();
    await db.$executeRaw`DELETE FROM image_posts WHERE id = 8`;
    const gap = (await db.voteRedaction.findFirstOrThrow()).voteId;
    await db.tournamentVote.create({
      data: { id: gap, matchId: randomUUID(), voterId: 1, winnerImageId: 1, loserImageId: 2, createdAt: ago(600) },
    });
    expect(await kinds()).toEqual(["vote-changed"]);
    await db.$executeRaw`DELETE FROM tournament_votes WHERE id = ${gap}`;
    await db.$executeRaw`UPDATE tournament_votes SET id = -id WHERE id = ${first}`;
    expect(await kinds()).toEqual(["vote-missing"]);
    await db.$executeRaw`UPDATE tournament_votes SET id = ${first} WHERE id = ${-(first as number)}`;
    await db.$executeRaw`DELETE FROM vote_seals WHERE number = 2`;
    expect(await kinds()).toEqual(expect.arrayContaining(["seal-missing", "head-differs", "vote-inserted"]));
  });
});

describe("a purged vote", () => {
  test("that went with its image or its voter's account is counted, and the log verifies", async () => {
    await cast(40);
    await sealVotes({ batchSize: 8 }, db);
    const withImage = await db.tournamentVote.count({ where: { OR: [{ winnerImageId: 3 }, { loserImageId: 3 }] } });
    await db.imagePost.delete({ where: { id: 3 } });
    const own = await db.tournamentVote.count({ where: { voterId: 2 } });
    // Either order: it is looked at when the transaction ends.
    await db.$transaction([
      db.tournamentVote.deleteMany({ where: { voterId: 2 } }),
      db.user.delete({ where: { id: 2 } }),
    ]);
    expect(withImage * own).toBeGreaterThan(0);
    expect(await verify()).toMatchObject({ redacted: { image: withImage, account: own }, findings: [] });
    // Who comes back from an auth server that kept the id has a new profile.
    await db.user.create({ data: { id: 2, handle: "returned", isExternal: true } });
    expect(await verify()).toMatchObject({ redacted: { image: withImage, account: own }, findings: [] });
  });

  test("is a finding when what it is said to have gone with is still there", async () => {
    await cast(20);
    await sealVotes({}, db);
    const [one, other] = await ids();
    await db.$executeRaw`DELETE FROM tournament_votes WHERE id IN (${one}::int, ${other}::int)`;
    expect(await kinds()).toEqual(["vote-missing", "vote-missing"]);
    await db.voteRedaction.create({ data: { voteId: one as number, reason: "image", subjectId: 2 } });
    await db.voteRedaction.create({ data: { voteId: other as number, reason: "account", subjectId: 2 } });
    expect(await kinds()).toEqual(["redaction-untrue", "redaction-untrue"]);
    // Nor can it leave open with what it went.
    await expect(db.voteRedaction.create({ data: { voteId: 9_999, reason: "image" } })).rejects.toThrow();
  });

  test("before it was sealed leaves nothing, as an undone one does", async () => {
    await cast(10);
    const [, second] = await ids();
    await db.tournamentVote.delete({ where: { id: second as number } });
    await sealVotes({}, db);
    expect(await verify()).toMatchObject({ votes: (await ids()).length, findings: [] });
    expect(await db.voteRedaction.count()).toBe(0);
  });
});

describe("an export", () => {
  async function exported(): Promise<string[]> {
    const lines: string[] = [];
    await exportLog(async (source) => {
      for await (const line of source) lines.push(line);
    }, db);
    return lines;
  }
  async function* each(lines: readonly string[]) {
    yield* lines;
  }
  const check = (lines: readonly string[], tail: ExportTail = { quarantined: [], board: [] }) =>
    verifyLog(readExport(each(lines), tail));

  test("verifies without the database, redacted votes counted, and names no voter", async () => {
    await cast(30);
    await sealVotes({ batchSize: 8 }, db);
    await db.imagePost.delete({ where: { id: 5 } });
    await setQuarantine({ id: 2, isQuarantined: true, reason: "test" }, moderator, db);
    const lines = await exported();
    const tail: ExportTail = { quarantined: [], board: [] };
    expect(await check(lines, tail)).toEqual(await verify());
    expect(tail.quarantined).toHaveLength(1);
    const { key } = await db.voteLogKey.findUniqueOrThrow({ where: { id: 1 } });
    expect(lines.join("\n")).not.toContain(Buffer.from(key).toString("hex"));
    expect(lines.some((line) => /voter\d|voter_id/.test(line))).toBe(false);
  });

  test("that is changed in any line, loses, repeats or exchanges lines does not verify", async () => {
    await cast(20);
    await sealVotes({ batchSize: 6 }, db);
    const lines = await exported();
    const isBroken = async (changed: string[]) =>
      check(changed).then(
        ({ findings }) => findings.length > 0,
        () => true,
      );
    expect(await isBroken(lines)).toBe(false);
    // The lines of quarantine and board are facts about the board, which the fit checks.
    const at = fc.integer({ min: 1, max: lines.length - 4 });
    await fc.assert(
      fc.asyncProperty(at, at, fc.nat(), async (one, other, where) => {
        const line = lines[one] as string;
        const digit = [...line.matchAll(/[0-9]/g)].map(({ index }) => index);
        const place = digit[where % digit.length] as number;
        const edited = `${line.slice(0, place)}${(Number(line[place]) + 1) % 10}${line.slice(place + 1)}`;
        expect(await isBroken(lines.with(one, edited))).toBe(true);
        expect(await isBroken(lines.toSpliced(one, 1))).toBe(true);
        expect(await isBroken(lines.toSpliced(one, 0, line))).toBe(true);
        if (one !== other) expect(await isBroken(lines.with(one, lines[other] as string).with(other, line))).toBe(true);
      }),
    );
  });
});

describe("a published board", () => {
  test("that a new fit is due for is told from one that is not of these votes", async () => {
    await cast(30);
    await cast(4, { secondsAgo: 0 });
    await createProjection(db).step();
    await sealVotes({}, db);
    const look = async () => (await verifyLogAndBoard({}, db)).board;
    expect(await look()).toMatchObject({ isReproduced: true, isDue: false });
    await cast(3, { secondsAgo: 0 });
    expect(await look()).toMatchObject({ isReproduced: true, isDue: false });
    const last = await db.ratingSnapshot.findFirstOrThrow();
    await db.$executeRaw`DELETE FROM tournament_votes WHERE id = ${last.lastVoteId}`;
    expect(await look()).toMatchObject({ isReproduced: false, isDue: true });
    await createProjection(db).step();
    expect(await look()).toMatchObject({ isReproduced: true, isDue: false });
    await db.$executeRaw`UPDATE image_ratings SET strength = strength + 0.01 WHERE image_id = 1`;
    expect(await look()).toMatchObject({ isReproduced: false, isDue: false });
  });

  test("is read with its votes as of one moment, whatever happens meanwhile", async () => {
    await cast(30);
    await createProjection(db).step();
    await sealVotes({ batchSize: 5 }, db);
    const verifying = Array.from({ length: 5 }, () => verifyLogAndBoard({}, db));
    for (const isQuarantined of [true, false, true]) {
      await setQuarantine({ id: 2, isQuarantined, reason: "meanwhile" }, moderator, db);
      await createProjection(db).step();
    }
    for (const { log, board } of await Promise.all(verifying)) {
      expect(log.findings).toEqual([]);
      expect(board && (board.isReproduced || board.isDue)).toBe(true);
    }
  });
});

describe("quarantine", () => {
  const board = async () => {
    await createProjection(db).step({ cold: true });
    return db.imageRating.findMany({ orderBy: { imageId: "asc" } });
  };

  test("takes a voter's votes off the board as was shown before; restoring gives exactly the old board", async () => {
    await cast(60);
    await sealVotes({}, db);
    const before = await board();
    const preview = await differBoards({ voterId: 2, limit: 20 }, db);
    expect(await db.moderationAction.count()).toBe(0);
    await setQuarantine({ id: 2, isQuarantined: true, reason: "random clicks" }, moderator, db);
    const without = await board();
    expect(without).not.toEqual(before);
    for (const { imageId, after } of preview.changes) {
      const row = without.find((each) => each.imageId === imageId);
      expect(row?.rank).toBe(after?.rank);
      expect(row?.rating).toBeCloseTo(after?.rating as number, 3);
    }
    expect(await verifyLogAndBoard({}, db)).toMatchObject({ log: { findings: [] }, board: { isReproduced: true } });
    // What giving them back would do is the same, the other way round.
    const placed = (changes: typeof preview.changes, side: "before" | "after") =>
      changes.map((change) => [change.imageId, change[side]?.rank]).sort();
    const { changes: back } = await differBoards({ voterId: 2, limit: 20 }, db);
    expect(placed(back, "before")).toEqual(placed(preview.changes, "after"));
    expect(placed(back, "after")).toEqual(placed(preview.changes, "before"));
    await setQuarantine({ id: 2, isQuarantined: false, reason: null }, moderator, db);
    expect(await board()).toEqual(before);
    expect((await db.moderationAction.findMany({ orderBy: { id: "asc" } })).map(({ action }) => action)).toEqual([
      "quarantine_votes",
      "restore_votes",
    ]);
  });

  test("does not happen when its audit line cannot be written; a second one writes nothing", async () => {
    await cast(10);
    const act = (reason: string) => setQuarantine({ id: 2, isQuarantined: true, reason }, moderator, db);
    await expect(act("x".repeat(501))).rejects.toThrow();
    await db.$executeRaw`ALTER TABLE rating_requests RENAME TO away`;
    await expect(act("no fit can be asked for")).rejects.toThrow();
    await db.$executeRaw`ALTER TABLE away RENAME TO rating_requests`;
    expect([await db.voterQuarantine.count(), await db.moderationAction.count()]).toEqual([0, 0]);
    await Promise.all([act("one"), act("two"), act("three")]);
    expect([await db.voterQuarantine.count(), await db.moderationAction.count()]).toEqual([1, 1]);
    expect(await db.ratingRequest.count({ where: { reason: "a quarantine changed" } })).toBe(1);
  });

  test("is not for a moderator's own kind, nor for who never voted", async () => {
    await cast(6, { voterId: 3 });
    await db.user.update({ where: { id: 3 }, data: { role: "moderator" } });
    const act = (id: number) => setQuarantine({ id, isQuarantined: true, reason: "no" }, moderator, db);
    await expect(act(3)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(act(5)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await cast(6, { voterId: 4 });
    for (const data of [{ isActive: false }, { isActive: true, role: "member" as const }]) {
      await db.user.update({ where: { id: moderator.id }, data });
      await expect(act(4)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await db.voterQuarantine.count()).toBe(0);
  });

  test("the verified log gives the published board, after any history of votes, undos, hides and quarantines", async () => {
    const step = fc.constantFrom("vote", "undo", "hide", "restore", "quarantine", "release", "purge", "seal", "rate");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (history) => {
        for (const act of history) {
          if (act === "vote") await cast(5);
          if (act === "undo") {
            await cast(1, { secondsAgo: 1 });
            await db.$executeRaw`DELETE FROM tournament_votes WHERE created_at > NOW() AT TIME ZONE 'UTC' - INTERVAL '10 seconds'`;
          }
          if (act === "hide") await db.imagePost.updateMany({ where: { id: 4 }, data: { isActive: false } });
          if (act === "restore") await db.imagePost.updateMany({ data: { isActive: true } });
          const isQuarantined = act === "quarantine";
          if (isQuarantined || act === "release")
            await setQuarantine({ id: 2, isQuarantined, reason: "history" }, moderator, db).catch(() => {});
          if (act === "purge")
            await db.$transaction([
              db.tournamentVote.deleteMany({ where: { voterId: 4 } }),
              db.user.deleteMany({ where: { id: 4 } }),
            ]);
          if (act === "seal") await sealVotes({ batchSize: 7 }, db);
          if (act === "rate") await createProjection(db).step();
        }
        await createProjection(db).step();
        await sealVotes({ batchSize: 7 }, db);
        const { log, board } = await verifyLogAndBoard({}, db);
        expect(log.findings).toEqual([]);
        expect(board?.isReproduced).toBe(true);
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});

test("inspecting marks the one who clicks left and nothing else changes; each vote is looked at once", async () => {
  await cast(30);
  await createProjection(db).step();
  for (let n = 0; n < 20; n += 1)
    await db.tournamentVote.create({
      data: {
        matchId: randomUUID(),
        voterId: 77,
        winnerImageId: 1 + (n % 4),
        loserImageId: 5 + (n % 4),
        winnerSide: "left",
        createdAt: ago(600 - n * 5),
      },
    });
  expect(await inspectVoters({}, db)).toBeGreaterThan(0);
  expect(await inspectVoters({}, db)).toBe(0);
  const { items: marked } = await listSuspiciousVoters({}, moderator, db);
  expect(marked.find(({ voterId }) => voterId === 77)).toMatchObject({
    isMarked: true,
    evidence: { leftShare: { hits: 20 } },
  });
  expect(await db.voterQuarantine.count()).toBe(0);
});

test("inspecting looks at no vote that can be taken back, and at each when it cannot", async () => {
  await cast(4, { voterId: 1 });
  await cast(4, { voterId: 1, secondsAgo: 0 });
  const old = await db.tournamentVote.count({ where: { createdAt: { lt: ago(60) } } });
  await cast(2, { voterId: 2, secondsAgo: 0 });
  expect(await inspectVoters({}, db)).toBe(1);
  expect(await db.voterInspection.findMany()).toMatchObject([{ voterId: 1, voteCount: old }]);
  await db.$executeRaw`UPDATE tournament_votes SET created_at = created_at - INTERVAL '11 seconds'`;
  expect(await inspectVoters({}, db)).toBe(2);
  expect(await db.voterInspection.aggregate({ _sum: { voteCount: true } })).toEqual({
    _sum: { voteCount: (await ids()).length },
  });
});

test("inspecting takes votes in the order in which they were cast, whatever their ids", async () => {
  for (let n = 0; n < 12; n += 1) await cast(1, { voterId: 1, secondsAgo: 600 + 5 * n });
  await inspectVoters({}, db);
  const { evidence } = await db.voterInspection.findUniqueOrThrow({ where: { voterId: 1 } });
  expect(evidence).toMatchObject({ speed: { hits: 0 } });
});

test("inspecting looks again after a twentieth more votes, or at any after a minute", async () => {
  while ((await ids()).length < 40) await cast(1, { voterId: 1 });
  expect(await inspectVoters({}, db)).toBe(1);
  while ((await ids()).length < 41) await cast(1, { voterId: 1 });
  expect(await inspectVoters({}, db)).toBe(0);
  while ((await ids()).length < 42) await cast(1, { voterId: 1 });
  expect(await inspectVoters({}, db)).toBe(1);
  while ((await ids()).length < 43) await cast(1, { voterId: 1 });
  expect(await inspectVoters({}, db)).toBe(0);
  await db.$executeRaw`UPDATE voter_inspections SET inspected_at = inspected_at - INTERVAL '61 seconds'`;
  expect(await inspectVoters({}, db)).toBe(1);
  expect(await db.voterInspection.findMany()).toMatchObject([{ voteCount: 43 }]);
});

test("a voter in quarantine is compared with a board that has nothing of theirs to take off", async () => {
  await cast(6, { voterId: 1 });
  await cast(6, { voterId: 2 });
  await setQuarantine({ id: 2, isQuarantined: true, reason: "test" }, moderator, db);
  const pending = await listPendingVoters({ limit: 10 }, db);
  expect(pending.toSorted((one, other) => one.voterId - other.voterId)).toEqual([
    { voterId: 1, isCounted: true },
    { voterId: 2, isCounted: false },
  ]);
});

test("a voter who cannot be tested is logged once and holds no other up", async () => {
  await cast(30);
  await db.$executeRaw`ALTER TABLE voter_inspections ADD CONSTRAINT no_third CHECK (voter_id <> 3)`;
  const failed: string[] = [];
  const attempt = createAttempts(({ task }) => failed.push(task));
  await inspectVoters({ attempt }, db);
  await inspectVoters({ attempt }, db);
  expect(failed).toEqual(["test of voter 3"]);
  expect(await db.voterInspection.count()).toBe(5);
  await db.$executeRaw`ALTER TABLE voter_inspections DROP CONSTRAINT no_third`;
  await inspectVoters({ attempt }, db);
  expect(await db.voterInspection.count()).toBe(6);
});

test("the crowd's ratings say up to which vote they reach, for images that are rated and none that are not", async () => {
  expect(await findCrowdRatings([1, 2], db)).toEqual({ gamma: 0, lastVoteId: 0, images: new Map() });
  await cast(30);
  await createProjection(db).step();
  const last = (await ids()).at(-1);
  await cast(3);
  const ratings = await findCrowdRatings([1, 2, 2, 99], db);
  expect(ratings.lastVoteId).toBe(last);
  expect([...ratings.images.keys()].sort()).toEqual([1, 2]);
});

test("an encoded vote is this line, for whoever writes another verifier", () => {
  expect(
    encodeVote({
      id: 7,
      matchId: "0b0f6c2e-7c1d-4d0a-9d52-6f4f0a3f9f11",
      voter: "ab".repeat(32),
      winnerImageId: 11,
      loserImageId: 12,
      createdAt: "2026-11-24T19:00:00.123456Z",
      winnerSide: "left",
      drawProbability: 0.1,
      salt: "5f0c7b3a-9d0e-4a57-8a83-0d2b4c1e6f70",
    }),
  ).toBe(
    `["podium-vote-1",7,"0b0f6c2e-7c1d-4d0a-9d52-6f4f0a3f9f11","${"ab".repeat(32)}",11,12,"2026-11-24T19:00:00.123456Z","left","3fb999999999999a","5f0c7b3a-9d0e-4a57-8a83-0d2b4c1e6f70"]`,
  );
});
