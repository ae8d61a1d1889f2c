import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { allowLongStatements, createPatient, createPrisma, type PrismaClient, poolOf, prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env/env";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";

const globals = globalThis as { podiumPrisma?: PrismaClient | undefined; podiumPatience?: number | undefined };
const before = { ...env() };
let url: string;

beforeAll(async () => {
  ({ url } = await testDatabase());
  const folder = mkdtempSync(join(tmpdir(), "podium-connect-"));
  vi.stubEnv("PODIUM_DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", url);
  Object.assign(env(), { DATABASE_URL: url });
  whenFileIsDone(async () => {
    Object.assign(env(), before);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
});
afterEach(async () => {
  await globals.podiumPrisma?.$disconnect();
  globals.podiumPrisma = undefined;
  globals.podiumPatience = undefined;
});

/** How long a statement may take, in ms: as the server sees it, and as the driver does. */
async function patienceOf(client: PrismaClient) {
  const [server] = await client.$queryRaw<{ ms: number }[]>`
    SELECT setting::int AS ms FROM pg_settings WHERE name = 'statement_timeout'`;
  return [server?.ms, Math.round(poolOf(client)?.options.query_timeout ?? 0)];
}

test("a statement of the site's ends after ten seconds, one of a command from the shell may take an hour", async () => {
  expect(await patienceOf(prisma)).toEqual([10_000, 11_000]);
  await prisma.$disconnect();
  globals.podiumPrisma = undefined;
  const { connectToSite } = await import("./lib/connect-to-site");
  await connectToSite();
  expect(await patienceOf(prisma)).toEqual([3_600_000, 3_960_000]);
});

const sleep = (client: PrismaClient) => client.$queryRaw`SELECT pg_sleep(0.6)::text`;

test("what takes longer than a client allows is ended there, and passes in a process that allows more", async () => {
  const site = createPrisma(url, { patience: 200 });
  await expect(sleep(site)).rejects.toThrow(/timeout/);
  // The deletion of an account: more than its site has, on a connection of its own.
  const patient = createPatient(site, 30_000);
  await expect(sleep(patient)).resolves.toHaveLength(1);
  await Promise.all([site.$disconnect(), patient.$disconnect()]);

  allowLongStatements(200);
  await expect(sleep(prisma)).rejects.toThrow(/timeout/);
  expect(() => allowLongStatements(30_000)).toThrow("already spoken to");
  await prisma.$disconnect();
  globals.podiumPrisma = undefined;
  allowLongStatements(30_000);
  await expect(sleep(prisma)).resolves.toHaveLength(1);
});
