import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { idAt } from "./pool";
import { promised } from "./promised";
import { countExposure, listDrawable } from "./queries";

test("an image is new until it had its ten matches, and its owner alone hears how many it had", async () => {
  const { prisma: db } = await testDatabase();
  await db.$executeRaw`
    INSERT INTO image_posts (user_id, image_url, prompt, is_tournament_opt_in, created_at)
    SELECT n, '/x', 'x', TRUE, NOW() AT TIME ZONE 'UTC' - make_interval(hours => CASE n WHEN 3 THEN 30 ELSE 1 END)
    FROM generate_series(1, 3) AS n`;
  const owed = async () => {
    const pool = await listDrawable(db);
    return Object.fromEntries([...pool.deck.owed].map(([place, matches]) => [idAt(pool, place), matches]));
  };
  const vote = (count: number) => db.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
    SELECT gen_random_uuid()::text, 100 + n, CASE n % 2 WHEN 0 THEN 1 ELSE 3 END, CASE n % 2 WHEN 0 THEN 3 ELSE 1 END
    FROM generate_series(1, ${count}::int) AS n`;
  expect(await owed()).toEqual({ 1: promised.matches, 2: promised.matches });
  await vote(promised.matches - 1);
  expect(await owed()).toEqual({ 1: 1, 2: promised.matches });
  await vote(1);
  expect(await owed()).toEqual({ 2: promised.matches });
  const exposure = (imageId: number, ownerId: number) => countExposure({ imageId, ownerId }, db);
  expect(await exposure(1, 1)).toMatchObject({ matches: promised.matches, promised: promised.matches, isOpen: true });
  expect(await exposure(2, 2)).toMatchObject({ matches: 0, isOpen: true });
  // Its matches came when its first hours were over.
  expect(await exposure(3, 3)).toMatchObject({ matches: 0, isOpen: false });
  await expect(exposure(1, 2)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await db.$executeRaw`UPDATE image_posts SET is_active = FALSE WHERE id = 1`;
  await expect(exposure(1, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
