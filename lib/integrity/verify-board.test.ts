import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createProjection } from "@/lib/rankings/projection";
import { requestRating } from "@/lib/rankings/projection-mutations";
import { testDatabase } from "@/lib/testing/database";
import { ago, beginAnew, castVotes } from "@/lib/testing/vote-log";
import { sealVotes } from "./seal-mutations";
import { verifyLogAndBoard } from "./verify-board";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});
beforeEach(() => beginAnew(db));

const boardOf = async () => (await verifyLogAndBoard({}, db)).board;
const publish = () => createProjection(db).step();

/** A vote of somebody known for nothing else, so that more of its kind are easily told. */
const voteFor = (winnerImageId: number, loserImageId: number, voterId = 6) =>
  db.tournamentVote.create({
    data: {
      ...{ matchId: randomUUID(), voterId, winnerImageId, loserImageId, winnerSide: "left" },
      createdAt: ago(600),
    },
  });

test("before the first fit there is no board, and the log is verified all the same", async () => {
  await castVotes(db, 10);
  await sealVotes({}, db);
  expect(await verifyLogAndBoard({}, db)).toMatchObject({ log: { votes: 10, findings: [] }, board: null });
});

test("a board is compared with the votes up to its last one, sealed later or not", async () => {
  await castVotes(db, 30);
  await publish();
  await castVotes(db, 12);
  await sealVotes({}, db);
  await castVotes(db, 3);
  expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false, votes: 30, unsealed: 0, misstated: 0 });
});

test("any number on the published board that does not follow from the votes is found", async () => {
  await castVotes(db, 60);
  await db.imagePost.update({ where: { id: 7 }, data: { isActive: false } });
  await publish();
  await sealVotes({}, db);
  expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false });
  const changes: [string, () => Promise<unknown>][] = [
    ["strength", () => db.$executeRaw`UPDATE image_ratings SET strength = strength + 0.001 WHERE image_id = 2`],
    [
      "strength and rating",
      () => db.$executeRaw`UPDATE image_ratings SET strength = strength + 1, rating = rating + 400 / LN(10),
      rating_low = rating_low + 400 / LN(10), rating_high = rating_high + 400 / LN(10) WHERE image_id = 2`,
    ],
    ["rating", () => db.$executeRaw`UPDATE image_ratings SET rating = rating + 100 WHERE image_id = 2`],
    ["low end", () => db.$executeRaw`UPDATE image_ratings SET rating_low = rating_low - 1 WHERE image_id = 2`],
    ["high end", () => db.$executeRaw`UPDATE image_ratings SET rating_high = rating_high + 1 WHERE image_id = 2`],
    [
      "every error, with its interval",
      () => db.$executeRaw`UPDATE image_ratings SET se = se * 2,
      rating_low = 1000 + 400 / LN(10) * (strength - 1.96 * se * 2), rating_high = 1000 + 400 / LN(10) * (strength + 1.96 * se * 2)`,
    ],
    ["exchanged ranks", () => db.$executeRaw`UPDATE image_ratings SET rank = 3 - rank WHERE rank IN (1, 2)`],
    [
      "a rank taken away",
      () => db.$executeRaw`UPDATE image_ratings SET rank = NULL, rank_low = NULL, rank_high = NULL
      WHERE rank = (SELECT MAX(rank) FROM image_ratings)`,
    ],
    [
      "a rank for what is hidden",
      () => db.$executeRaw`UPDATE image_ratings SET rank = 8, rank_low = 8, rank_high = 8 WHERE image_id = 7`,
    ],
    ["best possible rank", () => db.$executeRaw`UPDATE image_ratings SET rank_low = rank_low + 1 WHERE image_id = 2`],
    [
      "worst possible rank",
      () => db.$executeRaw`UPDATE image_ratings SET rank_high = rank_high - 1 WHERE image_id = 2`,
    ],
    ["matches", () => db.$executeRaw`UPDATE image_ratings SET matches = matches + 1 WHERE image_id = 2`],
    ["wins", () => db.$executeRaw`UPDATE image_ratings SET wins = wins + 1 WHERE image_id = 2`],
    ["an image left out", () => db.$executeRaw`DELETE FROM image_ratings WHERE image_id = 7`],
    [
      "an image that has no vote",
      () => db.$executeRaw`
      WITH more AS (INSERT INTO image_posts (user_id, image_url, prompt) VALUES (1, '/x', 'more') RETURNING id)
      INSERT INTO image_ratings (image_id, strength, se, rating, rating_low, rating_high, matches, wins)
      SELECT id, 0, 1, 1000, 900, 1100, 1, 1 FROM more`,
    ],
    ["the side's advantage", () => db.$executeRaw`UPDATE rating_snapshots SET gamma = gamma + 0.01`],
    ["the number of votes", () => db.$executeRaw`UPDATE rating_snapshots SET vote_count = vote_count + 1`],
    ["the number of images", () => db.$executeRaw`UPDATE rating_snapshots SET image_count = image_count + 1`],
    [
      "its last vote",
      () => db.$executeRaw`UPDATE rating_snapshots SET last_vote_id = last_vote_id - 20, vote_count = vote_count - 20`,
    ],
  ];
  for (const [what, change] of changes) {
    await change();
    expect((await boardOf())?.isReproduced, what).toBe(false);
    await createProjection(db).step({ cold: true });
    expect((await boardOf())?.isReproduced, what).toBe(true);
  }
});

