import { poolOf, prisma } from "@/lib/db/prisma";

/** The number under which servers agree who of them rates. */
const lockId = 740_219_313;

/** The leadership of this process over the ratings, until it is lost with its connection. */
export interface Leadership {
  readonly isHeld: boolean;
  release(): void;
}

/** Takes the leadership, if no other server has it: an advisory lock of a session that is kept for nothing else. */
export async function tryToLead(db = prisma): Promise<Leadership | null> {
  const connection = await poolOf(db)?.connect();
  if (!connection) throw new Error("A transaction cannot lead.");
  let isHeld = false;
  connection.on("error", () => {
    isHeld = false;
  });
  try {
    const { rows } = await connection.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [lockId]);
    isHeld = rows[0]?.taken === true;
  } finally {
    if (!isHeld) connection.release(true);
  }
  if (!isHeld) return null;
  return {
    get isHeld() {
      return isHeld;
    },
    release() {
      isHeld = false;
      // Ends the session, and the lock with it.
      connection.release(true);
    },
  };
}
