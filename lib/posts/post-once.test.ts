import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { sharp } from "@/lib/images/sharp";
import { runOperation } from "@/lib/operation/run";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createPost } from "./operations";
import type { PostSummary } from "./schema";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
const owner: Viewer = { id: 1, handle: "owner", role: "member" };
const other: Viewer = { id: 2, handle: "other", role: "member" };

let db: PrismaClient;
let disk: Storage;
let photo: Buffer;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  await db.user.createMany({ data: [owner, other].map(({ id, handle }) => ({ id, handle })) });
  const root = await mkdtemp(join(tmpdir(), "podium-once-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  globals.podiumStorage = disk;
  photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#336699" } })
    .png()
    .toBuffer();
});
afterEach(async () => {
  globals.podiumStorage = disk;
  await db.imagePost.deleteMany();
  await db.idempotencyKey.deleteMany();
});

const upload = (idempotencyKey: string | undefined, fields: Record<string, unknown> = {}, viewer = owner) =>
  runOperation(createPost, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => ({ file: photo, prompt: "a field", idempotencyKey, ...fields }),
    expire: () => {},
  }) as Promise<PostSummary>;

const posts = () => db.imagePost.count();

test("the same upload under the same key posts once, and answers the same again", async () => {
  const first = await upload("key-1");
  expect(await upload("key-1")).toEqual(first);
  expect(await posts()).toBe(1);
});

test("ten at once under one key: one post, and every answer is that one", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => upload("key-1")));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await posts()).toBe(1);
});

test("without a key, with another key or from another member it is another post", async () => {
  await Promise.all([upload(undefined), upload(undefined), upload("a"), upload("b"), upload("a", {}, other)]);
  expect(await posts()).toBe(5);
});

test.each([
  ["another prompt", { prompt: "another" }],
  ["another tick", { isTournamentOptIn: true }],
  ["another file", { file: new Uint8Array([1, 2, 3]) }],
])("the same key with %s is refused, and posts nothing", async (_, fields) => {
  await upload("key-1");
  await expect(upload("key-1", fields)).rejects.toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED", status: 422 });
  expect(await posts()).toBe(1);
});

test("an upload that failed frees its key: before there is a row, and after", async () => {
  await expect(upload("key-1", { file: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({ status: 415 });
  globals.podiumStorage = { ...disk, write: () => Promise.reject(new Error("disk full")) };
  await expect(upload("key-1")).rejects.toThrow("disk full");
  expect([await posts(), await db.idempotencyKey.count()]).toEqual([0, 0]);
  globals.podiumStorage = disk;
  await upload("key-1");
  expect(await posts()).toBe(1);
});

test("a key is forgotten after 24 hours, and not a second before; one whose process died is free after minutes", async () => {
  const age = (interval: string) =>
    db.$executeRaw`UPDATE idempotency_keys SET created_at = NOW() - ${interval}::interval`;
  const { id } = await upload("key-1");
  await age("23 hours 59 minutes 50 seconds");
  expect(await upload("key-1")).toMatchObject({ id });
  await age("24 hours");
  expect((await upload("key-1")).id).not.toBe(id);
  await db.$executeRaw`UPDATE idempotency_keys SET image_post_id = NULL, created_at = NOW() - INTERVAL '6 minutes'`;
  await upload("key-1");
  expect(await posts()).toBe(3);
});

test.each(["", " ", "a b", "한글", "a\nb", "x".repeat(256)])("%j is no key", async (key) => {
  await expect(upload(key)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
  expect(await posts()).toBe(0);
});
