/**
 * `npm run bench -- browse`: what a page of the gallery costs in the database, the thousandth against the first, in every
 * order, on a Postgres of its own. Exit code 1 when a goal is missed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createPrisma } from "@/lib/db/prisma";
import { decodeListCursor } from "@/lib/posts/list-cursor";
import { listInOrder } from "@/lib/posts/order-queries";
import type { GalleryOrder } from "@/lib/posts/orders";
import { galleryPageSize } from "@/lib/posts/paging";
import { migrate } from "../lib/migrations.mjs";
import { ensureDatabase, newPassword, startPostgres } from "../lib/postgres.mjs";
import { median } from "./load";

/** Posts, each with a like of the last day, week or month, so that every order has a thousand pages. */
const posts = 30_000;
const depth = 1_000;
const rounds = 41;
/** The thousandth page's cost : the first one's. */
const most = 1.2;

const orders: readonly (readonly [string, GalleryOrder])[] = [
  ["new", { sort: "new" }],
  ["rising", { sort: "rising" }],
  ["best of 7 days", { sort: "top", period: "week" }],
  ["best of 30 days", { sort: "top", period: "month" }],
  ["best ever", { sort: "top", period: "all" }],
  ["random", { sort: "random", start: "0000002a" }],
];

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("INSERT INTO users (handle) VALUES ('bench')");
  await client.query(
    `INSERT INTO image_posts (user_id, image_url, prompt, created_at)
     SELECT 1, '/x', 'prompt ' || n, NOW() AT TIME ZONE 'UTC' - (${posts} - n) * INTERVAL '2 minutes'
     FROM generate_series(1, ${posts}) n`,
  );
  await client.query(
    `INSERT INTO image_likes (user_id, image_post_id, created_at)
     SELECT u, p.id, NOW() AT TIME ZONE 'UTC' - (p.id % 23) * INTERVAL '1 hour'
     FROM image_posts p, generate_series(1, 1 + p.id % 4) u`,
  );
  await client.query("VACUUM ANALYZE");
  await client.end();
}

type Database = ReturnType<typeof createPrisma>;

/** The cursor of the thousandth page, found by walking there. */
async function walk(order: GalleryOrder, db: Database) {
  let after: ReturnType<typeof decodeListCursor> = null;
  const step = 40;
  for (let page = 1; page < depth; page += step) {
    const limit = Math.min(step, depth - page) * galleryPageSize;
    const { nextCursor } = await listInOrder({ order, limit, ...(after && { after }) }, db);
    after = nextCursor === null ? null : decodeListCursor(nextCursor);
    if (!after) throw new Error(`${order.sort} has no page ${depth}`);
  }
  return after as NonNullable<typeof after>;
}

async function measure(order: GalleryOrder, db: Database): Promise<[number, number]> {
  const deep = await walk(order, db);
  const cost = async (after: typeof deep | undefined) => {
    const started = performance.now();
    const { items } = await listInOrder({ order, after, limit: galleryPageSize }, db);
    if (items.length !== galleryPageSize) throw new Error(`a page of ${order.sort} has ${items.length} posts`);
    return performance.now() - started;
  };
  const times: [number, number][] = [];
  // In turn, because a machine's speed drifts; the first rounds warm both up.
  for (let round = 0; round < rounds + 5; round += 1) times.push([await cost(undefined), await cost(deep)]);
  const counted = times.slice(5);
  return [median(counted.map(([first]) => first)), median(counted.map(([, last]) => last))];
}

export async function benchBrowse(): Promise<boolean> {
  const directory = mkdtempSync(join(tmpdir(), "podium-bench-browse-"));
  const postgres = await startPostgres({
    directory: join(directory, "postgres"),
    password: newPassword(),
    logFile: join(directory, "postgres.log"),
  });
  try {
    await ensureDatabase(postgres, "podium");
    const url = postgres.url("podium");
    await migrate(url);
    await fill(url);
    const db = createPrisma(url, { max: 4 });
    const results: boolean[] = [];
    for (const [name, order] of orders) {
      const [first, last] = await measure(order, db);
      const ratio = last / first;
      results.push(ratio <= most);
      const label = `gallery, ${name}: page 1,000 : page 1`;
      const detail = `at most ${most}; ${last.toFixed(1)} : ${first.toFixed(1)} ms`;
      console.log(`${ratio <= most ? "✓" : "✗"} ${label.padEnd(52)} ${ratio.toFixed(2)}  (${detail})`);
    }
    await db.$disconnect();
    return results.every(Boolean);
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
