import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { hashDistance } from "@/lib/images/look";
import { sharp } from "@/lib/images/sharp";
import type { Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { backfillLikeness } from "./backfill-likeness";
import { likenessKeys, promptLikeness, sameLookKeys, sketchOf } from "./likeness";
import { candidatesOf, listSimilar } from "./likeness-queries";
import { createPost, deletePost, updatePost } from "./operations";
import type { CreatedPost } from "./schema";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
const owner: Viewer = { id: 1, handle: "owner", role: "member" };
const other: Viewer = { id: 2, handle: "other", role: "member" };
let db: PrismaClient;
let disk: Storage;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  await db.user.createMany({ data: Array.from({ length: 6 }, (_, n) => ({ id: n + 1, handle: `member-${n + 1}` })) });
  const root = await mkdtemp(join(tmpdir(), "podium-likeness-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  globals.podiumStorage = disk;
});
afterEach(async () => {
  await db.imagePost.deleteMany();
  for await (const { prefix } of disk.list()) await disk.remove(prefix);
});

/** Blocks in random colours: a picture of its own for each seed. */
async function picture(seed: number): Promise<Buffer> {
  let state = seed + 1;
  const data = Buffer.from(
    Array.from({ length: 6 * 4 * 3 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    }),
  );
  return sharp(data, { raw: { width: 6, height: 4, channels: 3 } })
    .resize(300, 200, { kernel: "cubic" })
    .png()
    .toBuffer();
}

function run<O extends z.ZodType>(
  operation: Operation<"member", z.ZodType, O>,
  input: unknown,
  viewer: Viewer = owner,
): Promise<z.output<O>> {
  return runOperation(operation, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => input,
    expire: () => {},
  });
}

const post = (file: Buffer, fields: Record<string, unknown> = {}, viewer = owner) =>
  run(createPost, { file, prompt: "words", ...fields }, viewer) as Promise<CreatedPost>;

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}

test("a picture that is already here is pointed out and does not compete; another is and does", async () => {
  const first = await post(await picture(1), { isTournamentOptIn: true });
  expect(first.nearDuplicate).toBeNull();
  const recoded = await sharp(await picture(1))
    .resize(250)
    .jpeg({ quality: 60 })
    .toBuffer();
  const { code, details } = await refusal(post(recoded, { isTournamentOptIn: true }, other));
  expect([code, details.data]).toMatchObject(["NEAR_DUPLICATE", { nearDuplicate: { id: first.id } }]);
  expect(await db.imagePost.count()).toBe(1);
  expect(await db.imageLikeness.count()).toBe(1);
  const second = await post(recoded, {}, other);
  expect(second.nearDuplicate).toMatchObject({ id: first.id });
  const editing = await refusal(run(updatePost, { id: second.id, isTournamentOptIn: true }, other));
  expect([editing.code, editing.details.data]).toMatchObject(["NEAR_DUPLICATE", { nearDuplicate: { id: first.id } }]);
  expect((await post(await picture(2), { isTournamentOptIn: true })).nearDuplicate).toBeNull();
});

test("whoever was first may compete, though somebody posted it again; and what is gone stands in nobody's way", async () => {
  const first = await post(await picture(1));
  const second = await post(await picture(1), {}, other);
  expect(await run(updatePost, { id: first.id, isTournamentOptIn: true })).toMatchObject({ isTournamentOptIn: true });
  // Whoever competes already can still change its words.
  expect(await run(updatePost, { id: first.id, prompt: "new", isTournamentOptIn: true })).toMatchObject({
    prompt: "new",
  });
  await run(deletePost, { id: first.id });
  expect(await run(updatePost, { id: second.id, isTournamentOptIn: true }, other)).toMatchObject({
    isTournamentOptIn: true,
  });
});

test("of many uploads of one picture at the same time exactly one competes", async () => {
  const file = await picture(3);
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) => post(file, { isTournamentOptIn: true }, { ...owner, id: n + 1 })),
  );
  const codes = results.map((result) => (result.status === "rejected" ? (result.reason as AppError).code : "posted"));
  expect(codes.sort()).toEqual([...Array(5).fill("NEAR_DUPLICATE"), "posted"]);
  expect(await db.imagePost.count({ where: { isTournamentOptIn: true } })).toBe(1);
});

