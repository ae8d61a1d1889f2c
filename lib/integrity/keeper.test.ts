import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes } from "@/lib/testing/vote-log";
import { setPrisma } from "@/lib/testing/voting";
import { keepVotesHonest } from "./keeper";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
  setPrisma(db);
});
beforeEach(async () => {
  await beginAnew(db);
  await castVotes(db, 30);
});

/** Keeps votes honest until something is there, and then stops. */
async function keepUntil(count: () => Promise<number>): Promise<void> {
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort());
  const kept = keepVotesHonest(stopping.signal);
  while ((await count()) === 0) await sleep(20);
  stopping.abort();
  await kept;
}

const inspections = () => db.voterInspection.count();
const seals = () => db.voteSeal.count();

test("votes are sealed and voters tested until it is told to stop", async () => {
  await keepUntil(inspections);
  expect(await seals()).toBe(1);
  expect(await inspections()).toBe(6);
});

test("voters are tested although votes cannot be sealed, and votes sealed although voters cannot be tested", async () => {
  await db.$executeRaw`ALTER TABLE vote_seals RENAME TO away`;
  await keepUntil(inspections);
  await db.$executeRaw`ALTER TABLE away RENAME TO vote_seals`;
  await db.$executeRaw`ALTER TABLE voter_inspections RENAME TO away`;
  await keepUntil(seals);
  await db.$executeRaw`ALTER TABLE away RENAME TO voter_inspections`;
});
