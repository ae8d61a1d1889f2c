import { createHash, randomBytes } from "node:crypto";
import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { containing } from "@/lib/db/search-pattern";
import { encodeListCursor, type ListCursor } from "./list-cursor";
import type { Page } from "./paging";
import { listPostsById } from "./queries";
import type { PostSummary } from "./schema";

export interface ListFilter {
  readonly userId?: number | undefined;
  /** The model's whole name. */
  readonly model?: string | undefined;
  /** Part of the prompt, whatever the case; "" for everything. */
  readonly q?: string;
  readonly tournamentOnly?: boolean;
}

export interface Listing extends ListFilter {
  readonly limit: number;
}

/** The condition on a visible post `i` that a filter means. */
export const only = ({ userId, model, q = "", tournamentOnly = false }: ListFilter) => Prisma.sql`i.is_active
  ${userId === undefined ? Prisma.empty : Prisma.sql`AND i.user_id = ${userId}`}
  ${model === undefined ? Prisma.empty : Prisma.sql`AND i.model_name = ${model}`}
  ${q === "" ? Prisma.empty : Prisma.sql`AND i.prompt ILIKE ${containing(q)}`}
  ${tournamentOnly ? Prisma.sql`AND i.is_tournament_opt_in` : Prisma.empty}`;

/** The posts of `rows` in their order, whole, and the cursor after the last of them. */
export async function toListPage<Row extends { id: number }>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => ListCursor,
  db: Db,
): Promise<Page<PostSummary>> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const posts = new Map(
    (
      await listPostsById(
        shown.map(({ id }) => id),
        db,
      )
    ).map((post) => [post.id, post]),
  );
  return {
    items: shown.flatMap(({ id }) => posts.get(id) ?? []),
    nextCursor: rows.length > limit && last ? encodeListCursor(cursorOf(last)) : null,
  };
}

/** Visible posts, newest first. Keyset by id, so page 1,000 costs what page 1 does. */
export async function listNewest(
  { after, limit, ...filter }: Listing & { after?: Extract<ListCursor, { sort: "new" }> | undefined },
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT i.id FROM image_posts i
    WHERE ${only(filter)} ${after ? Prisma.sql`AND i.id < ${after.id}` : Prisma.empty}
    ORDER BY i.id DESC LIMIT ${limit + 1}`;
  return toListPage(rows, limit, ({ id }) => ({ sort: "new", id }), db);
}

/** A post's place in the fixed shuffle; an index keeps the visible ones in this order. */
const place = Prisma.sql`md5(i.id::text) COLLATE "C"`;

/**
 * Visible posts in a random order that stays as it is while one pages through it: a walk once round a fixed shuffle from
 * `start`, eight hexadecimal digits, or from a random one; the cursor carries it. Every page is a walk along an index.
 */
export async function listShuffled(
  {
    after,
    start: from,
    limit,
    ...filter
  }: Listing & { after?: Extract<ListCursor, { sort: "random" }> | undefined; start?: string | undefined },
  db: Db = prisma,
): Promise<Page<PostSummary>> {
  const start = after?.start ?? from ?? randomBytes(4).toString("hex");
  const walk = (from: Prisma.Sql, count: number) => db.$queryRaw<{ id: number; place: string }[]>`
    SELECT i.id, ${place} AS place FROM image_posts i WHERE ${only(filter)} AND ${from} ORDER BY ${place} LIMIT ${count}`;
  const begun = after && Prisma.sql`${place} > md5(${after.id}::int::text) COLLATE "C"`;
  // Past the end of the circle: what the index would say of this post, without asking it.
  const isRound = after !== undefined && createHash("md5").update(String(after.id)).digest("hex") < start;
  const before = Prisma.sql`${place} < ${start}`;
  const rows = isRound
    ? await walk(Prisma.sql`${begun} AND ${before}`, limit + 1)
    : await walk(begun ?? Prisma.sql`${place} >= ${start}`, limit + 1);
  if (!isRound && rows.length <= limit) rows.push(...(await walk(before, limit + 1 - rows.length)));
  return toListPage(rows, limit, ({ id }) => ({ sort: "random", start, id }), db);
}

/**
 * So many different visible posts, each as likely as any other and drawn anew at each call, or all there are. Random ids
 * are tried; where too few of them are visible, the shuffle fills up.
 */
export async function drawPosts(limit: number, db: Db = prisma): Promise<PostSummary[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    WITH bounds AS (
      SELECT (SELECT id FROM image_posts WHERE is_active ORDER BY id LIMIT 1) AS low,
        (SELECT id FROM image_posts WHERE is_active ORDER BY id DESC LIMIT 1) AS high
    ), tries AS MATERIALIZED (
      SELECT low + floor(random() * (high::bigint - low + 1))::int AS id, n FROM bounds, generate_series(1, ${limit * 8}) AS n
    )
    SELECT id FROM image_posts JOIN (SELECT id, MIN(n) AS n FROM tries GROUP BY id) AS tried USING (id)
    WHERE is_active ORDER BY n LIMIT ${limit}`;
  const ids = rows.map(({ id }) => id);
  if (ids.length < limit) {
    const { items } = await listShuffled({ limit: 2 * limit }, db);
    ids.push(...items.map(({ id }) => id).filter((id) => !rows.some((row) => row.id === id)));
  }
  const { items } = await toListPage(
    ids.slice(0, limit).map((id) => ({ id })),
    limit,
    ({ id }) => ({ sort: "new", id }),
    db,
  );
  return [...items];
}
