import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { type Event, type History, histories, writeHistory } from "@/lib/testing/histories";
import { writeFinishedDays } from "./archive-mutations";
import { countHallOfFame, findDayBoard, findLastDay } from "./archive-queries";
import { addDays, type Day, dayOf, startOfDay } from "./day";

const hour = 60 * 60 * 1_000_000;

/** All that was ever written, as the tables hold it. */
async function archive(prisma: PrismaClient) {
  return {
    days: await prisma.$queryRaw`SELECT day::text, like_count, vote_count FROM board_days ORDER BY day`,
    entries: await prisma.$queryRaw`SELECT day::text, e.rank, image_post_id, like_count, win_count, previous_rank
      FROM board_day_entries e ORDER BY day, e.rank`,
  };
}

async function factsOf(prisma: PrismaClient) {
  const likes = await prisma.imageLike.findMany({ select: { imagePostId: true, createdAt: true } });
  const wins = await prisma.tournamentVote.findMany({ select: { winnerImageId: true, createdAt: true } });
  return [
    ...likes.map(({ imagePostId, createdAt }) => ({ kind: "like" as const, id: imagePostId, createdAt })),
    ...wins.map(({ winnerImageId, createdAt }) => ({ kind: "win" as const, id: winnerImageId, createdAt })),
  ];
}

/** A day's board in plain words, from the facts as they are. */
async function expectedEntries(prisma: PrismaClient, day: Day) {
  const visible = new Set((await prisma.imagePost.findMany({ where: { isActive: true } })).map(({ id }) => id));
  const facts = (await factsOf(prisma)).filter(({ id }) => visible.has(id));
  const order = (of: Day) => {
    const during = facts.filter(({ createdAt }) => dayOf(createdAt) === of);
    const count = (id: number, kind: string) => during.filter((fact) => fact.id === id && fact.kind === kind).length;
    return [...new Set(during.map(({ id }) => id))]
      .map((id) => ({ id, likes: count(id, "like"), wins: count(id, "win") }))
      .sort((a, b) => b.likes + b.wins - a.likes - a.wins || b.wins - a.wins || b.id - a.id);
  };
  const before = order(addDays(day, -1)).map(({ id }) => id);
  return order(day)
    .slice(0, 10)
    .map((entry, index) => ({ ...entry, rank: index + 1, previousRank: before.indexOf(entry.id) + 1 || null }));
}

async function shownEntries(prisma: PrismaClient, day: Day) {
  const board = await findDayBoard(day, prisma);
  return board?.entries.map(({ id, likeCount, tournamentWinCount, rank, previousRank }) => ({
    id,
    likes: likeCount,
    wins: tournamentWinCount,
    rank,
    previousRank,
  }));
}

/** Days that have ended for at least a minute, as the writer sees them. */
async function lastFinishedDay(prisma: PrismaClient): Promise<Day> {
  const [row] = await prisma.$queryRaw<{ day: Date }[]>`
    SELECT (NOW() AT TIME ZONE 'UTC' - INTERVAL '1 minute')::date - 1 AS day`;
  return dayOf((row as { day: Date }).day);
}

const events = (...list: [Event["kind"], number, number][]): Event[] =>
  list.map(([kind, post, hours]) => ({ kind, post, age: hours * hour }));
const visible = (size: number) => Array<boolean>(size).fill(true);

