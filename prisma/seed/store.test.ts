import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStorageKey } from "@/lib/storage/keys";
import { storage } from "@/lib/storage/storage";
import { testDatabase } from "@/lib/testing/database";
import { demoHandles, imagineCommunity } from "./community";
import { createRandom } from "./random";
import { hasPosts, publish, removeUnfinished, reserve } from "./store";

const community = imagineCommunity(12, demoHandles.length, createRandom(5));
const pictures = () => community.posts.map(() => ({ storageKey: createStorageKey(), modelName: "julia" }));

let db: Awaited<ReturnType<typeof testDatabase>>;
let client: pg.Client;
let dataDirectory: string;

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "podium-seed-"));
  process.env.PODIUM_DATA_DIR = dataDirectory;
  db = await testDatabase();
  client = new pg.Client({ connectionString: db.url, options: "-c timezone=UTC" });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await rm(dataDirectory, { recursive: true, force: true });
});
beforeEach(async () => {
  await client.query("TRUNCATE image_posts, users CASCADE");
});

const finishedFrom = (ids: { posts: number[] }, keys: { storageKey: string }[]) =>
  ids.posts.map((id, i) => ({
    id,
    prompt: "A picture.",
    imageUrl: `/media/${keys[i]?.storageKey}/480.webp`,
    width: 480,
    height: 320,
    variantWidths: [480],
    fullFormat: "jpg",
    placeholder: "AAAA",
  }));

test("nothing is visible before everything is, then all posts, likes and votes are there", async () => {
  const keys = pictures();
  const ids = await reserve(client, community, keys);
  expect(await db.prisma.imagePost.count({ where: { isActive: true } })).toBe(0);
  await publish(client, finishedFrom(ids, keys), community, ids);
  expect(await db.prisma.imagePost.count({ where: { isActive: true, status: "ready" } })).toBe(community.posts.length);
  expect(await db.prisma.imageLike.count()).toBe(community.likes.length);
  expect(await db.prisma.tournamentVote.count()).toBe(community.votes.length);
  expect(await hasPosts(client)).toBe(true);
});

test("no member of the demo can sign in, and ids are in the order of the posts' times", async () => {
  await reserve(client, community, pictures());
  const members = await db.prisma.user.findMany();
  expect(members).toHaveLength(demoHandles.length);
  for (const member of members) expect(member).toMatchObject({ passwordHash: null, email: null, role: "member" });
  const posts = await db.prisma.imagePost.findMany({ orderBy: { id: "asc" } });
  expect(posts.map((post) => post.createdAt)).toEqual(posts.map((post) => post.createdAt).toSorted((a, b) => +a - +b));
});

test("an interrupted demo counts as none, and leaves neither rows nor files once it is removed", async () => {
  const keys = pictures();
  await reserve(client, community, keys);
  await storage().write(`${keys[0]?.storageKey}/480.webp`, Buffer.from("half a demo"));
  expect(await hasPosts(client)).toBe(false);
  await removeUnfinished(client);
  expect(await db.prisma.imagePost.count()).toBe(0);
  const files = await readdir(dataDirectory, { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toEqual([]);
  // Its members are taken over by the next attempt, not doubled.
  const ids = await reserve(client, community, pictures());
  expect(ids.members).toHaveLength(demoHandles.length);
  expect(await db.prisma.user.count()).toBe(demoHandles.length);
});

test("where a member has posted, or is about to, there is no demo, and nothing of theirs is removed", async () => {
  const someone = await db.prisma.user.create({
    data: { handle: "someone", email: "a@example.org", passwordHash: "x" },
  });
  await db.prisma.imagePost.create({
    data: {
      userId: someone.id,
      imageUrl: "",
      prompt: "",
      status: "pending",
      isActive: false,
      storageKey: createStorageKey(),
    },
  });
  expect(await hasPosts(client)).toBe(true);
  await removeUnfinished(client);
  expect(await db.prisma.imagePost.count()).toBe(1);
});
