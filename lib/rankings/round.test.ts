import { beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { createRound } from "./round";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let tasks: string[];
let round: ReturnType<typeof createRound>;

beforeEach(async () => {
  db = (await testDatabase()).prisma;
  tasks = [];
  round = createRound(db, ({ task }) => tasks.push(task));
  await db.imagePost.createMany({
    data: ["one", "two"].map((modelName) => ({
      userId: 1,
      imageUrl: "/x",
      prompt: "x",
      modelName,
      isTournamentOptIn: true,
    })),
  });
  await vote(1, 2);
});

const vote = (winner: number, loser: number) => db.$executeRaw`
  INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id, created_at)
  VALUES (gen_random_uuid()::text, 2, ${winner}::int, ${loser}::int, NOW() AT TIME ZONE 'UTC' - INTERVAL '2 days')`;

const rename = (table: string, name: string) => db.$executeRawUnsafe(`ALTER TABLE ${table} RENAME TO ${name}`);
const snapshots = () => db.ratingSnapshot.findMany();

test("a board of models that cannot be written is logged once, holds nothing else up, and comes when it can", async () => {
  await rename("model_boards", "away");
  await round();
  const published = await snapshots();
  expect(published).toHaveLength(1);
  expect(await db.boardDay.count()).toBeGreaterThan(0);
  await round();
  expect(tasks).toEqual(["board of models"]);
  // Not published again: what was read of the votes is still held.
  expect(await snapshots()).toEqual(published);
  await rename("away", "model_boards");
  await round();
  expect(await db.modelBoard.count()).toBe(1);
  expect(tasks).toHaveLength(1);
});

test("days that cannot be written leave the ratings alone", async () => {
  await rename("board_days", "away");
  await round();
  await vote(2, 1);
  await round();
  expect(await snapshots()).toMatchObject([{ voteCount: 2 }]);
  expect(await db.modelBoard.count()).toBe(1);
  expect(tasks).toEqual(["finished days"]);
});

test("ratings that cannot be stored are made from the votes again, and leave the days alone", async () => {
  await rename("rating_snapshots", "away");
  await round();
  await round();
  expect(tasks).toEqual(["ratings"]);
  expect(await db.boardDay.count()).toBeGreaterThan(0);
  await rename("away", "rating_snapshots");
  await round();
  expect(await snapshots()).toMatchObject([{ voteCount: 1 }]);
  await rename("rating_snapshots", "away");
  await vote(2, 1);
  await round();
  expect(tasks).toEqual(["ratings", "ratings"]);
});

test("hiding an image that competes no more makes a new board of models, and no new ratings", async () => {
  await db.$executeRaw`UPDATE image_posts SET is_tournament_opt_in = FALSE`;
  await db.imagePost.createMany({ data: [{ userId: 1, imageUrl: "/x", prompt: "x", modelName: "three" }] });
  await vote(3, 1);
  await round();
  const published = await snapshots();
  const namesOf = async () =>
    (
      await db.$queryRaw<{ n: number }[]>`
    SELECT jsonb_array_length(board -> 'models') AS n FROM model_boards`
    )[0]?.n;
  expect(await namesOf()).toBe(3);
  await db.$executeRaw`UPDATE image_posts SET is_active = FALSE WHERE id = 3`;
  await round();
  expect(await namesOf()).toBe(2);
  expect(await snapshots()).toEqual(published);
  await db.$executeRaw`UPDATE image_posts SET is_active = TRUE WHERE id = 3`;
  await round();
  expect(await namesOf()).toBe(3);
});
