import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { AppError, type ErrorCode } from "@/lib/errors/app-error";
import { sharp } from "@/lib/images/sharp";
import type { Expiry, Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createPost, deletePost, replacePost, updatePost } from "./operations";
import { findPost } from "./queries";
import type { PostSummary } from "./schema";
import { sweep } from "./sweep";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
const owner: Viewer = { id: 1, handle: "owner", role: "member" };
const stranger: Viewer = { id: 2, handle: "stranger", role: "member" };
const admin: Viewer = { id: 3, handle: "admin", role: "admin" };

let db: PrismaClient;
let root: string;
let disk: Storage;
let photo: Buffer;
let expired: Expiry[] = [];

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  await db.user.createMany({ data: [owner, stranger, admin].map(({ id, handle }) => ({ id, handle })) });
  root = await mkdtemp(join(tmpdir(), "podium-posts-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: "#336699" } })
    .jpeg()
    .toBuffer();
});
beforeEach(() => {
  globals.podiumStorage = disk;
  expired = [];
});
afterEach(async () => {
  await db.imagePost.deleteMany();
  for await (const { prefix } of disk.list()) await disk.remove(prefix);
});

function run<O extends z.ZodType>(
  operation: Operation<"member", z.ZodType, O>,
  input: unknown,
  viewer: Viewer | null = owner,
): Promise<z.output<O>> {
  return runOperation(operation, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => input,
    expire: (expiry) => expired.push(expiry),
  });
}

const upload = (fields: Record<string, unknown> = {}) =>
  run(createPost, { file: photo, prompt: "a blue field", ...fields }) as Promise<PostSummary>;

