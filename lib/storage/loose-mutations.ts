import { type Db, type PrismaClient, prisma } from "@/lib/db/prisma";

/** Notes files that belong to no row: before they are written, or in the transaction that parts them from theirs. */
export async function noteLooseFiles(storageKeys: readonly string[], db: Db = prisma): Promise<void> {
  await db.looseFile.createMany({ data: storageKeys.map((storageKey) => ({ storageKey })), skipDuplicates: true });
}

/**
 * Files that were written now belong to a row of the same transaction.
 * @throws Error when the sweep took them for abandoned
 */
export async function claimLooseFiles(storageKey: string, tx: Db): Promise<void> {
  const { count } = await tx.looseFile.deleteMany({ where: { storageKey } });
  if (count !== 1) throw new Error("files were removed before they were claimed");
}

/**
 * Removes files by `remove` if they are loose, under their note's lock: files that are claimed meanwhile stay. The note goes
 * last, so that nothing stored is ever forgotten.
 */
export async function dropLooseFiles(
  storageKey: string,
  remove: (storageKey: string) => Promise<void>,
  client: PrismaClient = prisma,
): Promise<void> {
  await client.$transaction(
    async (tx) => {
      const loose = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM loose_files WHERE storage_key = ${storageKey} FOR UPDATE`;
      if (loose.length === 0) return;
      await remove(storageKey);
      await tx.looseFile.deleteMany({ where: { storageKey } });
    },
    { timeout: 60_000 },
  );
}

/** Takes notes back whose files are removed. */
export async function forgetLooseFiles(storageKeys: readonly string[], db: Db = prisma): Promise<void> {
  await db.$executeRaw`DELETE FROM loose_files WHERE storage_key = ANY(${[...storageKeys]}::text[])`;
}

/** Some files that have been loose for so many minutes, the oldest first. */
export async function listLooseFiles({ minutes }: { minutes: number }, db: Db = prisma): Promise<string[]> {
  const rows = await db.$queryRaw<{ storageKey: string }[]>`
    SELECT storage_key AS "storageKey" FROM loose_files WHERE created_at <= NOW() - make_interval(mins => ${minutes}::int)
    ORDER BY created_at, storage_key LIMIT 500`;
  return rows.map(({ storageKey }) => storageKey);
}
