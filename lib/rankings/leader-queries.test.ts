import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createPrisma } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { type Leadership, tryToLead } from "./leader-queries";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
});

/** A server of its own at the same database. */
function server() {
  const prisma = createPrisma(url, { max: 2 });
  onTestFinished(() => prisma.$disconnect());
  return prisma;
}

async function untilOneLeads(...servers: ReturnType<typeof server>[]): Promise<Leadership> {
  for (;;) {
    for (const one of servers) {
      const leadership = await tryToLead(one);
      if (leadership) return leadership;
    }
    await sleep(10);
  }
}

test("of any number of servers one rates, until it stops; then another one does", async () => {
  const servers = [server(), server(), server()];
  const found = await Promise.all(servers.map((one) => tryToLead(one)));
  const leaders = found.filter((one) => one !== null);
  expect(leaders.map(({ isHeld }) => isHeld)).toEqual([true]);
  expect(await Promise.all(servers.map((one) => tryToLead(one)))).toEqual([null, null, null]);
  leaders[0]?.release();
  expect(leaders[0]?.isHeld).toBe(false);
  (await untilOneLeads(server())).release();
});

test("a server that lost its connection knows that it leads no more", async () => {
  const leadership = await untilOneLeads(server());
  await db.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  const next = await untilOneLeads(server());
  while (leadership.isHeld) await sleep(10);
  expect(next.isHeld).toBe(true);
  next.release();
  leadership.release();
});
