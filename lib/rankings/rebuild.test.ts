import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Moderator } from "@/lib/auth/viewer";
import { inspectVoters } from "@/lib/integrity/inspect-voters";
import { setQuarantine } from "@/lib/integrity/quarantine-mutations";
import { rebuildProjections } from "@/lib/search/vocabulary-mutations";
import { testDatabase } from "@/lib/testing/database";
import { countBoard } from "./board-queries";
import { storeModelBoard } from "./model-board-mutations";
import { findModelBoard } from "./model-board-queries";
import { rebuildBoard } from "./projection";
import { createRound } from "./round";
import { allTimeStepHours, type BoardWindow, boardWindows, windowHours } from "./windows";

const images = 8;
const voters = [2, 3, 4, 5, 6];
const models = ["aurora", "borealis", "cirrus"];
/** Hours ago, far from every window's edge. */
const ages = [0, 1, 30, 60, 200, 500, 1_000, 2_000];

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
const moderator = { id: 1, role: "moderator" } as Moderator;

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});

const image = fc.integer({ min: 1, max: images });
const voter = fc.constantFrom(...voters);
const age = fc.constantFrom(...ages);
const event = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("vote" as const),
      a: image,
      b: image,
      voter,
      age,
      side: fc.constantFrom("left" as const, "right" as const),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("like" as const), a: image, voter, age }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("unlike" as const), a: image, voter }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("hide", "restore", "delete", "opt in", "opt out" as const),
      a: image,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("name" as const), a: image, model: fc.constantFrom(...models, null) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("put aside", "take back" as const), voter }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("leave" as const), voter }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("round", "inspect" as const) }) },
);

type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

interface Fact {
  readonly kind: "like" | "win";
  readonly id: number;
  readonly by: number;
  readonly of: readonly number[];
  readonly age: number;
}

/** What has happened and was not taken back, in plain words and beside the database. */
interface Known {
  facts: Fact[];
  readonly visible: Set<number>;
  readonly there: Set<number>;
}

async function begin(): Promise<Known> {
  await db.$executeRaw`TRUNCATE image_posts, users, tournament_votes, rating_snapshots, rating_requests, voter_quarantines,
    voter_inspections, moderation_actions, model_boards RESTART IDENTITY CASCADE`;
  await db.user.create({ data: { handle: "mod", role: "moderator" } });
  await db.user.createMany({ data: voters.map((id) => ({ handle: `voter${id}` })) });
  await db.imagePost.createMany({
    data: Array.from({ length: images }, (_, n) => ({
      userId: 1,
      imageUrl: "/x",
      prompt: `image ${n + 1}`,
      modelName: models[n % models.length] ?? null,
      isTournamentOptIn: n % 4 < 3,
    })),
  });
  const all = Array.from({ length: images }, (_, n) => n + 1);
  return { facts: [], visible: new Set(all), there: new Set(all) };
}

async function happen(one: Event, known: Known, round: () => Promise<void>): Promise<void> {
  const { visible, there } = known;
  const keep = (isKept: (fact: Fact) => boolean) => {
    known.facts = known.facts.filter(isKept);
  };
  switch (one.kind) {
    case "vote": {
      if (one.a === one.b || !there.has(one.a) || !there.has(one.b)) return;
      const [row] = await db.$queryRaw<{ id: number }[]>`
        INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, created_at)
        VALUES (gen_random_uuid()::text, ${one.voter}::int, ${one.a}::int, ${one.b}::int, ${one.side}::varchar,
          NOW() AT TIME ZONE 'UTC' - make_interval(hours => ${one.age}::int)) ON CONFLICT DO NOTHING RETURNING id`;
      if (row) known.facts.push({ kind: "win", id: row.id, by: one.voter, of: [one.a, one.b], age: one.age });
      return;
    }
    case "like": {
      if (!there.has(one.a)) return;
      const [row] = await db.$queryRaw<{ id: number }[]>`
        INSERT INTO image_likes (user_id, image_post_id, created_at)
        VALUES (${one.voter}::int, ${one.a}::int, NOW() AT TIME ZONE 'UTC' - make_interval(hours => ${one.age}::int))
        ON CONFLICT DO NOTHING RETURNING id`;
      if (row) known.facts.push({ kind: "like", id: row.id, by: one.voter, of: [one.a], age: one.age });
      return;
    }
    case "unlike":
      await db.imageLike.deleteMany({ where: { userId: one.voter, imagePostId: one.a } });
      return keep(({ kind, by, of }) => kind !== "like" || by !== one.voter || of[0] !== one.a);
    case "undo": {
      const last = Math.max(0, ...known.facts.flatMap(({ kind, id }) => (kind === "win" ? [id] : [])));
      await db.tournamentVote.deleteMany({ where: { id: last } });
      return keep(({ kind, id }) => kind !== "win" || id !== last);
    }
    case "hide":
    case "restore":
      await db.imagePost.updateMany({ where: { id: one.a }, data: { isActive: one.kind === "restore" } });
      if (one.kind === "hide") visible.delete(one.a);
      else if (there.has(one.a)) visible.add(one.a);
      return;
    case "delete":
      await db.imagePost.deleteMany({ where: { id: one.a } });
      visible.delete(one.a);
      there.delete(one.a);
      return keep(({ of }) => !of.includes(one.a));
    case "opt in":
    case "opt out":
      await db.imagePost.updateMany({ where: { id: one.a }, data: { isTournamentOptIn: one.kind === "opt in" } });
      return;
    case "name":
      await db.imagePost.updateMany({ where: { id: one.a }, data: { modelName: one.model } });
      return;
    case "put aside":
    case "take back":
      // Of who never voted there is nothing to put aside.
      if (await db.tournamentVote.count({ where: { voterId: one.voter } }))
        await setQuarantine(
          { id: one.voter, isQuarantined: one.kind === "put aside", reason: "history" },
          moderator,
          db,
        );
      return;
    case "leave":
      await db.$transaction([
        db.tournamentVote.deleteMany({ where: { voterId: one.voter } }),
        db.imageLike.deleteMany({ where: { userId: one.voter } }),
        db.voterInspection.deleteMany({ where: { voterId: one.voter } }),
      ]);
      return keep(({ by }) => by !== one.voter);
    case "inspect":
      await inspectVoters({}, db);
      return;
    case "round":
      await round();
  }
}

