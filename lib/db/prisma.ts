import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/env/env";
import { log } from "@/lib/log/log";
import { type Prisma, PrismaClient } from "./generated/client";

export { Prisma } from "./generated/client";

/** The client or a transaction's; every query takes it last. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** A client on its own pool. Times are UTC on every connection, because the specification's columns carry no zone. */
export function createPrisma(connectionString: string, { max = 10 }: { max?: number } = {}): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString,
      max,
      connectionTimeoutMillis: 2_000,
      options: "-c timezone=UTC -c statement_timeout=10000",
    },
    {
      // Without a name nothing is prepared, and every query is planned anew.
      statementNameGenerator: ({ sql }) => createHash("sha1").update(sql).digest("base64url"),
      onPoolError: (error) => log.warn({ err: error }, "a database connection was lost"),
    },
  );
  return new PrismaClient({ adapter });
}

const globals = globalThis as { podiumPrisma?: PrismaClient };

function connect(): PrismaClient {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: start Podium with `npm start`, which sets it.");
  return createPrisma(DATABASE_URL);
}

/** This process's client, connected at the first use, so that a build needs no database. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    globals.podiumPrisma ??= connect();
    const value = Reflect.get(globals.podiumPrisma, property);
    return typeof value === "function" ? value.bind(globals.podiumPrisma) : value;
  },
});
