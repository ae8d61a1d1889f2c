import type { Moderator } from "@/lib/auth/viewer";
import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { containing, idWithin } from "@/lib/db/search-pattern";
import { drawnFrom, type PictureColumns } from "@/lib/posts/variants";
import type { AuditEntry, Listed, MemberFilter, ModeratedMember, ModeratedPost, PostFilter } from "./schema";

interface Paging {
  readonly before?: number | undefined;
  readonly limit: number;
}

const below = ({ before }: Paging) => before ?? 2_147_483_647;

/** A page from one row more than it holds. */
function toListed<T extends { id: number }>(rows: T[], { limit }: Paging): Listed<T> {
  const items = rows.slice(0, limit);
  return { items, nextBefore: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

type PostRow = Omit<ModeratedPost, "variants" | "altText" | "hidden"> &
  PictureColumns & {
    hiddenBy: string | null;
    hiddenReason: string | null;
    hiddenAt: Date | null;
  };

const postFilterSql: Record<PostFilter, Prisma.Sql> = {
  all: Prisma.sql`p.status = 'ready'`,
  active: Prisma.sql`p.is_active`,
  hidden: Prisma.sql`NOT p.is_active AND p.status = 'ready' AND p.deleted_at IS NULL`,
};

/**
 * Posts in whatever state, newest first, but none whose upload is not finished. `q` is looked for in prompt, model and
 * author's handle, whatever the case, and as the id. Counts are of all time. Searching reads from the newest post on
 * until the page is full, so a rare word costs a pass over all of them.
 */
export async function listPostsForModeration(
  { q, state, ...paging }: { q: string; state: PostFilter } & Paging,
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Listed<ModeratedPost>> {
  const pattern = containing(q);
  const search = q
    ? Prisma.sql`AND (p.id = ${idWithin(q)} OR p.prompt ILIKE ${pattern} OR p.model_name ILIKE ${pattern} OR u.handle ILIKE ${pattern})`
    : Prisma.empty;
  const rows = await db.$queryRaw<PostRow[]>`
    SELECT p.id, p.image_url AS "imageUrl", p.width, p.height, p.placeholder, p.storage_key AS "storageKey",
      p.variant_widths AS "variantWidths", p.user_id AS "userId", p.author, p.prompt,
      p.alt_text AS "altText", p.model_name AS "modelName", p.is_tournament_opt_in AS "isTournamentOptIn", p.created_at AS "createdAt",
      CASE WHEN p.is_active THEN 'active' WHEN p.deleted_at IS NULL THEN 'hidden' ELSE 'deleted' END AS state,
      (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) AS "likeCount",
      (SELECT COUNT(*)::int FROM tournament_votes WHERE winner_image_id = p.id) AS "tournamentWinCount",
      a.handle AS "hiddenBy", a.reason AS "hiddenReason", a.created_at AS "hiddenAt"
    FROM (
      SELECT p.*, u.handle AS author FROM image_posts p LEFT JOIN users u ON u.id = p.user_id
      WHERE p.id < ${below(paging)} AND ${postFilterSql[state]} ${search}
      ORDER BY p.id DESC LIMIT ${paging.limit + 1}
    ) p
    LEFT JOIN LATERAL (
      SELECT m.reason, m.created_at, users.handle FROM moderation_actions m LEFT JOIN users ON users.id = m.actor_id
      WHERE NOT p.is_active AND m.target_type = 'post' AND m.target_id = p.id AND m.action = 'hide_post'
      ORDER BY m.id DESC LIMIT 1
    ) a ON TRUE
    ORDER BY p.id DESC`;
  const posts = rows.map(({ storageKey, variantWidths, altText, hiddenBy, hiddenReason, hiddenAt, ...row }) => ({
    ...row,
    ...drawnFrom({ ...row, storageKey, variantWidths, altText }),
    hidden: hiddenAt && { by: hiddenBy, reason: hiddenReason, at: hiddenAt },
  }));
  return toListed(posts, paging);
}

const memberFilterSql: Record<MemberFilter, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  active: Prisma.sql`u.is_active`,
  inactive: Prisma.sql`NOT u.is_active`,
};

/** Accounts, newest first; `q` is looked for in the handle, and as the id. Never an email: moderating needs none. */
export async function listMembers(
  { q, state, ...paging }: { q: string; state: MemberFilter } & Paging,
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Listed<ModeratedMember>> {
  const search = q ? Prisma.sql`AND (u.id = ${idWithin(q)} OR u.handle ILIKE ${containing(q)})` : Prisma.empty;
  const rows = await db.$queryRaw<ModeratedMember[]>`
    SELECT u.id, u.handle, u.role, u.is_active AS "isActive", u.created_at AS "createdAt",
      (SELECT COUNT(*)::int FROM image_posts p WHERE p.user_id = u.id AND p.is_active) AS "postCount"
    FROM users u
    WHERE u.id < ${below(paging)} AND ${memberFilterSql[state]} ${search}
    ORDER BY u.id DESC LIMIT ${paging.limit + 1}`;
  return toListed(rows, paging);
}

/** What moderators and admins did, newest first; with `targetType` and `targetId`, what was done to that one. */
export async function listActions(
  {
    targetType,
    targetId,
    ...paging
  }: { targetType?: "post" | "user" | undefined; targetId?: number | undefined } & Paging,
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Listed<AuditEntry>> {
  const rows = await db.$queryRaw<AuditEntry[]>`
    SELECT m.id, m.actor_id AS "actorId", actor.handle AS actor, m.action, m.target_type AS "targetType",
      m.target_id AS "targetId", m.reason, m.before, m.after, m.created_at AS "createdAt",
      CASE m.target_type
        WHEN 'user' THEN (SELECT handle FROM users WHERE id = m.target_id)
        ELSE (SELECT LEFT(prompt, 120) FROM image_posts WHERE id = m.target_id)
      END AS target
    FROM moderation_actions m
    LEFT JOIN users actor ON actor.id = m.actor_id
    WHERE m.id < ${below(paging)}
      ${targetType ? Prisma.sql`AND m.target_type = ${targetType}` : Prisma.empty}
      ${targetId ? Prisma.sql`AND m.target_id = ${targetId}` : Prisma.empty}
    ORDER BY m.id DESC LIMIT ${paging.limit + 1}`;
  return toListed(rows, paging);
}
