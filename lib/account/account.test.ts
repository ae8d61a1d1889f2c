import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { createPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { sharp } from "@/lib/images/sharp";
import { readLog } from "@/lib/integrity/log-queries";
import { sealVotes } from "@/lib/integrity/seal-mutations";
import { verifyLog } from "@/lib/integrity/verify-log";
import type { Expiry } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { createPost } from "@/lib/posts/operations";
import { sweep } from "@/lib/posts/sweep";
import { createDiskStorage } from "@/lib/storage/disk";
import { keepFilesSwept } from "@/lib/storage/keeper";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createUser } from "@/lib/users/mutations";
import { setAvatar } from "@/lib/users/profile-operations";
import { deleteAccountRows, deleteStragglers } from "./mutations";
import { deleteAccount } from "./operations";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
const password = "a long enough password";
let db: PrismaClient;
let url: string;
let disk: Storage;
let photo: Buffer;
let expired: Expiry[] = [];
let count = 0;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  globals.podiumPrisma = db;
  const root = await mkdtemp(join(tmpdir(), "podium-account-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#336699" } })
    .png()
    .toBuffer();
});
beforeEach(async () => {
  globals.podiumStorage = disk;
  expired = [];
  count += 1;
  await db.$executeRaw`TRUNCATE tournament_votes, image_posts, users, vote_seals, vote_redactions, loose_files, rating_requests,
    match_outcomes, reports, moderation_actions, personal_access_tokens, user_identities, external_sessions CASCADE`;
  for await (const { prefix } of disk.list()) await disk.remove(prefix);
});

const member = (name: string, role: "member" | "admin" = "member"): Promise<Viewer> =>
  createUser({ handle: `${name}-${count}`, password, role }, db);
const call = (viewer: Viewer, input: unknown) => ({
  requestId: "test",
  findViewer: async () => viewer,
  readInput: async () => input,
  expire: (expiry: Expiry) => expired.push(expiry),
});
/** A picture of its own each time: two of a kind do not compete. */
const picture = () =>
  sharp(randomBytes(6 * 4 * 3), { raw: { width: 6, height: 4, channels: 3 } })
    .resize(60, 40, { kernel: "nearest" })
    .png()
    .toBuffer();
const post = async (viewer: Viewer) => {
  const file = await picture();
  return (await runOperation(createPost, call(viewer, { file, prompt: "a field", isTournamentOptIn: true }))).id;
};
const leave = (viewer: Viewer, input: unknown = { password }) => runOperation(deleteAccount, call(viewer, input));

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => expect.unreachable("it was not refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return { code: error.code, fields: error.details.fields };
}

async function stored(): Promise<string[]> {
  const found: string[] = [];
  for await (const { prefix } of disk.list()) found.push(prefix);
  return found;
}

const vote = (voterId: number, winnerImageId: number, loserImageId: number) =>
  db.tournamentVote.create({
    data: {
      ...{ matchId: randomUUID(), voterId, winnerImageId, loserImageId, winnerSide: "left" },
      createdAt: new Date(Date.now() - 600_000),
    },
  });

/** Everything that an account can have and do, some of it with others. */
async function liveFully(viewer: Viewer, others: readonly number[]) {
  const { id } = viewer;
  const own = [await post(viewer), await post(viewer)];
  const [a = 0, b = 0] = others;
  await runOperation(setAvatar, call(viewer, { file: photo }));
  await vote(id, a, b);
  await vote(id, own[0] as number, a);
  await db.imageLike.createMany({ data: others.map((imagePostId) => ({ userId: id, imagePostId })) });
  await db.matchOutcome.create({
    data: { matchId: randomUUID(), voterId: id, leftImageId: a, rightImageId: b, outcome: "tie", drawProbability: 1 },
  });
  await db.report.create({ data: { imagePostId: a, reporterId: id, reason: "mine" } });
  await db.personalAccessToken.create({ data: { userId: id, name: "bot", tokenHash: randomUUID(), scope: "read" } });
  await db.userIdentity.create({ data: { provider: "github", subject: randomUUID(), userId: id } });
  await db.externalSession.create({
    data: { id: randomUUID(), userId: id, sealedRefreshToken: "x", validUntil: new Date() },
  });
  await db.idempotencyKey.create({ data: { userId: id, key: randomUUID(), bodyHash: "x" } });
  await db.voterInspection.create({
    data: { voterId: id, lastVoteId: 1, voteCount: 2, evidence: {}, excess: 0, isMarked: false },
  });
  await db.voterQuarantine.create({ data: { voterId: id } });
  return own;
}

