import { type Db, prisma } from "@/lib/db/prisma";

/**
 * Finds ids at and below which no vote can appear any more, look by look, without ever waiting for anybody.
 *
 * Ids are given out before their votes are committed, so a vote may appear below one that is there already. Whoever
 * inserts holds a ROW EXCLUSIVE lock on the table from before its id is drawn until its transaction ends. So: read the
 * sequence, then list the holders. Every id up to the one read was drawn by one of them or by a transaction that has
 * ended; when those holders are gone, all of these ids are decided. New voters are not waited for and do not wait, and
 * however many there are, the holders of one look are gone at some later one.
 */
export function createSettling(afterSeconds: number, db: Db = prisma) {
  let decided = 0;
  let pending: { id: number; writers: readonly string[] } | null = null;
  return {
    /** Does a look that has begun wait for writers to end? */
    get isPending(): boolean {
      return pending !== null;
    },
    /** An id at and below which every vote is `afterSeconds` old and decided; as far as that can be told by now. */
    async look(): Promise<number> {
      const begun: typeof pending = pending ?? { id: await findLastId(db), writers: [] };
      const writers = await listWriters(db);
      const left = pending ? begun.writers.filter((writer) => writers.includes(writer)) : writers;
      if (left.length === 0) decided = begun.id;
      pending = left.length === 0 ? null : { id: begun.id, writers: left };
      return Math.min(decided, (await findFirstYoung(afterSeconds, db)) - 1);
    },
  };
}

async function findLastId(db: Db): Promise<number> {
  const [sequence] = await db.$queryRaw<{ id: number }[]>`
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END::int AS id FROM tournament_votes_id_seq`;
  return sequence?.id ?? 0;
}

/** The transactions that may have drawn an id and not ended. */
async function listWriters(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ writer: string }[]>`
    SELECT DISTINCT virtualtransaction || '/' || COALESCE(pid, 0) AS writer FROM pg_locks
    WHERE locktype = 'relation' AND relation = 'tournament_votes'::regclass
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`;
  return rows.map(({ writer }) => writer);
}

async function findFirstYoung(afterSeconds: number, db: Db): Promise<number> {
  // Materialized, or the planner walks all ids up to the first that is young.
  const [young] = await db.$queryRaw<{ first: number | null }[]>`
    WITH young AS MATERIALIZED (
      SELECT id FROM tournament_votes
      WHERE created_at > NOW() AT TIME ZONE 'UTC' - make_interval(secs => ${afterSeconds}::float8)
    )
    SELECT MIN(id) AS first FROM young`;
  return young?.first ?? Number.POSITIVE_INFINITY;
}
