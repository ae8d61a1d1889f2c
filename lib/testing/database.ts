import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createPrisma } from "@/lib/db/prisma";
import { whenFileIsDone } from "./cleanup";

/**
 * A migrated, empty database of this test file's own, on a real Postgres; dropped when the file is done.
 * Call it in `beforeAll`, or wherever one is needed.
 */
export async function testDatabase({ migrated = true, max = 20 }: { migrated?: boolean; max?: number } = {}) {
  const { maintenanceUrl, template } = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await maintain(maintenanceUrl, `CREATE DATABASE ${name} TEMPLATE ${migrated ? template : "template0"}`);
  const url = Object.assign(new URL(maintenanceUrl), { pathname: `/${name}` }).href;
  const prisma = createPrisma(url, { max });
  whenFileIsDone(async () => {
    await prisma.$disconnect();
    await maintain(maintenanceUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return { prisma, url };
}

async function maintain(connectionString: string, statement: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
