import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "./database";

let one: Awaited<ReturnType<typeof testDatabase>>;
let other: typeof one;

beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});

test("each call gives a migrated database of its own", async () => {
  await one.prisma.user.create({ data: { handle: "ada" } });
  expect(await one.prisma.user.count()).toBe(1);
  expect(await other.prisma.user.count()).toBe(0);
});

test("a database's clock is UTC", async () => {
  const [row] = await one.prisma.$queryRaw<{ zone: string }[]>`SELECT current_setting('timezone') AS zone`;
  expect(row?.zone).toBe("UTC");
});

test("letters of Hangul are letters to the text search", async () => {
  const [row] = await one.prisma.$queryRaw<{ word: boolean }[]>`SELECT '한국' ~ '^[[:alpha:]]+$' AS word`;
  expect(row?.word).toBe(true);
});
