import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { testDatabase } from "@/lib/testing/database";
import { decodeCursor } from "./paging";
import { findPost, getPost, listPosts, listPostsById } from "./queries";

let prisma: PrismaClient;

beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE image_posts, users RESTART IDENTITY CASCADE`;
});

type State = "visible" | "hidden" | "pending" | "deleted";

async function addPost(state: State = "visible", userId = 1): Promise<number> {
  const { id } = await prisma.imagePost.create({
    data: {
      userId,
      imageUrl: "/x.webp",
      prompt: state,
      isActive: state === "visible",
      status: state === "pending" ? "pending" : "ready",
      deletedAt: state === "deleted" ? new Date() : null,
    },
  });
  return id;
}

/** Walks the gallery from its first page to its last; `between` happens after every page. */
async function walk(limit: number, between: () => Promise<unknown> = async () => {}): Promise<number[]> {
  const ids: number[] = [];
  for (let afterId: number | undefined, isFirst = true; isFirst || afterId !== undefined; isFirst = false) {
    const { items, nextCursor } = await listPosts({ afterId, limit }, prisma);
    expect(items.length).toBeLessThanOrEqual(limit);
    ids.push(...items.map((post) => post.id));
    afterId = nextCursor === null ? undefined : (decodeCursor(nextCursor) ?? expect.fail("a cursor of ours is read"));
    await between();
  }
  return ids;
}

const states = fc.constantFrom<State>("visible", "visible", "visible", "hidden", "pending", "deleted");

test("the pages joined are the whole gallery, newest first, without a gap or a repetition, while posts arrive", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(states, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (all, limit) => {
      await prisma.$executeRaw`TRUNCATE image_posts CASCADE`;
      const visible: number[] = [];
      for (const state of all) {
        const id = await addPost(state);
        if (state === "visible") visible.push(id);
      }
      expect(await walk(limit, () => addPost())).toEqual(visible.reverse());
    }),
    { numRuns: 25 },
  );
});

test("a post that is hidden between two pages is gone from the next, and nothing else is", async () => {
  const ids = [];
  for (let n = 0; n < 6; n += 1) ids.push(await addPost());
  const first = await listPosts({ limit: 2 }, prisma);
  await prisma.imagePost.update({ where: { id: ids[2] as number }, data: { isActive: false } });
  const afterId = decodeCursor(first.nextCursor as string) as number;
  const second = await listPosts({ afterId, limit: 2 }, prisma);
  expect(second.items.map((post) => post.id)).toEqual([ids[3], ids[1]]);
});

test("hidden, pending and deleted posts come out of no query, not even as a neighbour", async () => {
  const first = await addPost();
  const gone = [await addPost("hidden"), await addPost("pending"), await addPost("deleted")];
  const last = await addPost();
  expect((await listPosts({}, prisma)).items.map((post) => post.id)).toEqual([last, first]);
  expect((await listPostsById([first, ...gone, last], prisma)).map((post) => post.id).sort()).toEqual([first, last]);
  for (const id of gone) {
    expect(await findPost(id, prisma)).toBeNull();
    await expect(getPost(id, prisma)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await findPost(first, prisma)).toMatchObject({ newerId: last, olderId: null });
  expect(await findPost(last, prisma)).toMatchObject({ newerId: null, olderId: first });
});

test("counts equal plain counts of the facts, brute", async () => {
  const counts = { likes: fc.nat(6), wins: fc.nat(4), losses: fc.nat(4) };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record(counts), { minLength: 1, maxLength: 6 }), async (expected) => {
      await prisma.$executeRaw`TRUNCATE image_posts CASCADE`;
      const opponent = await addPost("hidden");
      for (const { likes, wins, losses } of expected) {
        const id = await addPost();
        await prisma.imageLike.createMany({
          data: Array.from({ length: likes }, (_, user) => ({ userId: user + 1, imagePostId: id })),
        });
        const vote = (winnerImageId: number, loserImageId: number) => ({
          matchId: crypto.randomUUID(),
          voterId: 1,
          winnerImageId,
          loserImageId,
        });
        await prisma.tournamentVote.createMany({
          data: [
            ...Array.from({ length: wins }, () => vote(id, opponent)),
            ...Array.from({ length: losses }, () => vote(opponent, id)),
          ],
        });
      }
      for (const summary of (await listPosts({ limit: 100 }, prisma)).items) {
        const { id } = summary;
        const likeCount = await prisma.imageLike.count({ where: { imagePostId: id } });
        const tournamentWinCount = await prisma.tournamentVote.count({ where: { winnerImageId: id } });
        const tournamentLossCount = await prisma.tournamentVote.count({ where: { loserImageId: id } });
        expect(summary).toMatchObject({ likeCount, tournamentWinCount });
        expect(await findPost(id, prisma)).toMatchObject({ likeCount, tournamentWinCount, tournamentLossCount });
      }
    }),
    { numRuns: 10 },
  );
});

test("a post knows its author's handle, its time in UTC and its variants", async () => {
  const { id: userId } = await prisma.user.create({ data: { handle: "ada" } });
  const storageKey = "0123456789abcdef0123456789abcdef";
  const { id } = await prisma.imagePost.create({
    data: {
      ...{ userId, imageUrl: "/x.webp", prompt: "p", storageKey, width: 1000, height: 500, variantWidths: [480, 960] },
      createdAt: new Date("2026-02-03T04:05:06Z"),
    },
  });
  const post = await getPost(id, prisma);
  expect(post).toMatchObject({ author: "ada", createdAt: new Date("2026-02-03T04:05:06Z") });
  expect(post.variants.map(({ width, height }) => [width, height])).toEqual([
    [480, 240],
    [960, 480],
  ]);
  expect(await getPost(await addPost("visible", 999), prisma)).toMatchObject({ author: null, variants: [] });
});