/** The board of a window from what is known to have happened: id, likes, wins and the place before. */
function boardFrom({ facts, visible }: Known, window: BoardWindow) {
  const length = windowHours[window] ?? Number.POSITIVE_INFINITY;
  const isBefore = (age: number) =>
    windowHours[window] === null ? age >= allTimeStepHours : age >= length && age < 2 * length;
  const order = (isIn: (age: number) => boolean) =>
    [...visible]
      .map((id) => {
        const count = (what: Fact["kind"]) =>
          facts.filter(({ kind, of, age }) => kind === what && of[0] === id && isIn(age)).length;
        return { id, likes: count("like"), wins: count("win") };
      })
      .sort((a, b) => b.likes + b.wins - a.likes - a.wins || b.wins - a.wins || b.id - a.id);
  const earlier = order(isBefore).filter(({ likes, wins }) => likes + wins > 0);
  return order((age) => age < length).map((row) => ({
    ...row,
    previousRank: earlier.findIndex(({ id }) => id === row.id) + 1 || null,
  }));
}

async function countedBoard(window: BoardWindow) {
  const { entries } = await countBoard(window, db);
  return entries.map(({ id, likeCount, tournamentWinCount, previousRank }) => ({
    ...{ id, likes: likeCount, wins: tournamentWinCount, previousRank },
  }));
}

/** Everything that is kept beside the facts; numbers to a hundredth, since a warm fit does not end at the last digits of a cold one; + 0 takes the sign off a zero. */
async function projections() {
  const rounded = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "number" ? Number(each.toFixed(2)) + 0 : each));
  const modelBoard = await findModelBoard(db);
  return {
    ratings: rounded(await db.imageRating.findMany({ orderBy: { imageId: "asc" } })),
    models: modelBoard && rounded({ models: modelBoard.models, won: modelBoard.won, images: [...modelBoard.images] }),
    likes: await db.$queryRaw`SELECT image_id, likes FROM image_like_counts WHERE likes > 0 ORDER BY image_id`,
  };
}

/** One vote more of each voter and a minute, so that everybody is due to be tested. */
async function makeAllDue(known: Known): Promise<void> {
  const [a, b] = [...known.there];
  if (!a || !b) return;
  for (const voterId of voters)
    await db.$executeRaw`
      INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
      VALUES (gen_random_uuid()::text, ${voterId}::int, ${a}::int, ${b}::int, NOW() AT TIME ZONE 'UTC' - INTERVAL '1 hour')
      ON CONFLICT DO NOTHING`;
  await db.$executeRaw`UPDATE voter_inspections SET inspected_at = inspected_at - INTERVAL '61 seconds'`;
}

const inspections = () => db.voterInspection.findMany({ orderBy: { voterId: "asc" }, omit: { inspectedAt: true } });

test("all boards and counts are those that the facts make, and a rebuild gives the same, after any history", async () => {
  let [quarantined, tested] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 60 }), async (events) => {
      const known = await begin();
      const failures: unknown[] = [];
      const round = createRound(db, ({ err }) => failures.push(err));
      for (const one of events) await happen(one, known, round);
      await round();
      expect(failures).toEqual([]);
      for (const window of boardWindows) expect(await countedBoard(window), window).toEqual(boardFrom(known, window));

      const running = await projections();
      quarantined += await db.voterQuarantine.count();
      await rebuildBoard(db);
      await storeModelBoard(db);
      await rebuildProjections(db);
      expect(await projections()).toEqual(running);

      await makeAllDue(known);
      await inspectVoters({}, db);
      const inspected = await inspections();
      tested += inspected.length;
      await db.voterInspection.deleteMany();
      await inspectVoters({}, db);
      expect(await inspections()).toEqual(inspected);
    }),
    { numRuns: 30, seed: 11 },
  );
  expect(quarantined).toBeGreaterThan(2);
  expect(tested).toBeGreaterThan(50);
}, 180_000);
