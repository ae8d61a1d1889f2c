import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes } from "@/lib/testing/vote-log";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});
beforeEach(() => beginAnew(db));

const requests = () => db.ratingRequest.count();

test("a fit of all votes is asked for when a settled vote changes or goes, before it is a minute old already", async () => {
  await castVotes(db, 1, { secondsAgo: 600 });
  await castVotes(db, 1, { secondsAgo: 55 });
  await castVotes(db, 1, { secondsAgo: 20 });
  await db.$executeRaw`UPDATE tournament_votes SET winner_image_id = loser_image_id, loser_image_id = winner_image_id WHERE id = 1`;
  expect(await requests()).toBe(1);
  await db.$executeRaw`DELETE FROM tournament_votes WHERE id = 2`;
  expect(await requests()).toBe(2);
  // What is young is read at every look.
  await db.$executeRaw`DELETE FROM tournament_votes WHERE id = 3`;
  expect(await requests()).toBe(2);
});
