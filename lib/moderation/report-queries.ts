import type { Moderator } from "@/lib/auth/viewer";
import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { drawnFrom } from "@/lib/posts/variants";
import type { Report, ReportFilter } from "./report-schema";
import type { Listed } from "./schema";

interface Row extends Omit<Report["image"], "variants" | "altText" | "id">, Omit<Report, "image" | "resolved"> {
  imageId: number;
  storageKey: string | null;
  variantWidths: number[];
  altText: string | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
}

const filterSql: Record<ReportFilter, Prisma.Sql> = {
  open: Prisma.sql`AND r.resolved_at IS NULL`,
  resolved: Prisma.sql`AND r.resolved_at IS NOT NULL`,
  all: Prisma.empty,
};

/** What members reported, newest first, with the image as it is now. */
export async function listReports(
  { state, before, limit }: { state: ReportFilter; before?: number | undefined; limit: number },
  _moderator: Moderator,
  db: Db = prisma,
): Promise<Listed<Report>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.id, r.reporter_id AS "reporterId", reporter.handle AS reporter, r.reason, r.created_at AS "createdAt",
      r.resolved_at AS "resolvedAt", resolver.handle AS "resolvedBy",
      p.id AS "imageId", p.image_url AS "imageUrl", p.width, p.height, p.placeholder, p.storage_key AS "storageKey",
      p.variant_widths AS "variantWidths", p.prompt, p.alt_text AS "altText", p.is_active AS "isActive", author.handle AS author
    FROM reports r
    JOIN image_posts p ON p.id = r.image_post_id
    LEFT JOIN users reporter ON reporter.id = r.reporter_id
    LEFT JOIN users resolver ON resolver.id = r.resolved_by
    LEFT JOIN users author ON author.id = p.user_id
    WHERE r.id < ${before ?? 2_147_483_647} ${filterSql[state]}
    ORDER BY r.id DESC LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit).map(toReport);
  return { items, nextBefore: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function toReport(row: Row): Report {
  const { id, reporterId, reporter, reason, createdAt, resolvedAt, resolvedBy, imageId, storageKey, variantWidths } =
    row;
  const { imageUrl, width, height, placeholder, prompt, isActive, author } = row;
  const drawn = drawnFrom({ ...row, storageKey, variantWidths });
  return {
    id,
    image: { id: imageId, imageUrl, ...drawn, width, height, placeholder, prompt, author, isActive },
    reporterId,
    reporter,
    reason,
    createdAt,
    resolved: resolvedAt && { by: resolvedBy, at: resolvedAt },
  };
}