test("an image without a vote has no place on the board, whatever its numbers are", async () => {
  await castVotes(db, 30);
  await publish();
  const data = { userId: 1, imageUrl: "/x", prompt: "nobody judged it", isTournamentOptIn: false };
  const { id } = await db.imagePost.create({ data });
  await db.$executeRaw`INSERT INTO image_ratings (image_id, strength, se, rating, rating_low, rating_high, matches, wins)
    VALUES (${id}, 0, 0, 1000, 1000, 1000, 0, 0)`;
  expect(await boardOf()).toMatchObject({ isReproduced: false, misstated: 1 });
});

test("a fit is due when one was asked for, though as many votes count as before", async () => {
  await castVotes(db, 30, { voterId: 1 });
  await voteFor(8, 1, 5);
  await voteFor(1, 8, 6);
  await db.voterQuarantine.create({ data: { voterId: 5 } });
  await publish();
  await sealVotes({}, db);
  expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false, votes: 31 });
  await db.$transaction(async (tx) => {
    await tx.voterQuarantine.update({ where: { voterId: 5 }, data: { voterId: 6 } });
    await requestRating("a quarantine changed", tx);
  });
  expect(await boardOf()).toMatchObject({ isReproduced: false, isDue: true, votes: 31 });
  await publish();
  expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false });
});

test("a fit is due when an image was hidden or came back since", async () => {
  await castVotes(db, 30);
  await publish();
  await sealVotes({}, db);
  for (const isActive of [false, true]) {
    await db.imagePost.update({ where: { id: 1 }, data: { isActive } });
    expect(await boardOf()).toMatchObject({ isReproduced: false, isDue: true });
    await publish();
    expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false });
  }
});

test("a large board, whose errors are approximated from the last ones on, is reproduced", async () => {
  const images = 520;
  await db.$executeRaw`INSERT INTO image_posts (user_id, image_url, prompt, is_tournament_opt_in)
    SELECT 1, '/x', 'more', TRUE FROM generate_series(9, ${images}::int)`;
  const cast = (from: number, to: number) => db.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, winner_side, created_at)
    SELECT gen_random_uuid(), 1, 1 + n % ${images}::int, 1 + (n + 1 + (n * 7 + n / 520) % 500) % ${images}::int,
      CASE WHEN n % 3 = 0 THEN 'left' ELSE 'right' END, NOW() - INTERVAL '10 minutes'
    FROM generate_series(${from}::int, ${to}::int) AS n WHERE n % ${images}::int <> (n + 1 + (n * 7 + n / 520) % 500) % ${images}::int`;
  await cast(1, 8_000);
  const projection = createProjection(db);
  await projection.step();
  for (let from = 8_001; from < 8_101; from += 20) {
    await cast(from, from + 19);
    await projection.step();
  }
  await sealVotes({}, db);
  expect((await db.ratingSnapshot.findFirstOrThrow()).errors).toBe("sparse");
  expect(await boardOf()).toMatchObject({ isReproduced: true, isDue: false, images });
});
