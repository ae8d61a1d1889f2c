import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { avatarVariants } from "@/lib/users/avatar-variants";
import { galleryPageSize, type Page, toPage } from "./paging";
import { type PostParameters, seedOfColumn } from "./parameters";
import type { PostDetail, PostSummary } from "./schema";
import { drawnFrom, type PictureColumns } from "./variants";

type SummaryRow = Omit<PostSummary, "variants" | "altText"> & PictureColumns;

function toSummary<T extends SummaryRow>({ storageKey, variantWidths, altText, ...row }: T) {
  return { ...row, ...drawnFrom({ ...row, storageKey, variantWidths, altText }) };
}

/** The columns of a summary of `p`, a handful of rows that were chosen before: counts are looked up for these alone. */
const summaryColumns = Prisma.sql`
  p.id, p.image_url AS "imageUrl", p.width, p.height, p.placeholder, p.storage_key AS "storageKey",
  p.variant_widths AS "variantWidths", p.user_id AS "userId", u.handle AS author, p.prompt,
  p.alt_text AS "altText", p.model_name AS "modelName", p.is_tournament_opt_in AS "isTournamentOptIn", p.created_at AS "createdAt",
  (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) AS "likeCount",
  (SELECT COUNT(*)::int FROM tournament_votes WHERE winner_image_id = p.id) AS "tournamentWinCount"`;

const lastId = 2_147_483_647;

/**
 * Newest visible posts, a page at a time; `afterId` is a decoded cursor. Hidden posts never leave this file.
 * Keyset by id, which rises with the time of posting, so page 1,000 costs what page 1 does, and a post that
 * arrives meanwhile moves no other to another page.
 */
export async function listPosts(
  { afterId, limit = galleryPageSize }: { afterId?: number | undefined; limit?: number } = {},
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT ${summaryColumns}
    FROM (
      SELECT * FROM image_posts WHERE is_active AND id < ${afterId ?? lastId} ORDER BY id DESC LIMIT ${limit + 1}
    ) p
    LEFT JOIN users u ON u.id = p.user_id
    ORDER BY p.id DESC`;
  return toPage(rows.map(toSummary), limit);
}

/** The visible posts among `ids`, in no particular order. */
export async function listPostsById(ids: readonly number[], db: Db = prisma): Promise<PostSummary[]> {
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT ${summaryColumns}
    FROM image_posts p
    LEFT JOIN users u ON u.id = p.user_id
    WHERE p.is_active AND p.id = ANY(${[...ids]}::int[])`;
  return rows.map(toSummary);
}

type DetailRow = SummaryRow &
  Pick<PostDetail, "tournamentLossCount" | "newerId" | "olderId"> & {
    authorAvatarKey: string | null;
    parameters: Omit<PostParameters, "workflowUrl" | "seed"> & { seed: string | null; hasWorkflow: boolean };
  };

/** As one object, so that the client knows which columns belong together. `p` is a row of image_posts. */
const parameterColumns = Prisma.sql`
  jsonb_build_object(
    'tool', p.tool, 'negativePrompt', p.negative_prompt, 'sampler', p.sampler, 'steps', p.steps, 'cfg', p.cfg,
    'seed', p.seed, 'width', p.generation_width, 'height', p.generation_height, 'loras', p.loras,
    'digitalSourceType', p.digital_source_type, 'c2paGenerator', p.c2pa_generator,
    'hasWorkflow', p.workflow IS NOT NULL
  ) AS parameters`;

function toDetail({
  parameters: { hasWorkflow, seed, ...parameters },
  authorAvatarKey,
  ...row
}: DetailRow): PostDetail {
  const workflowUrl = hasWorkflow ? `/api/v1/images/${row.id}/workflow` : null;
  const authorAvatar = avatarVariants(authorAvatarKey);
  const downloadUrl = row.storageKey ? `/api/v1/images/${row.id}/download` : null;
  return {
    ...toSummary(row),
    authorAvatar,
    parameters: { ...parameters, seed: seedOfColumn(seed), workflowUrl },
    downloadUrl,
  };
}

/** A visible post with its counts and its neighbours; null when there is none to see. One round trip. */
export async function findPost(id: number, db: Db = prisma): Promise<PostDetail | null> {
  const rows = await db.$queryRaw<DetailRow[]>`
    SELECT ${summaryColumns}, ${parameterColumns},
      CASE WHEN u.is_active THEN u.avatar_key END AS "authorAvatarKey",
      (SELECT COUNT(*)::int FROM tournament_votes WHERE loser_image_id = p.id) AS "tournamentLossCount",
      (SELECT id FROM image_posts n WHERE n.is_active AND n.id > p.id ORDER BY n.id LIMIT 1) AS "newerId",
      (SELECT id FROM image_posts o WHERE o.is_active AND o.id < p.id ORDER BY o.id DESC LIMIT 1) AS "olderId"
    FROM image_posts p
    LEFT JOIN users u ON u.id = p.user_id
    WHERE p.id = ${id} AND p.is_active`;
  return rows[0] ? toDetail(rows[0]) : null;
}

/**
 * As `findPost`.
 * @throws AppError NOT_FOUND for an unknown, hidden or deleted post alike
 */
export async function getPost(id: number, db: Db = prisma): Promise<PostDetail> {
  const post = await findPost(id, db);
  if (!post) throw new AppError("NOT_FOUND");
  return post;
}

/**
 * The workflow of a visible post, as JSON text.
 * @throws AppError NOT_FOUND for a post that nobody may see, and for one without a workflow
 */
export async function getWorkflowText(id: number, db: Db = prisma): Promise<string> {
  const rows = await db.$queryRaw<{ workflow: string }[]>`
    SELECT workflow::text AS workflow FROM image_posts WHERE id = ${id} AND is_active AND workflow IS NOT NULL`;
  if (!rows[0]) throw new AppError("NOT_FOUND");
  return rows[0].workflow;
}
