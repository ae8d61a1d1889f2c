import { setTimeout } from "node:timers/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { requireActor } from "@/lib/auth/require-actor";
import type { Moderator } from "@/lib/auth/viewer";
import { lookOf } from "@/lib/images/look";
import { sharp } from "@/lib/images/sharp";
import { sketchOf } from "@/lib/posts/likeness";
import { admitToTournament, saveLikeness } from "@/lib/posts/likeness-mutations";
import { changeOwnPost } from "@/lib/posts/mutations";
import { testDatabase } from "@/lib/testing/database";
import { hidePost, restorePost } from "./mutations";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let moderator: Moderator;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  const { id, handle } = await db.user.create({ data: { handle: "moderator", role: "moderator" } });
  moderator = requireActor("moderator", { id, handle, role: "moderator" });
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE image_posts, moderation_actions RESTART IDENTITY CASCADE`;
});

/** Blocks in random colours: a look of its own for each seed. */
function look(seed: number) {
  let state = seed + 1;
  const data = Buffer.from(
    Array.from({ length: 6 * 4 * 3 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
  const image = sharp(data, { raw: { width: 6, height: 4, channels: 3 } }).resize(300, 200, { kernel: "cubic" });
  return image
    .png()
    .toBuffer()
    .then((file) => lookOf(sharp(file), 1.5));
}

/** A visible post that looks as `seed` does. */
async function post(seed: number, { competes = true } = {}): Promise<number> {
  const { id } = await db.imagePost.create({
    data: { userId: 1, imageUrl: "/x", prompt: "words", width: 300, height: 200, isTournamentOptIn: competes },
  });
  await saveLikeness(id, { look: await look(seed), sketch: sketchOf("words") }, db);
  return id;
}

const hide = (id: number) => hidePost({ id, reason: "a mistake" }, moderator, db);
const restore = (id: number) => restorePost({ id, reason: null }, moderator, db);
const competing = async () => {
  const posts = await db.imagePost.findMany({
    where: { isActive: true, isTournamentOptIn: true },
    orderBy: { id: "asc" },
  });
  return posts.map(({ id }) => id);
};

test("a post comes back without competing where one that shows the same competes by now, and the moderator is told which", async () => {
  const first = await post(1);
  await hide(first);
  const second = await post(1);
  expect(await restore(first)).toMatchObject({ nearDuplicateId: second });
  expect(await competing()).toEqual([second]);
  expect(await db.imagePost.count({ where: { isActive: true } })).toBe(2);
  expect(await db.moderationAction.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
    action: "restore_post",
    targetId: first,
    before: { isActive: false, isTournamentOptIn: true },
    after: { isActive: true, isTournamentOptIn: false, nearDuplicateId: second },
  });
  // Once the other is gone its author may let it compete again.
  await hide(second);
  await changeOwnPost({ id: first, userId: 1, isTournamentOptIn: true }, db);
  expect(await competing()).toEqual([first]);
});

test("a post competes again where what shows the same does not, is hidden, or where nothing does", async () => {
  const [first, apart] = [await post(1), await post(1, { competes: false })];
  const hidden = await post(2);
  await hide(hidden);
  const [second, third] = [await post(2), await post(3)];
  for (const id of [first, second, third]) await hide(id);
  for (const id of [first, second, third]) expect(await restore(id)).toMatchObject({ nearDuplicateId: null });
  expect(await competing()).toEqual([first, second, third]);
  // One that did not compete is in nobody's way, whoever does.
  await hide(apart);
  expect(await restore(apart)).toMatchObject({ nearDuplicateId: null });
  expect(await competing()).toEqual([first, second, third]);
});

test("whoever opts in at the same moment is waited for, so that of two one competes", async () => {
  const [first, second] = [await post(4), await post(4, { competes: false })];
  await hide(first);
  const seen = await look(4);
  const { restoring } = await db.$transaction(async (tx) => {
    await admitToTournament({ id: second, look: seen }, tx);
    await tx.imagePost.update({ where: { id: second }, data: { isTournamentOptIn: true } });
    const restoring = restore(first);
    await Promise.race([restoring, someoneWaits()]);
    return { restoring };
  });
  expect(await restoring).toMatchObject({ nearDuplicateId: second });
  expect(await competing()).toEqual([second]);
});

/** Resolves once a transaction of this database waits for a lock by name. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const [waiting] = await db.$queryRaw<{ count: number }[]>`
      SELECT COUNT(*)::int AS count FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    if (waiting?.count) return;
    await setTimeout(10);
  }
}

test("of many that show the same and come back at once, one competes", async () => {
  const ids: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    const id = await post(4);
    await hide(id);
    ids.push(id);
  }
  const answers = await Promise.all(ids.map(restore));
  expect(await competing()).toHaveLength(1);
  expect(answers.filter(({ nearDuplicateId }) => nearDuplicateId === null)).toHaveLength(1);
  expect(await db.imagePost.count({ where: { isActive: true } })).toBe(6);
});
