import { type Db, Prisma, prisma } from "@/lib/db/prisma";

/** Rows that are read at once. */
const pageSize = 1_000;

/** All rows of a list, by pages: `read` answers those after an id, in its order. */
async function* byPages<Row extends { id: number }>(read: (afterId: number) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let afterId = 0; ; ) {
    const rows = await read(afterId);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    afterId = last.id;
  }
}

const page = (afterId: number) => Prisma.sql`> ${afterId} ORDER BY id LIMIT ${pageSize}`;

/** An account as its owner may have it: whatever it says and can do, never the hash of its password. */
export async function findAccountData(userId: number, db: Db = prisma) {
  return db.user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      handle: true,
      email: true,
      role: true,
      bio: true,
      links: true,
      avatarKey: true,
      createdAt: true,
      isExternal: true,
    },
  });
}

export interface ExportedPost {
  readonly id: number;
  readonly state: "visible" | "hidden" | "deleted";
  readonly storageKey: string | null;
  /** Of the image in full resolution; null where only its variants are stored. */
  readonly fullFormat: string | null;
  readonly variantWidths: readonly number[];
  readonly hasWorkflow: boolean;
}

/** One's own posts with every field that one gave or that was read from the file, hidden and deleted ones too. */
export const listOwnPosts = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<ExportedPost[]>`
      SELECT id, CASE WHEN is_active THEN 'visible' WHEN deleted_at IS NULL THEN 'hidden' ELSE 'deleted' END AS state,
        prompt, model_name AS "modelName", alt_text AS "altText", is_tournament_opt_in AS "isTournamentOptIn", created_at AS "createdAt",
        deleted_at AS "deletedAt", width, height, tool, negative_prompt AS "negativePrompt", sampler, steps, cfg, seed,
        generation_width AS "generationWidth", generation_height AS "generationHeight", loras,
        digital_source_type AS "digitalSourceType", c2pa_generator AS "c2paGenerator",
        storage_key AS "storageKey", full_format AS "fullFormat", variant_widths AS "variantWidths", workflow IS NOT NULL AS "hasWorkflow"
      FROM image_posts WHERE user_id = ${userId} AND status = 'ready' AND id ${page(afterId)}`,
  );

/** A post's workflow as its own text: parsed, its large seeds would be rounded. */
export async function findOwnWorkflow(
  { id, userId }: { id: number; userId: number },
  db: Db = prisma,
): Promise<string | null> {
  const rows = await db.$queryRaw<{ workflow: string | null }[]>`
    SELECT workflow::text AS workflow FROM image_posts WHERE id = ${id} AND user_id = ${userId}`;
  return rows[0]?.workflow ?? null;
}

export const listOwnLikes = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, image_post_id AS "imageId", created_at AS "createdAt" FROM image_likes
      WHERE user_id = ${userId} AND id ${page(afterId)}`,
  );

export const listOwnVotes = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, match_id AS "matchId", winner_image_id AS "winnerImageId", loser_image_id AS "loserImageId",
        winner_side AS "winnerSide", draw_probability AS "drawProbability", created_at AS "createdAt"
      FROM tournament_votes WHERE voter_id = ${userId} AND id ${page(afterId)}`,
  );

export const listOwnOutcomes = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, match_id AS "matchId", outcome, left_image_id AS "leftImageId", right_image_id AS "rightImageId",
        draw_probability AS "drawProbability", created_at AS "createdAt"
      FROM match_outcomes WHERE voter_id = ${userId} AND id ${page(afterId)}`,
  );

/** What one reported; not who looked into it. */
export const listOwnReports = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, image_post_id AS "imageId", reason, created_at AS "createdAt", resolved_at AS "resolvedAt"
      FROM reports WHERE reporter_id = ${userId} AND id ${page(afterId)}`,
  );

/** Names and dates of one's tokens; the tokens themselves are kept nowhere. */
export const listOwnTokens = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, name, scope, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
      FROM personal_access_tokens WHERE user_id = ${userId} AND id ${page(afterId)}`,
  );

/** What moderators did to the account and its posts, and why; not who they are, nor who had reported what. */
export const listActsUpon = (userId: number, db: Db = prisma) =>
  byPages(
    (afterId) => db.$queryRaw<{ id: number }[]>`
      SELECT id, action, target_type AS "targetType", target_id AS "targetId", reason, before, after,
        created_at AS "createdAt"
      FROM moderation_actions
      WHERE ((target_type = 'user' AND target_id = ${userId}) OR (target_type = 'post' AND action <> 'resolve_report'
          AND target_id IN (SELECT id FROM image_posts WHERE user_id = ${userId})))
        AND id ${page(afterId)}`,
  );

/** The accounts elsewhere that let one in, and the browsers signed in through an external auth server. */
export async function findOwnEntrances(userId: number, db: Db = prisma) {
  const [services, sessions] = await Promise.all([
    db.userIdentity.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { provider: true, subject: true, createdAt: true },
    }),
    db.externalSession.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { createdAt: true, validUntil: true },
    }),
  ]);
  return { services, sessions };
}

/** How much there is of an account, for who thinks of deleting it. */
export async function countBelongings(
  userId: number,
  db: Db = prisma,
): Promise<{ images: number; likes: number; votes: number; tokens: number }> {
  const [row] = await db.$queryRaw<[{ images: number; likes: number; votes: number; tokens: number }]>`
    SELECT (SELECT COUNT(*)::int FROM image_posts WHERE user_id = ${userId} AND status = 'ready') AS images,
      (SELECT COUNT(*)::int FROM image_likes WHERE user_id = ${userId}) AS likes,
      (SELECT COUNT(*)::int FROM tournament_votes WHERE voter_id = ${userId}) AS votes,
      (SELECT COUNT(*)::int FROM personal_access_tokens WHERE user_id = ${userId}) AS tokens`;
  return row;
}
