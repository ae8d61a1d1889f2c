import { beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { Actor, Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import type { Expiry, Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { toWire } from "@/lib/operation/wire-case";
import { listImages } from "@/lib/posts/operations";
import { testDatabase } from "@/lib/testing/database";
import { getImage, getViewerState, likePost, unlikePost } from "./operations";

let prisma: PrismaClient;
let imageId: number;
const fan: Viewer = { id: 7, handle: "fan", role: "member" };

beforeAll(async () => {
  ({ prisma } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: prisma });
});

beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE image_posts RESTART IDENTITY CASCADE`;
  ({ id: imageId } = await prisma.imagePost.create({ data: { userId: 1, imageUrl: "/x.webp", prompt: "p" } }));
});

async function call<A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  input: unknown,
  viewer: Viewer | null = fan,
) {
  const expired: Expiry[] = [];
  const output = await runOperation(operation, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => input,
    expire: (expiry) => expired.push(expiry),
  });
  return { output, expired };
}

const hide = () => prisma.imagePost.update({ where: { id: imageId }, data: { isActive: false } });

test("a like is answered with the new state, and the Top 10 and the image's page follow within seconds", async () => {
  const { output, expired } = await call(likePost, { id: String(imageId) });
  expect(toWire(output)).toEqual({ image_id: imageId, like_count: 1, is_liked: true });
  expect(expired).toEqual([{ soon: ["top", `post:${imageId}`] }]);
});

test("a second like is ALREADY_LIKED and an unlike without a like NOT_LIKED, each with the state as it is", async () => {
  await expect(call(unlikePost, { id: imageId })).rejects.toMatchObject({
    code: "NOT_LIKED",
    status: 404,
    details: { data: { imageId, likeCount: 0, isLiked: false } },
  });
  await call(likePost, { id: imageId });
  await expect(call(likePost, { id: imageId })).rejects.toMatchObject({
    code: "ALREADY_LIKED",
    status: 409,
    details: { data: { imageId, likeCount: 1, isLiked: true } },
  });
});

test("two hundred simultaneous likes: one is new, the others are told that it is there, none fails otherwise", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => call(likePost, { id: imageId })));
  const codes = outcomes.map((each) => (each.status === "fulfilled" ? "OK" : (each.reason as { code: string }).code));
  expect(codes.filter((code) => code === "OK")).toHaveLength(1);
  expect(codes.filter((code) => code === "ALREADY_LIKED")).toHaveLength(199);
});

test("a stranger cannot like; nobody can like what is hidden or unknown", async () => {
  await expect(call(likePost, { id: imageId }, null)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  await hide();
  for (const id of [imageId, 999])
    for (const operation of [likePost, unlikePost])
      await expect(call(operation, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const id of ["0", "abc", 1.5, "1e3", 2_147_483_648])
    await expect(call(likePost, { id })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
});

test("the viewer's state names who looks, what they like and the counts as of now", async () => {
  await call(likePost, { id: imageId });
  const ids = `${imageId},999`;
  expect(toWire((await call(getViewerState, { ids })).output)).toEqual({
    viewer: fan,
    avatar: [],
    liked_ids: [imageId],
    like_counts: { [imageId]: 1 },
  });
  expect((await call(getViewerState, { ids }, null)).output).toMatchObject({ viewer: null, likedIds: [] });
  expect((await call(getViewerState, {})).output).toMatchObject({ likedIds: [], likeCounts: {} });
});

test("the state of at most two hundred images is told at once", async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => 2_000_000_000 + n).join(",");
  await call(getViewerState, { ids: ids(200) });
  await expect(call(getViewerState, { ids: ids(201) })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  await expect(call(getViewerState, { ids: "1,x" })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
});

test("an image says whether the viewer likes it only when there is one; hidden ones answer NOT_FOUND", async () => {
  await call(likePost, { id: imageId });
  expect((await call(getImage, { id: imageId })).output).toMatchObject({ isLikedByMe: true, likeCount: 1 });
  expect((await call(getImage, { id: imageId }, { ...fan, id: 8 })).output).toMatchObject({ isLikedByMe: false });
  expect((await call(getImage, { id: imageId }, null)).output).not.toHaveProperty("isLikedByMe");
  await hide();
  await expect(call(getImage, { id: imageId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await call(listImages, {}, null)).output.items).toEqual([]);
});

test("a cursor that is not ours and a limit over 100 are refused", async () => {
  for (const input of [{ cursor: "zz" }, { cursor: "" }, { limit: 101 }, { limit: "0" }])
    await expect(call(listImages, input, null)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
});
