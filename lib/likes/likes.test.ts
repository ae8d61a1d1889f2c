import { beforeAll, beforeEach, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { testDatabase } from "@/lib/testing/database";
import { addLike, removeLike } from "./mutations";
import { listLikes } from "./queries";

let prisma: PrismaClient;
let imageId: number;

beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE image_posts RESTART IDENTITY CASCADE`;
  ({ id: imageId } = await prisma.imagePost.create({ data: { userId: 1, imageUrl: "/x.webp", prompt: "p" } }));
});

const like = (userId: number) => addLike({ userId, imageId }, prisma);
const unlike = (userId: number) => removeLike({ userId, imageId }, prisma);

test("two hundred simultaneous likes of one user leave one row, and one of them made it", async () => {
  const writes = await Promise.all(Array.from({ length: 200 }, () => like(7)));
  expect(writes.filter((write) => write.isChanged)).toHaveLength(1);
  expect(await prisma.imageLike.count()).toBe(1);
});

test("likes and unlikes of one user at once leave one row or none", async () => {
  await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 ? like(7) : unlike(7))));
  expect(await prisma.imageLike.count()).toBeLessThanOrEqual(1);
});

test("each write answers with the count after it", async () => {
  expect(await like(7)).toEqual({ isVisible: true, isChanged: true, likeCount: 1 });
  expect(await like(8)).toEqual({ isVisible: true, isChanged: true, likeCount: 2 });
  expect(await like(8)).toEqual({ isVisible: true, isChanged: false, likeCount: 2 });
  expect(await unlike(8)).toEqual({ isVisible: true, isChanged: true, likeCount: 1 });
  expect(await unlike(8)).toEqual({ isVisible: true, isChanged: false, likeCount: 1 });
});

test("nobody takes back another's like", async () => {
  await like(7);
  expect(await unlike(8)).toMatchObject({ isChanged: false, likeCount: 1 });
});

test("a hidden or unknown image can be neither liked nor unliked", async () => {
  await like(7);
  await prisma.imagePost.update({ where: { id: imageId }, data: { isActive: false } });
  expect(await like(8)).toMatchObject({ isVisible: false, isChanged: false });
  expect(await unlike(7)).toMatchObject({ isVisible: false, isChanged: false });
  expect(await addLike({ userId: 7, imageId: 999 }, prisma)).toMatchObject({ isVisible: false, isChanged: false });
  expect(await prisma.imageLike.count()).toBe(1);
});

test("the viewer's own likes join the counts; hidden images are left out, and a stranger likes nothing", async () => {
  const { id: hidden } = await prisma.imagePost.create({
    data: { userId: 1, imageUrl: "/x.webp", prompt: "p", isActive: false },
  });
  await like(7);
  await like(8);
  const ids = [imageId, hidden, 999];
  expect(await listLikes({ ids, viewerId: 7 }, prisma)).toEqual([{ imageId, likeCount: 2, isLiked: true }]);
  expect(await listLikes({ ids, viewerId: null }, prisma)).toEqual([{ imageId, likeCount: 2, isLiked: false }]);
  expect(await listLikes({ ids: [], viewerId: 7 }, prisma)).toEqual([]);
});
