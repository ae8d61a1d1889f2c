import { type Db, Prisma, type PrismaClient, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import type { Look } from "@/lib/images/look";
import { holdAccount } from "@/lib/users/mutations";
import { ownAltText } from "./alt-text";
import { admissionPatience, admissions, admitToTournament, saveSketch } from "./likeness-mutations";
import { findLookToOptIn } from "./likeness-queries";
import { emptyColumns, type ParameterColumns, type WithdrawableField } from "./parameters";

/**
 * A post as it is before its files are in storage: nobody sees it. Answers its id.
 * @throws AppError SIGN_IN_REQUIRED when its author's account was deleted meanwhile: nothing of it may come after it
 */
export async function insertPendingPost(
  {
    parameters: { workflow, ...columns },
    ...post
  }: {
    parameters: ParameterColumns;
    userId: number;
    prompt: string;
    modelName: string | null;
    altText: string | null;
    isTournamentOptIn: boolean;
    imageUrl: string;
    storageKey: string;
    width: number;
    height: number;
    variantWidths: number[];
    placeholder: string;
    fullFormat: string | null;
  },
  client: PrismaClient = prisma,
): Promise<number> {
  return client.$transaction(async (tx) => {
    await holdAccount(post.userId, tx);
    const { id } = await tx.imagePost.create({
      data: { ...post, ...columns, status: "pending", isActive: false },
      select: { id: true },
    });
    // As text: JavaScript would round the seeds in it, jsonb keeps every digit.
    if (workflow) await tx.$executeRaw`UPDATE image_posts SET workflow = ${workflow}::text::jsonb WHERE id = ${id}`;
    return id;
  });
}

/**
 * Shows a pending post to everyone. With `contender`, how it looks, it competes from then on.
 * @throws AppError SIGN_IN_REQUIRED when it went with its author's account
 * @throws Error when it is no longer pending, because the sweep took it for abandoned
 * @throws AppError as `admitToTournament`
 */
export async function publishPost(
  post: { id: number; userId: number; contender: Look | null },
  db: PrismaClient = prisma,
): Promise<void> {
  const { id, contender } = post;
  if (!contender) return show(post, db);
  await admissions(() =>
    db.$transaction(async (tx) => {
      await admitToTournament({ id, look: contender }, tx);
      await show(post, tx);
    }, admissionPatience),
  );
}

async function show({ id, userId }: { id: number; userId: number }, db: Db): Promise<void> {
  const { count } = await db.imagePost.updateMany({
    where: { id, status: "pending", deletedAt: null },
    data: { status: "ready", isActive: true },
  });
  if (count === 1) return;
  await holdAccount(userId, db);
  throw new Error(`post ${id} was no longer pending`);
}

/** How many unfinished posts one transaction takes. */
const removalBatch = 50;

/**
 * Removes posts that never became ready, one by its id or all that were still pending `minutes` after their upload began,
 * and their files by `removeFiles`. Answers how many. Files go first, under the row's lock: a row whose files cannot be
 * removed stays, so that nothing is ever stored that no row knows of, and one that is published meanwhile is left alone.
 */
export async function removePendingPosts(
  which: { readonly id: number } | { readonly minutes: number },
  removeFiles: (storageKey: string) => Promise<void>,
  db: PrismaClient = prisma,
): Promise<number> {
  const [id, minutes] = "id" in which ? [which.id, 0] : [null, which.minutes];
  const removed = await db.$transaction(
    async (tx) => {
      const posts = await tx.$queryRaw<{ id: number; storageKey: string | null }[]>`
        SELECT id, storage_key AS "storageKey" FROM image_posts
        WHERE status = 'pending' AND (id = ${id}::int OR ${id}::int IS NULL)
          AND created_at <= NOW() - make_interval(mins => ${minutes}::int)
        ORDER BY id LIMIT ${removalBatch} FOR UPDATE SKIP LOCKED`;
      for (const { storageKey } of posts) if (storageKey) await removeFiles(storageKey);
      await tx.imagePost.deleteMany({ where: { id: { in: posts.map((post) => post.id) } } });
      return posts.length;
    },
    { timeout: 60_000 },
  );
  return removed < removalBatch ? removed : removed + (await removePendingPosts(which, removeFiles, db));
}

/** Why a write by `userId` met no row: the post is another's, or there is none to see. */
async function refuse({ id }: { id: number }, db: Db): Promise<never> {
  const exists = await db.imagePost.findFirst({ where: { id, isActive: true }, select: { id: true } });
  throw new AppError(exists ? "FORBIDDEN" : "NOT_FOUND");
}

interface OwnChange {
  readonly id: number;
  readonly userId: number;
  readonly prompt?: string | undefined;
  readonly modelName?: string | null | undefined;
  /** Null: the suggestion from the prompt. */
  readonly altText?: string | null | undefined;
  readonly isTournamentOptIn?: boolean | undefined;
  /** What is no longer shown of how it was made. It is not kept. */
  readonly withdraw?: ReadonlySet<WithdrawableField> | undefined;
}

/**
 * Changes what is given of the author's own visible post; `undefined` leaves a column as it is.
 * @throws AppError FORBIDDEN for another's post, NOT_FOUND for an unknown, hidden or deleted one; and as `admitToTournament`
 */
export async function changeOwnPost(change: OwnChange, db: PrismaClient = prisma): Promise<void> {
  const write = () => writeOwn(change, db);
  await (change.isTournamentOptIn ? admissions(write) : write());
}

async function writeOwn(change: OwnChange, db: PrismaClient): Promise<void> {
  await db.$transaction(async (tx) => {
    const look = change.isTournamentOptIn ? await findLookToOptIn(change, tx) : null;
    if (look) await admitToTournament({ id: change.id, look }, tx);
    await writeChange({ ...change, altText: await altTextToKeep(change, tx) }, tx);
    if (change.withdraw?.size) await withdraw(change.id, change.withdraw, tx);
    if (change.prompt !== undefined) await saveSketch(change.id, change.prompt, tx);
  }, admissionPatience);
}

/** What of the author's words is kept, beside the prompt that there is then. */
async function altTextToKeep({ id, prompt, altText }: OwnChange, db: Db): Promise<OwnChange["altText"]> {
  if (!altText) return altText;
  const told = prompt ?? (await db.imagePost.findUnique({ where: { id }, select: { prompt: true } }))?.prompt;
  return ownAltText(altText, told ?? "");
}

async function writeChange(change: OwnChange, db: Db): Promise<void> {
  const { id, userId, prompt = null, modelName, altText, isTournamentOptIn = null } = change;
  const count = await db.$executeRaw`
    UPDATE image_posts SET
      prompt = COALESCE(${prompt}::text, prompt),
      model_name = CASE WHEN ${modelName === undefined} THEN model_name ELSE ${modelName ?? null}::varchar END,
      alt_text = CASE WHEN ${altText === undefined} THEN alt_text ELSE ${altText ?? null}::varchar END,
      is_tournament_opt_in = COALESCE(${isTournamentOptIn}::boolean, is_tournament_opt_in)
    WHERE id = ${id} AND user_id = ${userId} AND is_active`;
  if (count === 0) await refuse(change, db);
}

async function withdraw(id: number, fields: ReadonlySet<WithdrawableField>, db: Db): Promise<void> {
  const { workflow, ...columns } = emptyColumns(fields);
  await db.imagePost.update({
    where: { id },
    data: { ...columns, ...(workflow === null && { workflow: Prisma.DbNull }) },
  });
}

/**
 * Deletes the author's own visible post, softly: the row and its votes stay, nobody sees it again.
 * Answers where its files are; null for a post whose image is not stored here.
 * @throws AppError as `changeOwnPost`
 */
export async function deleteOwnPost(
  { id, userId }: { id: number; userId: number },
  db: Db = prisma,
): Promise<{ storageKey: string | null }> {
  const rows = await db.$queryRaw<{ storageKey: string | null }[]>`
    UPDATE image_posts SET is_active = FALSE, deleted_at = NOW()
    WHERE id = ${id} AND user_id = ${userId} AND is_active
    RETURNING storage_key AS "storageKey"`;
  return rows[0] ?? refuse({ id }, db);
}
