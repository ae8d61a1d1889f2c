import { isTimedOut } from "@/lib/db/errors";
import { type Db, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { createSemaphore } from "@/lib/images/semaphore";

// Next loads a module once a bundle, but the connections are of one process.
const globals = globalThis as { podiumSearches?: ReturnType<typeof createSemaphore> };
globals.podiumSearches ??= createSemaphore(3, 24);

/**
 * So many searches at once keep both cores busy and leave most of the connections to everybody else.
 * @throws AppError SERVICE_UNAVAILABLE when too many are waiting already
 */
export const searchInTurn = globals.podiumSearches;

/** How long a search may take, in ms: each of its statements, and all of them. */
export interface TimeBounds {
  readonly statement: number;
  readonly all: number;
}

/**
 * What `work` answers, on a connection that gives up each statement after its time.
 * @throws AppError SEARCH_TIMED_OUT
 */
export async function withinTime<T>(
  { statement, all }: TimeBounds,
  work: (db: Db) => Promise<T>,
  db: PrismaClient = prisma,
): Promise<T> {
  try {
    return await db.$transaction(
      async (transaction) => {
        await transaction.$queryRaw`SELECT set_config('statement_timeout', ${String(statement)}, TRUE)`;
        return work(transaction);
      },
      { timeout: all },
    );
  } catch (cause) {
    throw isTimedOut(cause) ? new AppError("SEARCH_TIMED_OUT", { retryAfter: 5, cause }) : cause;
  }
}
