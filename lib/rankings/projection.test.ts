import fc from "fast-check";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { findRating, findSnapshot, listLeaderboard, listRatingHistory } from "./leaderboard-queries";
import { createProjection, rebuildBoard } from "./projection";
import { requestRating, storeBoard, thinHistory } from "./projection-mutations";
import { createSettling } from "./settled-queries";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
});

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE image_posts, tournament_votes, rating_snapshots, rating_requests, voter_quarantines RESTART IDENTITY CASCADE`;
});

const addImages = (count: number) => db.$executeRaw`
  INSERT INTO image_posts (user_id, image_url, prompt, is_tournament_opt_in)
  SELECT 1, '/x', 'x', TRUE FROM generate_series(1, ${count}::int)`;

/** `age`: how many seconds ago. */
const vote = (
  winner: number,
  loser: number,
  { voter = 2, side = "left" as string | null, age = 0 } = {},
) => db.$executeRaw`
  INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, created_at)
  VALUES (gen_random_uuid()::text, ${voter}::int, ${winner}::int, ${loser}::int, ${side}::varchar,
    NOW() AT TIME ZONE 'UTC' - make_interval(secs => ${age}::int))`;

async function published() {
  const [ratings, snapshot] = await Promise.all([
    db.imageRating.findMany({ orderBy: { imageId: "asc" } }),
    findSnapshot(db),
  ]);
  const rounded = ratings.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value === null ? null : Number(value.toFixed(3))]),
    ),
  );
  return { rounded, votes: snapshot?.voteCount, lastVoteId: snapshot?.lastVoteId, gamma: snapshot?.gamma.toFixed(4) };
}

const image = fc.integer({ min: 1, max: 8 });
const event = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("vote" as const),
      a: image,
      b: image,
      voter: fc.integer({ min: 2, max: 5 }),
      age: fc.constantFrom(0, 0, 30, 3_000),
      side: fc.constantFrom("left", "right", null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("undo" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom("hide" as const, "restore" as const, "purge" as const), a: image }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("put aside" as const, "take back" as const),
      voter: fc.integer({ min: 2, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("purge old votes" as const, "rebuild" as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("fit" as const) }) },
);

type Event = typeof event extends fc.Arbitrary<infer One> ? One : never;

async function happen(one: Event, projection: ReturnType<typeof createProjection>): Promise<void> {
  switch (one.kind) {
    case "vote":
      // Purged images are gone: such a vote cannot be written.
      if (one.a !== one.b && (await db.imagePost.count({ where: { id: { in: [one.a, one.b] } } })) === 2)
        await vote(one.a, one.b, one);
      return;
    case "undo":
      await db.$executeRaw`DELETE FROM tournament_votes WHERE id = (SELECT MAX(id) FROM tournament_votes)`;
      return;
    case "hide":
    case "restore":
      await db.$executeRaw`UPDATE image_posts SET is_active = ${one.kind === "restore"} WHERE id = ${one.a}`;
      return;
    case "purge":
      await db.$executeRaw`DELETE FROM image_posts WHERE id = ${one.a} AND id > 4`;
      return;
    case "put aside":
      await db.$transaction(async (tx) => {
        await tx.$executeRaw`INSERT INTO voter_quarantines (voter_id) VALUES (${one.voter}) ON CONFLICT DO NOTHING`;
        await requestRating("quarantine", tx);
      });
      return;
    case "take back":
      await db.$transaction(async (tx) => {
        await tx.$executeRaw`DELETE FROM voter_quarantines WHERE voter_id = ${one.voter}`;
        await requestRating("restore", tx);
      });
      return;
    case "purge old votes":
      await db.$executeRaw`DELETE FROM tournament_votes WHERE created_at < NOW() AT TIME ZONE 'UTC' - INTERVAL '50 minutes'`;
      return;
    case "rebuild":
      await rebuildBoard(db);
      return;
    case "fit":
      await projection.step();
  }
}

test("a rebuild from the votes gives the board that the running projection has, after any history", async () => {
  await fc.assert(
    fc
      .asyncProperty(fc.array(event, { minLength: 5, maxLength: 60 }), async (events) => {
        await addImages(8);
        const projection = createProjection(db);
        for (const one of events) await happen(one, projection);
        await projection.step();
        const running = await published();
        await rebuildBoard(db);
        expect(await published()).toEqual(running);
      })
      .beforeEach(async () => {
        await db.$executeRaw`TRUNCATE image_posts, tournament_votes, rating_snapshots, rating_requests, voter_quarantines RESTART IDENTITY CASCADE`;
      }),
    { numRuns: 15, seed: 7 },
  );
}, 120_000);

test("a board is published when there is something new, and only then", async () => {
  await addImages(3);
  const projection = createProjection(db);
  await vote(1, 2, { age: 3_000 });
  expect(await projection.step()).not.toBeNull();
  expect(await projection.step()).toBeNull();
  await vote(2, 3);
  expect((await projection.step())?.voteCount).toBe(2);
  await db.$executeRaw`UPDATE image_posts SET is_tournament_opt_in = FALSE WHERE id = 1`;
  expect((await projection.step())?.imageCount).toBe(2);
  expect(await projection.step()).toBeNull();
  await db.$executeRaw`UPDATE image_posts SET is_active = FALSE WHERE id = 2`;
  expect((await projection.step())?.imageCount).toBe(1);
  expect(await projection.step()).toBeNull();
});

test("an image has a rating as long as it has a vote, and none when it went while others were fitted", async () => {
  await addImages(6);
  const projection = createProjection(db);
  for (const [winner, loser] of [
    [1, 2],
    [3, 4],
    [5, 6],
  ] as const)
    await vote(winner, loser);
  await projection.step();
  await db.$executeRaw`DELETE FROM tournament_votes WHERE winner_image_id = 3`;
  const board = await projection.step();
  const rated = async () => (await published()).rounded.map(({ imageId }) => imageId);
  expect(await rated()).toEqual([1, 2, 5, 6]);
  await db.$executeRaw`DELETE FROM image_posts WHERE id = 5`;
  await storeBoard(board as NonNullable<typeof board>, [], db);
  expect(await rated()).toEqual([1, 2, 6]);
});

test("putting a voter's votes aside and taking them back gives exactly the old board", async () => {
  await addImages(4);
  for (const [winner, loser] of [
    [1, 2],
    [2, 3],
    [3, 4],
    [1, 4],
  ] as const)
    await vote(winner, loser, { age: 3_000 });
  for (const loser of [1, 2, 3]) await vote(4, loser, { voter: 3, age: 3_000 });
  const projection = createProjection(db);
  await projection.step();
  const before = await published();
  await db.$executeRaw`INSERT INTO voter_quarantines (voter_id) VALUES (3)`;
  await requestRating("quarantine", db);
  await projection.step();
  expect(await published()).not.toEqual(before);
  await db.$executeRaw`DELETE FROM voter_quarantines`;
  await requestRating("restore", db);
  await projection.step();
  expect(await published()).toEqual(before);
});

describe("votes of a transaction that is still open", () => {
  const open = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("BEGIN");
    return {
      vote: (winner: number, loser: number) =>
        client.query(
          `INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
           VALUES (gen_random_uuid()::text, 9, $1, $2, NOW() AT TIME ZONE 'UTC' - INTERVAL '50 minutes')`,
          [winner, loser],
        ),
      end: async (how: "COMMIT" | "ROLLBACK") => {
        await client.query(how);
        await client.end();
      },
    };
  };

  test("are on the board when it has ended, although votes with higher ids were rated long before", async () => {
    await addImages(4);
    const slow = await open();
    await slow.vote(1, 2);
    await vote(3, 4, { age: 3_000 });
    const projection = createProjection(db);
    expect((await projection.step())?.voteCount).toBe(1);
    await vote(2, 4, { age: 3_000 });
    expect((await projection.step())?.voteCount).toBe(2);
    await slow.end("COMMIT");
    expect((await projection.step())?.voteCount).toBe(3);
    const running = await published();
    await rebuildBoard(db);
    expect(await published()).toEqual(running);
  });

  test("hold no id up longer than itself, although somebody is always writing", async () => {
    await addImages(4);
    const settling = createSettling(60, db);
    let writer = await open();
    await writer.vote(1, 2);
    await vote(3, 4, { age: 3_000 });
    expect(await settling.look()).toBe(0);
    for (const last of [2, 3]) {
      const next = await open();
      await next.vote(1, 3);
      expect(await settling.look()).toBeLessThan(last);
      await writer.end(last === 2 ? "COMMIT" : "ROLLBACK");
      writer = next;
      expect(await settling.look()).toBe(last);
      expect(await settling.look()).toBe(last);
    }
    await writer.end("COMMIT");
  });
});

test("a rebuild beside a running projection does not bring votes back that were put aside", async () => {
  await addImages(4);
  for (const loser of [2, 3, 4]) await vote(1, loser, { age: 3_000 });
  for (const loser of [1, 2, 3]) await vote(4, loser, { voter: 3, age: 3_000 });
  const projection = createProjection(db);
  await projection.step();
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`INSERT INTO voter_quarantines (voter_id) VALUES (3)`;
    await requestRating("a quarantine changed", tx);
  });
  expect((await rebuildBoard(db)).voteCount).toBe(3);
  // The first is for the one that runs, and the second, lest it hold what it read before.
  const requests = await db.ratingRequest.findMany({ orderBy: { id: "asc" } });
  expect(requests.map(({ reason }) => reason)).toEqual(["a quarantine changed", "rebuild"]);
  await vote(2, 3);
  expect((await projection.step())?.voteCount).toBe(4);
  expect(await db.ratingRequest.count()).toBe(0);
  const running = await published();
  await rebuildBoard(db);
  expect(await published()).toEqual(running);
});

test("the leaderboard shows who is visible and opted in, the best first, a page at a time; hidden images have no rating to show", async () => {
  await addImages(5);
  for (const [winner, loser] of [
    [1, 2],
    [1, 3],
    [2, 3],
    [4, 1],
    [4, 2],
    [3, 5],
  ] as const)
    await vote(winner, loser);
  await createProjection(db).step();
  const everyone = await listLeaderboard({}, db);
  expect(everyone.items.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  expect(everyone.items[0]).toMatchObject({ id: 4, matches: 2, wins: 2 });
  await db.$executeRaw`UPDATE image_posts SET is_active = FALSE WHERE id = 4`;
  const first = await listLeaderboard({ limit: 2 }, db);
  const second = await listLeaderboard({ limit: 2, after: first.next ?? undefined }, db);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(everyone.items.slice(1).map(({ id }) => id));
  expect(second.next).toBeNull();
  expect(await findRating(4, db)).toBeNull();
  expect(await listRatingHistory(4, db)).toEqual([]);
  expect(await findRating(1, db)).toMatchObject({ matches: 3, wins: 2 });
  await db.$executeRaw`UPDATE image_posts SET is_tournament_opt_in = FALSE WHERE id = 1`;
  expect((await listLeaderboard({}, db)).items.map(({ id }) => id)).not.toContain(1);
  expect(await findRating(1, db)).not.toBeNull();
});

test("history keeps a point an hour with a match, and of days past the last", async () => {
  await addImages(2);
  const projection = createProjection(db);
  await vote(1, 2);
  await projection.step();
  await vote(2, 1);
  await projection.step();
  expect(await listRatingHistory(1, db)).toMatchObject([{ matches: 2 }]);
  await db.$executeRaw`
    INSERT INTO rating_history (image_id, hour, rating, rating_low, rating_high, matches)
    SELECT 1, date_trunc('day', NOW() AT TIME ZONE 'UTC') - INTERVAL '4 days' + make_interval(hours => h), 1000, 900, 1100, h
    FROM generate_series(3, 20) AS h`;
  await thinHistory(db);
  expect((await listRatingHistory(1, db)).map(({ matches }) => matches)).toEqual([20, 2]);
});