describe("the archive", () => {
  test("of random histories is what counting each day by hand gives, whoever writes it", async () => {
    await fc.assert(
      fc.asyncProperty(histories(96 * hour, [24 * hour, 48 * hour]), async (history: History) => {
        const { prisma } = await testDatabase();
        await writeHistory(history, prisma);
        const last = await lastFinishedDay(prisma);
        const first = (await factsOf(prisma)).map(({ createdAt }) => dayOf(createdAt)).sort()[0];
        // Three servers wake up at once.
        const written = (await Promise.all([1, 2, 3].map(() => writeFinishedDays(prisma)))).flat().sort();
        const days: Day[] = [];
        for (let day = first; day !== undefined && day <= last; day = addDays(day, 1)) days.push(day);
        expect(written).toEqual(days);
        for (const day of days) expect(await shownEntries(prisma, day)).toEqual(await expectedEntries(prisma, day));
        expect(await findLastDay(prisma)).toBe(days.at(-1) ?? null);
        expect(await findDayBoard(addDays(last, 1), prisma)).toBeNull();
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test("never changes: not by later facts, not by a hide, not by a second writing, not by hand", async () => {
    const { prisma } = await testDatabase();
    const history = {
      posts: visible(4),
      events: events(["win", 0, 60], ["win", 0, 59], ["like", 1, 58], ["like", 2, 30]),
    };
    const ids = await writeHistory(history, prisma);
    expect(await writeFinishedDays(prisma)).not.toEqual([]);
    const before = await archive(prisma);

    await writeHistory({ posts: visible(2), events: events(["like", 0, 60], ["like", 1, 30], ["win", 1, 30]) }, prisma);
    await prisma.imageLike.deleteMany({ where: { imagePostId: ids[1] as number } });
    await prisma.imagePost.update({ where: { id: ids[0] as number }, data: { isActive: false } });
    await prisma.imagePost.delete({ where: { id: ids[2] as number } });
    expect(await writeFinishedDays(prisma)).toEqual([]);
    expect(await archive(prisma)).toEqual(before);

    for (const statement of [
      "UPDATE board_day_entries SET like_count = like_count + 1",
      "UPDATE board_days SET like_count = 0",
      "DELETE FROM board_day_entries",
      "DELETE FROM board_days",
      "TRUNCATE board_day_entries",
      "TRUNCATE board_days",
    ])
      await expect(prisma.$executeRawUnsafe(statement), statement).rejects.toThrow(/written once/);
    expect(await archive(prisma)).toEqual(before);
  });

  test("what is hidden leaves the board and the hall of fame, its place stays empty, and restored it is back", async () => {
    const { prisma } = await testDatabase();
    const history = { posts: visible(3), events: events(["win", 0, 60], ["win", 0, 60], ["win", 1, 60]) };
    const [winner = 0, second = 0] = await writeHistory(history, prisma);
    await writeFinishedDays(prisma);
    const [fact] = await factsOf(prisma);
    const day = dayOf((fact as { createdAt: Date }).createdAt);
    expect((await shownEntries(prisma, day))?.map(({ id, rank }) => [id, rank])).toEqual([
      [winner, 1],
      [second, 2],
    ]);
    expect((await countHallOfFame(prisma)).laureates).toMatchObject([{ userId: 1, firsts: 1, podiums: 2 }]);

    await prisma.imagePost.update({ where: { id: winner }, data: { isActive: false } });
    expect((await shownEntries(prisma, day))?.map(({ id, rank }) => [id, rank])).toEqual([[second, 2]]);
    expect((await findDayBoard(day, prisma))?.postIds).toEqual([winner, second]);
    const hall = await countHallOfFame(prisma);
    expect(hall.laureates).toMatchObject([{ userId: 1, firsts: 0, podiums: 1 }]);
    expect(hall.winners).toEqual([]);

    await prisma.imagePost.update({ where: { id: winner }, data: { isActive: true } });
    expect((await countHallOfFame(prisma)).winners.map(({ id, day: of }) => [id, of])).toEqual([[winner, day]]);
  });

  test("a day on which nothing happened is a day, and its neighbours lead past it", async () => {
    const { prisma } = await testDatabase();
    await writeHistory({ posts: visible(2), events: events(["like", 0, 120]) }, prisma);
    const days = await writeFinishedDays(prisma);
    expect(days.length).toBeGreaterThanOrEqual(4);
    const [first, next] = days as [Day, Day];
    expect(await findDayBoard(first, prisma)).toMatchObject({
      previousDay: null,
      nextDay: next,
      likeCount: 1,
      postIds: [expect.any(Number)],
    });
    expect(await findDayBoard(next, prisma)).toMatchObject({
      previousDay: first,
      hasEarlier: true,
      postIds: [],
      entries: [],
    });
    expect(await findDayBoard(addDays(first, -1), prisma)).toBeNull();
  });

  test("a day begins at midnight UTC and ends before the next one", async () => {
    const { prisma } = await testDatabase();
    const [post = 0] = await writeHistory({ posts: visible(2), events: [] }, prisma);
    const day = addDays(await lastFinishedDay(prisma), -1);
    const begin = startOfDay(day).getTime();
    const at = [begin - 1, begin, begin + 86_400_000 - 1, begin + 86_400_000];
    await prisma.imageLike.createMany({
      data: at.map((time, index) => ({ userId: index + 1, imagePostId: post, createdAt: new Date(time) })),
    });
    await writeFinishedDays(prisma);
    const likes = async (of: Day) => (await findDayBoard(of, prisma))?.likeCount;
    expect([await likes(addDays(day, -1)), await likes(day), await likes(addDays(day, 1))]).toEqual([1, 2, 1]);
  });

  test("a day is written when what was begun before midnight has come to its end, not sooner", async () => {
    const { prisma } = await testDatabase();
    await writeHistory({ posts: visible(2), events: events(["like", 0, 120]) }, prisma);
    const [row] = await prisma.$queryRaw<{ today: Date; seconds: number }[]>`
      SELECT now::date AS today, EXTRACT(EPOCH FROM now - date_trunc('day', now))::int AS seconds
      FROM (SELECT NOW() AT TIME ZONE 'UTC' AS now) AS clock`;
    const { today, seconds } = row as { today: Date; seconds: number };
    const yesterday = addDays(dayOf(today), -1);
    // A minute more than the day is old, and nothing: a midnight between leaves yesterday's turn to what was today.
    expect(await writeFinishedDays(prisma, { settleSeconds: seconds + 60 })).not.toContain(yesterday);
    expect(await writeFinishedDays(prisma, { settleSeconds: 0 })).toContain(yesterday);
  });

  test("a site without a fact has no archive", async () => {
    const { prisma } = await testDatabase();
    expect(await writeFinishedDays(prisma)).toEqual([]);
    expect(await findLastDay(prisma)).toBeNull();
    expect(await countHallOfFame(prisma)).toEqual({ laureates: [], winners: [], days: 0 });
  });
});
