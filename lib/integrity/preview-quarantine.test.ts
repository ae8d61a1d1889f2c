import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import type { Moderator } from "@/lib/auth/viewer";
import { log } from "@/lib/log/log";
import { testDatabase } from "@/lib/testing/database";
import { differBoards } from "./board-difference";
import { findInspectedVoter, listSuspiciousVoters } from "./inspection-queries";
import { previewQuarantine } from "./preview-quarantine";

const moderator = { id: 1, role: "moderator" } as Moderator;
let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  vi.stubEnv("DATABASE_URL", url);
  await db.$executeRaw`
    INSERT INTO image_posts (user_id, image_url, prompt, is_tournament_opt_in)
    SELECT n, '/x', 'prompt ' || n, TRUE FROM generate_series(1, 6) AS n`;
  for (let n = 0; n < 30; n += 1)
    await db.tournamentVote.create({
      data: {
        matchId: randomUUID(),
        voterId: n < 20 ? 100 + n : 7,
        winnerImageId: n < 20 ? 1 + (n % 3) : 6,
        loserImageId: n < 20 ? 4 + (n % 3) : 1 + (n % 5),
        winnerSide: n % 2 ? "left" : "right",
      },
    });
});

test("the board without a voter's votes is fitted in a thread of its own, and this one goes on meanwhile", async () => {
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 5);
  const preview = await previewQuarantine({ voterId: 7 }, moderator, {}, db);
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(10);
  const { changes, ...counts } = await differBoards({ voterId: 7, limit: 20 }, db);
  expect(preview).toEqual({
    ...counts,
    changes: changes.map((change) => ({ ...change, prompt: `prompt ${change.imageId}` })),
  });
  expect(preview.votes).toBe(10);
  const pushed = preview.changes.find(({ imageId }) => imageId === 6);
  expect(pushed?.before?.rating).toBeGreaterThan(pushed?.after?.rating as number);
});

test("a preview that takes too long is refused, and the next one is not held up by it", async () => {
  await expect(previewQuarantine({ voterId: 7 }, moderator, { timeout: 1 }, db)).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
  });
  expect((await previewQuarantine({ voterId: 7 }, moderator, {}, db)).votes).toBe(10);
});

test("a thread that takes too long is ended, and goes on with nothing", async () => {
  const first = new Promise<string>((resolve) => {
    process.once("worker", (worker) => {
      for (const event of ["message", "exit"]) worker.once(event, () => resolve(event));
    });
  });
  await expect(previewQuarantine({ voterId: 7 }, moderator, { timeout: 1 }, db)).rejects.toThrow();
  // It ends without an answer.
  expect(await first).toBe("exit");
});

test("a thread that fails, or is gone without an answer, is a refusal, and why is logged", async () => {
  const warned = vi.spyOn(log, "warn");
  const causes = () => warned.mock.calls.map(([fields]) => (fields as { err: Error }).err.message);
  const refused = { code: "SERVICE_UNAVAILABLE" };
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:9/nothing");
  await expect(previewQuarantine({ voterId: 7 }, moderator, {}, db)).rejects.toMatchObject(refused);
  vi.stubEnv("DATABASE_URL", url);
  expect(causes()).toEqual([expect.not.stringContaining("thread ended")]);
  process.once("worker", (worker) => worker.terminate());
  await expect(previewQuarantine({ voterId: 7 }, moderator, { timeout: 10_000 }, db)).rejects.toMatchObject(refused);
  expect(causes().slice(1)).toEqual([expect.stringContaining("thread ended")]);
  warned.mockRestore();
  expect((await previewQuarantine({ voterId: 7 }, moderator, {}, db)).votes).toBe(10);
});

test("a longer and a shorter preview of the same voter are told apart", async () => {
  const previews = [1, 20].map((limit) => previewQuarantine({ voterId: 7, limit }, moderator, {}, db));
  expect((await Promise.all(previews)).map(({ changes }) => changes.length)).toEqual([1, 6]);
});

test("a good preview has nothing logged, and is fitted once for all who ask for it meanwhile", async () => {
  const warned = vi.spyOn(log, "warn");
  const threads = vi.fn();
  process.on("worker", threads);
  const previews = await Promise.all(
    Array.from({ length: 8 }, () => previewQuarantine({ voterId: 7 }, moderator, {}, db)),
  );
  process.off("worker", threads);
  expect(previews.map(({ votes }) => votes)).toEqual(Array(8).fill(10));
  expect(threads).toHaveBeenCalledTimes(1);
  // The thread's end is told after its answer.
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

test("a fifth preview at once is refused, and time in line is time that a preview takes", async () => {
  const ask = (voterId: number, timeout?: number) =>
    previewQuarantine({ voterId }, moderator, timeout ? { timeout } : {}, db).then(
      () => "shown",
      (error: { code?: string }) => error.code,
    );
  const asked = [ask(7), ask(100, 1), ask(101), ask(102), ask(103)];
  expect(await asked[4]).toBe("SERVICE_UNAVAILABLE");
  expect(await asked[1]).toBe("SERVICE_UNAVAILABLE");
  expect(await Promise.all([asked[0], asked[2], asked[3]])).toEqual(["shown", "shown", "shown"]);
  expect(await ask(103)).toBe("shown");
});

test("every marked voter is on one page of the list, the strongest evidence first, and nobody else", async () => {
  const nothing = { votes: 0, hits: 0, peak: 0 };
  const evidence = {
    leftShare: nothing,
    speed: nothing,
    agreement: nothing,
    authorFocus: { ...nothing, authorId: null },
  };
  await db.voterInspection.createMany({
    data: Array.from({ length: 12 }, (_, n) => ({
      ...{ voterId: n + 1, lastVoteId: 1, voteCount: 1, evidence },
      ...{ excess: Math.floor(n / 4), isMarked: n !== 5 },
    })),
  });
  const seen: number[] = [];
  for (let before: number | null = null, pages = 0; pages < 5; pages += 1) {
    const { items, nextBefore } = await listSuspiciousVoters({ before, limit: 4 }, moderator, db);
    seen.push(...items.map(({ voterId }) => voterId));
    before = nextBefore;
    if (before === null) break;
  }
  expect(seen).toEqual([9, 10, 11, 12, 5, 7, 8, 1, 2, 3, 4]);
  expect(await findInspectedVoter(6, moderator, db)).toMatchObject({ voterId: 6, isMarked: false });

  const first = async (before: number | null) =>
    (await listSuspiciousVoters({ before, limit: 4 }, moderator, db)).items.map(({ voterId }) => voterId);
  // Votes that are put aside can be given back from here, whatever the tests find by now.
  await db.voterQuarantine.create({ data: { voterId: 6 } });
  expect(await first(12)).toEqual([5, 6, 7, 8]);
  // Whoever a page ended with may delete their account before the next one is asked for.
  await db.voterInspection.delete({ where: { voterId: 12 } });
  expect(await first(12)).toEqual([9, 10, 11, 5]);
});