async function refusal(work: Promise<unknown>): Promise<ErrorCode> {
  const error = await work.then(
    () => expect.unreachable("it was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof AppError) return error.code;
  throw error;
}

async function stored(): Promise<{ live: string[]; quarantined: string[] }> {
  const found = { live: [] as string[], quarantined: [] as string[] };
  for await (const { prefix, quarantined } of disk.list()) found[quarantined ? "quarantined" : "live"].push(prefix);
  return found;
}

const keyOf = (url: string) => url.replace("/media/", "");

test("an upload is a visible post with every variant in storage", async () => {
  const post = await upload({ modelName: "brush 2", isTournamentOptIn: "true" });
  expect(post).toMatchObject({ userId: 1, prompt: "a blue field", modelName: "brush 2", isTournamentOptIn: true });
  expect(post).toMatchObject({ width: 600, height: 400, likeCount: 0, tournamentWinCount: 0 });
  expect(post.placeholder).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(post.variants.map(({ width, height }) => [width, height])).toEqual([
    [480, 320],
    [600, 400],
  ]);
  for (const { width, height, avif, webp } of post.variants) {
    for (const url of [avif, webp]) {
      expect(await sharp((await disk.read(keyOf(url))) ?? Buffer.of()).metadata()).toMatchObject({ width, height });
    }
  }
  expect(await disk.has(keyOf(post.imageUrl))).toBe(true);
  expect(expired).toEqual([{ now: ["gallery", `post:${post.id}`] }]);
});

test("a stranger's bytes are not read", async () => {
  const call = runOperation(createPost, {
    requestId: "test",
    findViewer: async () => null,
    readInput: () => expect.unreachable("the body was read"),
    expire: () => {},
  });
  expect(await refusal(call)).toBe("SIGN_IN_REQUIRED");
});

test("a form without a file, without a prompt or with too long a text says so by field", async () => {
  const error = await upload({ file: undefined, prompt: " ", modelName: "m".repeat(101) }).catch((reason) => reason);
  expect(error.details.fields).toEqual({
    file: { code: "required" },
    prompt: { code: "required" },
    modelName: { code: "tooLong", values: { maximum: 100 } },
  });
  expect(await db.imagePost.count()).toBe(0);
});

test("what is no image leaves nothing behind", async () => {
  expect(await refusal(upload({ file: Buffer.from("<svg/>") }))).toBe("UNSUPPORTED_IMAGE");
  expect(await refusal(upload({ file: photo.subarray(0, 300) }))).toBe("IMAGE_BROKEN");
  expect(await db.imagePost.count()).toBe(0);
  expect((await stored()).live).toEqual([]);
});

test.each([1, 2, 3, 4])("an upload whose %i. file cannot be written leaves nothing behind", async (failing) => {
  let writes = 0;
  globals.podiumStorage = {
    ...disk,
    write: async (key, bytes) => {
      writes += 1;
      if (writes === failing) throw new Error("the disk is full");
      await disk.write(key, bytes);
    },
  };
  await expect(upload()).rejects.toThrow("the disk is full");
  expect(await db.imagePost.count()).toBe(0);
  expect((await stored()).live).toEqual([]);
  expect(expired).toEqual([]);
});

/** While `work` runs, Postgres itself refuses the statement, as it would when it goes away in the middle. */
async function withRefusing<T>(statement: "INSERT" | "UPDATE" | "DELETE", work: () => Promise<T>): Promise<T> {
  await db.$executeRawUnsafe(
    "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$",
  );
  await db.$executeRawUnsafe(
    `CREATE TRIGGER refuse_${statement} BEFORE ${statement} ON image_posts EXECUTE FUNCTION refuse()`,
  );
  try {
    return await work();
  } finally {
    await db.$executeRawUnsafe(`DROP TRIGGER refuse_${statement} ON image_posts`);
  }
}

test.each(["INSERT", "UPDATE"] as const)("an upload whose %s fails leaves nothing behind", async (statement) => {
  await withRefusing(statement, () => expect(upload()).rejects.toThrow("refused"));
  expect(await db.imagePost.count()).toBe(0);
  expect((await stored()).live).toEqual([]);
});

/** As when the process is killed in the middle: the step fails and nothing can be cleaned up. */
async function crash(at: "first file" | "last file" | "publishing"): Promise<void> {
  let writes = 0;
  globals.podiumStorage = {
    ...disk,
    write: async (key, bytes) => {
      writes += 1;
      if (at === "first file" && writes === 1) throw new Error("killed");
      await disk.write(key, bytes);
      if (at === "last file" && writes === 4) throw new Error("killed");
    },
  };
  await withRefusing("DELETE", () =>
    at === "publishing"
      ? withRefusing("UPDATE", () => expect(upload()).rejects.toThrow())
      : expect(upload()).rejects.toThrow("killed"),
  );
  globals.podiumStorage = disk;
}

async function letAnHourPass(): Promise<void> {
  await db.$executeRaw`UPDATE image_posts SET created_at = created_at - interval '61 minutes'`;
  const hourAgo = new Date(Date.now() - 61 * 60_000);
  for (const area of ["live", "quarantine"]) {
    for (const shard of await readdir(join(root, area)).catch(() => [])) {
      for (const image of await readdir(join(root, area, shard)))
        await utimes(join(root, area, shard, image), hourAgo, hourAgo);
    }
  }
}

test.each(["first file", "last file", "publishing"] as const)(
  "a crash at the %s is never visible, and the sweep removes what is left of it an hour later",
  async (step) => {
    await crash(step);
    expect(await db.imagePost.count({ where: { isActive: true } })).toBe(0);
    await sweep();
    expect(await db.imagePost.count()).toBe(1);
    await letAnHourPass();
    await sweep();
    expect(await db.imagePost.count()).toBe(0);
    expect(await stored()).toEqual({ live: [], quarantined: [] });
  },
);

test("the sweep leaves whole posts, young files and uploads under way alone", async () => {
  const post = await upload();
  const [key] = (await stored()).live;
  await disk.write(`${"a".repeat(32)}/480.webp`, Buffer.from("being written"));
  await writeFile(join(root, "temp", "being-written"), "");
  expect(await sweep()).toEqual({ abandonedPosts: 0, looseImages: 0, unknownImages: 1, movedImages: 0, leftovers: 0 });
  expect((await stored()).live).toEqual(expect.arrayContaining([key, "a".repeat(32)]));
  expect(await findPost(post.id)).not.toBeNull();
  await rm(join(root, "temp", "being-written"));
});

test("a sweep against an empty database removes no image", async () => {
  const post = await upload();
  await letAnHourPass();
  await db.imagePost.deleteMany();
  expect(await sweep()).toMatchObject({ abandonedPosts: 0, unknownImages: 1 });
  expect(await disk.has(keyOf(post.imageUrl))).toBe(true);
});

test("a row whose files cannot be removed stays, and the next sweep removes both", async () => {
  await crash("last file");
  await letAnHourPass();
  globals.podiumStorage = { ...disk, remove: () => Promise.reject(new Error("the disk is away")) };
  await expect(sweep()).rejects.toThrow("away");
  expect(await db.imagePost.count()).toBe(1);
  globals.podiumStorage = disk;
  expect(await sweep()).toMatchObject({ abandonedPosts: 1, unknownImages: 0 });
  expect((await stored()).live).toEqual([]);
});

test("the sweep moves files to where their row says, both ways", async () => {
  const post = await upload();
  await db.imagePost.update({ where: { id: post.id }, data: { isActive: false } });
  expect(await sweep()).toMatchObject({ movedImages: 1 });
  expect(await disk.has(keyOf(post.imageUrl))).toBe(false);
  await db.imagePost.update({ where: { id: post.id }, data: { isActive: true } });
  expect(await sweep()).toMatchObject({ movedImages: 1 });
  expect(await disk.has(keyOf(post.imageUrl))).toBe(true);
});

test("a part of a post is changed, and the rest stays", async () => {
  const { id } = await upload({ modelName: "brush 2", isTournamentOptIn: true });
  expired = [];
  expect(await run(updatePost, { id, prompt: "a green field" })).toMatchObject({
    prompt: "a green field",
    modelName: "brush 2",
    isTournamentOptIn: true,
  });
  expect(expired).toEqual([{ now: [`post:${id}`, "gallery", "top", "archive", "ratings"] }]);
  expect(await run(updatePost, { id, modelName: null, isTournamentOptIn: false })).toMatchObject({
    prompt: "a green field",
    modelName: null,
    isTournamentOptIn: false,
  });
  expect(await run(updatePost, { id })).toMatchObject({ prompt: "a green field" });
});

test("a whole post is replaced, and a part of one is refused", async () => {
  const { id } = await upload({ modelName: "brush 2", isTournamentOptIn: true });
  const whole = { prompt: "new", modelName: null, isTournamentOptIn: false };
  expect(await run(replacePost, { id: String(id), ...whole })).toMatchObject(whole);
  for (const field of ["prompt", "modelName", "isTournamentOptIn"])
    expect(await refusal(run(replacePost, { id, ...whole, [field]: undefined }))).toBe("VALIDATION_FAILED");
});

test("only its owner changes or deletes a post, whatever the role", async () => {
  const { id } = await upload();
  for (const viewer of [stranger, admin]) {
    expect(await refusal(run(updatePost, { id, prompt: "mine" }, viewer))).toBe("FORBIDDEN");
    expect(await refusal(run(replacePost, { id, prompt: "mine", modelName: "", isTournamentOptIn: "" }, viewer))).toBe(
      "FORBIDDEN",
    );
    expect(await refusal(run(deletePost, { id }, viewer))).toBe("FORBIDDEN");
  }
  expect(await refusal(run(updatePost, { id, prompt: "mine" }, null))).toBe("SIGN_IN_REQUIRED");
  expect(await findPost(id)).toMatchObject({ prompt: "a blue field" });
});

test("a deleted post is gone, its image too, and its row stays", async () => {
  const post = await upload();
  expired = [];
  expect(await run(deletePost, { id: post.id })).toBeUndefined();
  expect(await findPost(post.id)).toBeNull();
  for (const { avif, webp } of post.variants) {
    expect([await disk.has(keyOf(avif)), await disk.has(keyOf(webp))]).toEqual([false, false]);
  }
  expect(await db.imagePost.findUnique({ where: { id: post.id } })).toMatchObject({
    isActive: false,
    deletedAt: expect.any(Date),
  });
  expect(expired).toEqual([{ now: [`post:${post.id}`, "gallery", "top", "archive", "ratings"] }]);
});

test("unknown, hidden and deleted posts are not found, by their owner neither", async () => {
  const hidden = await upload();
  await db.imagePost.update({ where: { id: hidden.id }, data: { isActive: false } });
  const deleted = await upload();
  await run(deletePost, { id: deleted.id });
  for (const id of [hidden.id, deleted.id, 2_000_000_000]) {
    for (const viewer of [owner, stranger]) {
      expect(await refusal(run(updatePost, { id, prompt: "x" }, viewer))).toBe("NOT_FOUND");
      expect(await refusal(run(deletePost, { id }, viewer))).toBe("NOT_FOUND");
    }
  }
});

test("two deletions at once: one deletes, the other finds nothing", async () => {
  const { id } = await upload();
  const results = await Promise.allSettled([run(deletePost, { id }), run(deletePost, { id })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a deletion stands when its files cannot be moved at once, and the sweep moves them", async () => {
  const post = await upload();
  globals.podiumStorage = { ...disk, quarantine: () => Promise.reject(new Error("the disk is away")) };
  await run(deletePost, { id: post.id });
  globals.podiumStorage = disk;
  expect(await findPost(post.id)).toBeNull();
  await sweep();
  expect(await disk.has(keyOf(post.imageUrl))).toBe(false);
});
