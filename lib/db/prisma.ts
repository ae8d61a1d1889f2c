import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "@/lib/env/env";
import { log } from "@/lib/log/log";
import { type Prisma, PrismaClient } from "./generated/client";

export { Prisma, type PrismaClient } from "./generated/client";

/** The client or a transaction's; every query takes it last. */
export type Db = PrismaClient | Prisma.TransactionClient;

// Next loads a module once a bundle, but there must be one client, and its connections must be found from all of them.
const globals = globalThis as {
  podiumPrisma?: PrismaClient;
  podiumPools?: WeakMap<object, pg.Pool>;
  podiumPatience?: number;
};
/** The connections of each client, for `statement`. */
globals.podiumPools ??= new WeakMap();
const pools = globals.podiumPools;

/** A statement of the site's takes so long at most, in ms: longer nobody waits for a page. */
const sitePatience = 10_000;

/**
 * A client on its own pool, whose statements take `patience` ms at most. Times are UTC on every connection, because the
 * specification's columns carry no zone.
 */
export function createPrisma(
  connectionString: string,
  { max = 10, patience = sitePatience }: { max?: number; patience?: number } = {},
): PrismaClient {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 2_000,
    // Longer than the server's own limit: for a connection whose other end is gone without a word.
    query_timeout: patience * 1.1,
    options: `-c timezone=UTC -c statement_timeout=${patience}`,
  });
  // Prisma listens only once it has sent its first query.
  pool.on("error", (error) => log.warn({ err: error }, "a database connection was lost"));
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    // Without a name nothing is prepared, and every query is planned anew.
    statementNameGenerator: ({ sql }) => createHash("sha1").update(sql).digest("base64url"),
  });
  const client = new PrismaClient({ adapter });
  pools.set(client, pool);
  return client;
}

function client(): PrismaClient {
  globals.podiumPrisma ??= connect();
  return globals.podiumPrisma;
}

function connect(): PrismaClient {
  const { DATABASE_URL } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: start Podium with `npm start`, which sets it.");
  return createPrisma(DATABASE_URL, { patience: globals.podiumPatience ?? sitePatience });
}

/**
 * Lets each statement of this process take `patience` ms: for commands from the shell, which rebuild from all there is and hold
 * up no page. Both ends know of it, the server's `statement_timeout` and the driver's own.
 * @throws Error once the client is there
 */
export function allowLongStatements(patience: number): void {
  if (globals.podiumPrisma) throw new Error("the database was already spoken to");
  globals.podiumPatience = patience;
}

/** This process's client, connected at the first use, so that a build needs no database. */
export const prisma: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    const value = Reflect.get(client(), property);
    return typeof value === "function" ? value.bind(client()) : value;
  },
});

/** A client of one connection to the same database, for work that may take `patience` ms. Whoever makes it disconnects it. */
export function createPatient(db: PrismaClient, patience: number): PrismaClient {
  const connectionString = poolOf(db)?.options.connectionString;
  if (!connectionString) throw new Error("this client was not made by `createPrisma`");
  return createPrisma(connectionString, { max: 1, patience });
}

/** The connections of a client; undefined inside a transaction, which has one of its own. */
export function poolOf(db: Db): pg.Pool | undefined {
  return pools.get(db === prisma ? client() : db);
}
