import pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { hang, setPrisma } from "@/lib/testing/voting";
import { drawable } from "./candidates";
import { choosePair } from "./draw";
import type { Pool } from "./pool";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  setPrisma(db);
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await hang(db, [11, 12, 13]);
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const has = (pool: Pool, id: number) => pool.placeOf(id) >= 0;

test("who draws while the pool is read again has the one before, and waits for nobody", async () => {
  const before = await drawable();
  await db.imagePost.create({
    data: { id: 14, userId: 3, imageUrl: "/media/14", prompt: "late", isTournamentOptIn: true },
  });
  later(60_000);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Nobody reads the table until this is over.
  await client.query("BEGIN; LOCK TABLE image_posts IN ACCESS EXCLUSIVE MODE");
  expect(await drawable()).toBe(before);
  expect(await drawable()).toBe(before);
  await client.query("COMMIT");
  await client.end();
  await expect.poll(async () => has(await drawable(), 14)).toBe(true);
});

test("an image that was hidden since the pool was read is never shown", async () => {
  const before = await drawable();
  await db.imagePost.update({ where: { id: 11 }, data: { isActive: false } });
  for (let n = 0; n < 20; n += 1) {
    expect((await choosePair(1)).pair.toSorted((a, b) => a - b)).toEqual([12, 13]);
  }
  expect(has(before, 11)).toBe(true);
});