test("of two edits at the same time one competes", async () => {
  const [first, second] = [await post(await picture(4)), await post(await picture(4), {}, other)];
  const third = await post(await picture(4), {}, { ...owner, id: 3 });
  await run(deletePost, { id: first.id });
  const results = await Promise.allSettled([
    run(updatePost, { id: second.id, isTournamentOptIn: true }, other),
    run(updatePost, { id: third.id, isTournamentOptIn: true }, { ...owner, id: 3 }),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.imagePost.count({ where: { isTournamentOptIn: true, isActive: true } })).toBe(1);
});

test("similar are those by the same words and those that look alike, the most alike first, and nobody who is hidden", async () => {
  const prompt = "a red fox in deep snow under a blue moon";
  const subject = await post(await picture(10), { prompt });
  const sameWords = await post(await picture(11), { prompt: "red fox, blue moon, deep snow, 8k" }, other);
  const korean = await post(await picture(12), { prompt: "해질녘의 등대" });
  const sameLook = await post(
    await sharp(await picture(10))
      .modulate({ brightness: 1.02 })
      .webp()
      .toBuffer(),
    {
      prompt: "something else",
    },
  );
  const hidden = await post(await picture(10), { prompt });
  await db.imagePost.update({ where: { id: hidden.id }, data: { isActive: false } });
  const similar = await listSimilar({ id: subject.id });
  expect(similar.map(({ id, isNearDuplicate }) => [id, isNearDuplicate])).toEqual([
    [sameLook.id, true],
    [sameWords.id, false],
  ]);
  expect(similar.every(({ likeness }) => likeness > 0 && likeness <= 1)).toBe(true);
  expect((await refusal(listSimilar({ id: hidden.id }))).code).toBe("NOT_FOUND");
  // Other words find other company.
  await run(updatePost, { id: subject.id, prompt: "해질녘의 등대, 유화" });
  expect((await listSimilar({ id: subject.id })).map(({ id }) => id)).toEqual([sameLook.id, korean.id]);
});

test("posts are found by their keys when newer ones fill the gallery, and the cost does not follow their number", async () => {
  const prompt = "a red fox in deep snow under a blue moon";
  const [subject, twin] = [await post(await picture(20), { prompt }), await post(await picture(21), { prompt })];
  const blocks = async () => {
    const rows = await db.$queryRaw<{ "QUERY PLAN": { Plan: Record<string, number> }[] }[]>`
      EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${candidatesOf(subject.id)}`;
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
  };
  const fill = async (count: number) => {
    // Each shares one key of the subject: the worst that can be.
    await db.$executeRaw`
      WITH more AS (
        INSERT INTO image_posts (user_id, image_url, prompt, storage_key, width, height)
        SELECT 9, '/x', 'filler', md5(random()::text), 300, 200 FROM generate_series(1, ${count}) RETURNING id
      ), looks AS (
        INSERT INTO image_likeness (image_id, look_hash, colours, prompt_sketch)
        SELECT id, (random() * 9e18)::bigint, decode(repeat(md5(id::text), 12), 'hex'), '{}' FROM more RETURNING image_id
      )
      INSERT INTO likeness_keys (key, image_id)
      SELECT own.keys[1 + image_id % 10], image_id
      FROM looks, (SELECT array_agg(key ORDER BY key) AS keys FROM likeness_keys WHERE image_id = ${subject.id}) AS own`;
    await db.$executeRaw`ANALYZE image_posts, image_likeness, likeness_keys`;
  };
  await fill(2_000);
  expect((await listSimilar({ id: subject.id })).map(({ id }) => id)).toContain(twin.id);
  const few = await blocks();
  await fill(20_000);
  expect((await listSimilar({ id: subject.id })).map(({ id }) => id)).toContain(twin.id);
  expect(await blocks()).toBeLessThan(few * 1.5);
});

test("whoever differs in seven signs is found for certain", () => {
  const look = { hash: 0x0123456789abcdefn, colours: new Uint8Array(192).fill(100), ratio: 1 };
  const keys = new Set(sameLookKeys(look));
  for (let turn = 0; turn < 500; turn += 1) {
    let hash = look.hash;
    for (let sign = 0; sign < 7; sign += 1) hash ^= 1n << BigInt((turn * 13 + sign * (1 + (turn % 31))) % 64);
    const far = { hash, colours: new Uint8Array(192).map((_, at) => (at * 37 + turn) % 256), ratio: 1 };
    expect(likenessKeys({ look: far, sketch: [] }).some((key) => keys.has(key))).toBe(true);
  }
});

test("a sketch tells about how many words two prompts share", () => {
  const words = Array.from({ length: 40 }, (_, n) => `word${n}`);
  const [all, half] = [words.join(" "), words.slice(20).join(" ")];
  expect(promptLikeness(sketchOf(all), sketchOf(words.toReversed().join(", ")))).toBe(1);
  expect(Math.abs(promptLikeness(sketchOf(all), sketchOf(half)) - 0.5)).toBeLessThan(0.25);
  expect(promptLikeness(sketchOf(all), sketchOf("other things altogether"))).toBeLessThan(0.1);
  expect(promptLikeness(sketchOf("!!"), sketchOf("!!"))).toBe(0);
});

test("images from before are looked at later, from their variants, as if it had been at their upload", async () => {
  const made = await post(await picture(30));
  const [before] = await db.$queryRaw<{ look_hash: bigint }[]>`SELECT look_hash FROM image_likeness`;
  const lost = await post(await picture(31));
  await db.imageLikeness.deleteMany();
  const { storageKey } = await db.imagePost.findUniqueOrThrow({ where: { id: lost.id } });
  await disk.remove(storageKey as string);
  expect(await backfillLikeness()).toEqual({ done: 1, failed: 1 });
  expect(await backfillLikeness()).toEqual({ done: 0, failed: 1 });
  const [after] = await db.$queryRaw<
    { id: number; look_hash: bigint }[]
  >`SELECT image_id AS id, look_hash FROM image_likeness`;
  expect(after?.id).toBe(made.id);
  expect(hashDistance(before?.look_hash as bigint, after?.look_hash as bigint)).toBeLessThanOrEqual(4);
  const again = await post(await picture(30), {}, other);
  expect(again.nearDuplicate).toMatchObject({ id: made.id });
});