/** How many rows of any table name this account, by the name of its column: a table that comes later is looked at too. */
async function rowsOf(id: number): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND c.data_type = 'integer'
       AND (c.column_name ~ '(^|_)(user|voter|reporter|author|owner|member)_id$' OR (c.table_name = 'users' AND c.column_name = 'id'))`,
  );
  const found: Record<string, number> = {};
  for (const { table, column } of columns) {
    const { rows } = await client.query<{ n: number }>(
      `SELECT COUNT(*)::int AS n FROM "${table}" WHERE "${column}" = $1`,
      [id],
    );
    found[`${table}.${column}`] = rows[0]?.n ?? -1;
  }
  await client.end();
  return found;
}

/** The database behind a connection that breaks once the server has ended the first transaction that is committed. */
async function losingCommits(target: URL) {
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}));
    let isEnding = false;
    near.on("data", (bytes) => {
      isEnding ||= lost === 0 && bytes.includes("COMMIT");
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (!isEnding) return near.write(bytes);
      lost += 1;
      return near.destroy();
    });
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target), { hostname: "127.0.0.1", port: String(port) }).href,
    lost: () => lost,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describe("a deleted account", () => {
  test("leaves no row in any table and no file, and everything of others as it was", async () => {
    const other = await member("other");
    const theirs = [await post(other), await post(other)];
    const leaving = await member("leaving");
    const own = await liveFully(leaving, theirs);
    await vote(other.id, own[0] as number, theirs[0] as number);
    await vote(other.id, theirs[0] as number, theirs[1] as number);
    const before = await rowsOf(leaving.id);
    expect(Object.keys(before).length).toBeGreaterThan(11);
    for (const [where, n] of Object.entries(before)) expect([where, n > 0]).toEqual([where, true]);
    const othersBefore = await rowsOf(other.id);
    const { length: files } = await stored();

    expired = [];
    const { postIds } = await leave(leaving);
    expect(postIds.sort()).toEqual(own.sort());
    expect(Object.values(await rowsOf(leaving.id)).filter((n) => n > 0)).toEqual([]);
    // One of their votes was for an image that is gone.
    expect(await rowsOf(other.id)).toEqual({ ...othersBefore, "tournament_votes.voter_id": 1 });
    await expect.poll(() => db.looseFile.count()).toBe(0);
    expect(await stored()).toHaveLength(files - 3);
    expect(expired).toEqual([
      {
        now: [
          `member:${leaving.id}`,
          ...postIds.map((id) => `post:${id}`),
          ...["gallery", "top", "archive", "ratings"],
        ],
      },
    ]);
  });

  test("takes its votes out of the log as redactions, which verify, and has the board fitted anew", async () => {
    const other = await member("other");
    const theirs = [await post(other), await post(other)];
    const leaving = await member("leaving");
    await vote(leaving.id, theirs[0] as number, theirs[1] as number);
    await vote(other.id, theirs[0] as number, theirs[1] as number);
    expect(await sealVotes({}, db)).toBe(2);
    await leave(leaving);
    expect(await verifyLog(readLog(db), {})).toMatchObject({
      votes: 2,
      redacted: { account: 1, image: 0 },
      findings: [],
    });
    expect(await db.ratingRequest.count()).toBeGreaterThan(0);
    // The same without the account's row: the log would miss the vote.
    await db.tournamentVote.deleteMany({ where: { voterId: other.id } });
    expect((await verifyLog(readLog(db), {})).findings).not.toEqual([]);
  });

  test("is nobody's afterwards: its name is free, and it cannot be deleted twice", async () => {
    const leaving = await member("leaving");
    await leave(leaving);
    expect(await refusal(deleteAccountRows(leaving.id, db).then(() => {}))).toMatchObject({ code: "SIGN_IN_REQUIRED" });
    expect(await createUser({ handle: leaving.handle, password: null }, db)).not.toMatchObject({ id: leaving.id });
  });

  test("goes whole or not at all: when one table refuses, everything is still there", async () => {
    const other = await member("other");
    const theirs = [await post(other), await post(other)];
    const leaving = await member("leaving");
    await liveFully(leaving, theirs);
    const before = [await rowsOf(leaving.id), (await stored()).sort()];
    await db.$executeRawUnsafe(
      "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$",
    );
    await db.$executeRawUnsafe("CREATE TRIGGER refuse BEFORE DELETE ON users EXECUTE FUNCTION refuse()");
    await expect(leave(leaving)).rejects.toThrow("refused");
    await db.$executeRawUnsafe("DROP TRIGGER refuse ON users");
    expect([await rowsOf(leaving.id), (await stored()).sort()]).toEqual(before);
  });

  test("is gone from every page before its files are, however long these take", async () => {
    const leaving = await member("leaving");
    await post(leaving);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    globals.podiumStorage = { ...disk, remove: (prefix) => held.then(() => disk.remove(prefix)) };
    expired = [];
    await leave(leaving);
    expect(expired).toHaveLength(1);
    expect([await stored(), await db.looseFile.count()]).toMatchObject([{ length: 1 }, 1]);
    release();
    await expect.poll(() => db.looseFile.count()).toBe(0);
    expect(await stored()).toEqual([]);
  });

  test("may take a minute for each of its tables", async () => {
    const leaving = await member("leaving");
    await post(leaving);
    await db.$executeRawUnsafe("CREATE TABLE patience (told text)");
    await db.$executeRawUnsafe(
      `CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN INSERT INTO patience VALUES (current_setting('statement_timeout')); RETURN NULL; END $$`,
    );
    await db.$executeRawUnsafe("CREATE TRIGGER tell AFTER DELETE ON image_posts EXECUTE FUNCTION tell()");
    await leave(leaving);
    await db.$executeRawUnsafe("DROP TRIGGER tell ON image_posts");
    expect(await db.$queryRaw`SELECT told FROM patience`).toEqual([{ told: "1min" }]);
  });

  test("is known as deleted when the answer to the end of its transaction is lost", async () => {
    const leaving = await member("leaving");
    const id = await post(leaving);
    const proxy = await losingCommits(new URL(url));
    const lossy = createPrisma(proxy.url, { max: 2 });
    expect((await deleteAccountRows(leaving.id, lossy)).postIds).toEqual([id]);
    expect(proxy.lost()).toBe(1);
    expect(await db.user.count({ where: { id: leaving.id } })).toBe(0);
    await lossy.$disconnect();
    await proxy.close();
  });

  test("whose files could not be removed is gone all the same, and the sweep removes them", async () => {
    const leaving = await member("leaving");
    await post(leaving);
    globals.podiumStorage = { ...disk, remove: () => Promise.reject(new Error("the disk is busy")) };
    await leave(leaving);
    globals.podiumStorage = disk;
    expect(await stored()).toHaveLength(1);
    await db.$executeRaw`UPDATE loose_files SET created_at = NOW() - INTERVAL '61 minutes'`;
    expect(await sweep()).toMatchObject({ looseImages: 1, unknownImages: 0 });
    expect(await stored()).toEqual([]);
  });

  test("whose files could not be removed leaves none for longer than an hour, on a site that just goes on", async () => {
    const leaving = await member("leaving");
    await post(leaving);
    globals.podiumStorage = { ...disk, remove: () => Promise.reject(new Error("the disk is busy")) };
    await leave(leaving);
    const stopping = new AbortController();
    const keeping = keepFilesSwept(stopping.signal, { every: 5 });
    await db.$executeRaw`UPDATE loose_files SET created_at = NOW() - INTERVAL '61 minutes'`;
    globals.podiumStorage = disk;
    await expect.poll(() => db.looseFile.count()).toBe(0);
    stopping.abort();
    await keeping;
    expect(await stored()).toEqual([]);
  });
});

describe("who deletes an account", () => {
  test("shows its password; with a wrong one or none nothing happens", async () => {
    const leaving = await member("leaving");
    expect(await refusal(leave(leaving, {}))).toMatchObject({ fields: { password: { code: "required" } } });
    expect(await refusal(leave(leaving, { password: "not it", handle: leaving.handle }))).toMatchObject({
      code: "VALIDATION_FAILED",
      fields: { password: { code: "wrongPassword" } },
    });
    expect(await db.user.count()).toBe(1);
  });

  test("types its handle where it has no password", async () => {
    const leaving = await createUser({ handle: `Octo-${count}`, password: null }, db);
    expect(await refusal(leave(leaving, {}))).toMatchObject({ fields: { handle: { code: "required" } } });
    expect(await refusal(leave(leaving, { handle: "octo" }))).toMatchObject({
      fields: { handle: { code: "handleDiffers" } },
    });
    await leave(leaving, { handle: ` @octo-${count} ` });
    expect(await db.user.count()).toBe(0);
  });

  test("is not the last admin, and of two who leave at once one stays", async () => {
    const admins = [await member("admin", "admin"), await member("second", "admin")];
    const results = await Promise.allSettled(admins.map((admin) => leave(admin)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [left] = await db.user.findMany({ where: { role: "admin" } });
    expect(await refusal(leave({ ...(left as never as Viewer), role: "admin" }))).toMatchObject({ code: "LAST_ADMIN" });
    expect(await db.user.count({ where: { role: "admin" } })).toBe(1);
  });
});

describe("what is under way while an account goes", () => {
  test("an upload leaves neither a row nor a file, wherever the deletion meets it", async () => {
    for (const moment of ["before the row", "before the files", "before it is shown"] as const) {
      const leaving = await member(moment.replaceAll(" ", "-"));
      const goes = () => deleteAccountRows(leaving.id, db);
      let writes = 0;
      globals.podiumStorage = {
        ...disk,
        write: async (key, bytes) => {
          writes += 1;
          if (writes === 1 && moment === "before the files") await goes();
          await disk.write(key, bytes);
          if (writes === 2 && moment === "before it is shown") await goes();
        },
      };
      if (moment === "before the row") await goes();
      expect([moment, await refusal(post(leaving))]).toEqual([moment, { code: "SIGN_IN_REQUIRED" }]);
      expect([moment, await db.imagePost.count(), await stored(), await db.looseFile.count()]).toEqual([
        moment,
        0,
        [],
        0,
      ]);
    }
  });

  test("votes for its images, by the dozen, stop nobody and leave nothing", async () => {
    const leaving = await member("leaving");
    const own = [await post(leaving), await post(leaving), await post(leaving)];
    const voters = await Promise.all(Array.from({ length: 12 }, (_, n) => member(`voter-${n}`)));
    const votes = voters.flatMap((voter, n) =>
      own.map((id, k) => vote(voter.id, id, own[(k + 1 + (n % 2)) % 3] as number).catch(() => null)),
    );
    await Promise.all([leave(leaving), ...votes]);
    expect(await db.tournamentVote.count()).toBe(0);
    expect(await db.imagePost.count()).toBe(0);
  });

  test("what a request that had begun before wrote in its name is taken away, and never from an account that is there", async () => {
    const other = await member("other");
    const theirs = [await post(other), await post(other)] as [number, number];
    const leaving = await member("leaving");
    await deleteAccountRows(leaving.id, db);
    for (const { id } of [leaving, other]) await vote(id, ...theirs);
    for (const { id } of [leaving, other]) await deleteStragglers(id, db);
    expect(await db.tournamentVote.findMany({ select: { voterId: true } })).toEqual([{ voterId: other.id }]);
  });
});
