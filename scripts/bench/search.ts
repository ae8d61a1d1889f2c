/**
 * `npm run bench -- search [FOLDER [POSTS]]`: what a search costs among a million posts, or so many, beside ten thousand, in one run on
 * one machine. Exit code 1 when a goal is missed. Filling the databases takes some ten minutes; in a FOLDER they are kept for the next run.
 *
 * Database time is what the connection's own server process spent computing, as Linux counts it, so that neither the client nor
 * what else the machine does is in it; elsewhere it is the time that the client waited.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { isTimedOut } from "@/lib/db/errors";
import { createPrisma, Prisma, type PrismaClient } from "@/lib/db/prisma";
import { containing } from "@/lib/db/search-pattern";
import { galleryPageSize } from "@/lib/posts/paging";
import { listPosts } from "@/lib/posts/queries";
import type { SearchSort } from "@/lib/search/cursor";
import { countLimit, searchPageSize } from "@/lib/search/limits";
import { prepareMatcher } from "@/lib/search/match-queries";
import { listMatches, listPool } from "@/lib/search/page-queries";
import { parseQuery } from "@/lib/search/query";
import { migrate } from "../lib/migrations.mjs";
import { ensureDatabase, startPostgres } from "../lib/postgres.mjs";
import { fillWithPosts } from "../search/fill";
import { authors } from "../search/prompts";
import { handleOf, makeQueries } from "../search/queries";

const sizes = [10_000, Number(process.argv[4] ?? 1_000_000)] as const;
/**
 * Of database time for a first page, in ms: of each kind of query, and as a ratio of the large to the small over all of them. The
 * ratio of a kind is printed and not judged: where few posts are looked at it tells a fraction of a millisecond from another.
 */
const goals = { firstPage: 100, ratio: 3, galleryRatio: 1.2 };

const quantile = (values: readonly number[], q: number) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] as number;
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A database with one connection, and what that connection's process has computed so far, in ms. */
interface Side {
  readonly db: PrismaClient;
  spent(): number;
}

async function connect(url: string): Promise<Side> {
  const db = createPrisma(url, { max: 1 });
  const [backend] = await db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  const file = `/proc/${backend?.pid}/schedstat`;
  const isCounted = existsSync(file);
  return { db, spent: () => (isCounted ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : performance.now()) };
}

async function databaseTime({ db, spent }: Side, work: (db: PrismaClient) => Promise<unknown>): Promise<number> {
  const before = spent();
  await work(db);
  return spent() - before;
}

/** A first page as the operation reads it: the newest matches, their order, and the posts themselves. */
async function firstPage(q: string, sort: SearchSort, db: PrismaClient) {
  const matcher = await prepareMatcher(parseQuery(q).parts, db);
  const pool = await listPool(matcher, db);
  await listMatches(matcher, { sort, limit: searchPageSize, pool }, db);
}

/** The words of a query that ILIKE can look for too. */
const textsOf = (q: string) =>
  parseQuery(q).parts.flatMap((part) => (part.kind === "field" || part.isExcluded ? [] : [part.text]));

/** The same matches as a search without an index of its own has them, whatever the index of trigrams can do for it. */
const ilike = (texts: readonly string[], db: PrismaClient) => db.$queryRaw`
  SELECT id FROM image_posts
  WHERE is_active AND ${Prisma.join(
    texts.map((text) => Prisma.sql`prompt ILIKE ${containing(text)}`),
    " AND ",
  )}
  ORDER BY id DESC LIMIT ${countLimit}`;

function line(isGood: boolean, name: string, ratio: number, detail: string): boolean {
  console.log(`${isGood ? "✓" : "✗"} ${name.padEnd(34)} ${ratio.toFixed(2).padStart(7)}  (${detail})`);
  return isGood;
}

/** How long ILIKE takes among the large, until it answers or, where it takes longer than a statement may, is given up. */
async function ilikeTime(texts: readonly string[], large: Side): Promise<{ time: number; isGivenUp: boolean }> {
  let isGivenUp = false;
  const time = await databaseTime(large, (db) =>
    ilike(texts, db).catch((error: unknown) => {
      if (!isTimedOut(error)) throw error;
      isGivenUp = true;
    }),
  );
  return { time, isGivenUp };
}

async function benchQueries(small: Side, large: Side): Promise<boolean[]> {
  const all = { small: [] as number[], large: [] as number[] };
  const results: boolean[] = [];
  const count = sizes.map((size) => size.toLocaleString("en")).reverse();
  console.log(
    `database time of first pages, p95 of ${count.join(" posts : ")}; and by ILIKE of the same words among ${count[0]}`,
  );
  for (const { name, sort, queries } of makeQueries()) {
    const times = { small: [] as number[], large: [] as number[], ilike: [] as number[], waited: [] as number[] };
    let givenUp = 0;
    for (const q of queries) {
      // The databases take turns, so that both see the same machine; the first time warms what is cached.
      for (const isMeasured of [false, true]) {
        const few = await databaseTime(small, (db) => firstPage(q, sort, db));
        const started = performance.now();
        const many = await databaseTime(large, (db) => firstPage(q, sort, db));
        const waited = performance.now() - started;
        const texts = textsOf(q);
        const other = texts.length > 0 ? await ilikeTime(texts, large) : null;
        if (!isMeasured) continue;
        times.waited.push(waited);
        times.small.push(few);
        times.large.push(many);
        if (other) times.ilike.push(other.time);
        if (other?.isGivenUp) givenUp += 1;
      }
    }
    all.small.push(...times.small);
    all.large.push(...times.large);
    const [p95, before] = [quantile(times.large, 0.95), quantile(times.small, 0.95)];
    const [median, most] = [quantile(times.ilike, 0.5), quantile(times.ilike, 0.95)];
    const other =
      times.ilike.length > 0
        ? `; ILIKE p50 ${median.toFixed(1)}, p95 ${most.toFixed(1)}, given up ${givenUp} of ${times.ilike.length}`
        : "";
    const medians = `p50 ${quantile(times.large, 0.5).toFixed(1)} : ${quantile(times.small, 0.5).toFixed(1)}`;
    const waited = `waited for ${quantile(times.waited, 0.95).toFixed(0)}`;
    results.push(
      line(
        p95 <= goals.firstPage,
        name,
        p95 / before,
        `at most ${goals.firstPage} ms; p95 ${p95.toFixed(1)} : ${before.toFixed(1)} ms, ${medians}, ${waited}${other}`,
      ),
    );
  }
  const [p95, before] = [quantile(all.large, 0.95), quantile(all.small, 0.95)];
  results.push(
    line(
      p95 / before <= goals.ratio,
      "all of these, p95",
      p95 / before,
      `at most ${goals.ratio}; ${p95.toFixed(1)} : ${before.toFixed(1)} ms`,
    ),
  );
  return results;
}

async function benchGallery(large: Side): Promise<boolean> {
  const afterId = sizes[1] - 1_000 * galleryPageSize;
  const times = { first: [] as number[], thousandth: [] as number[] };
  for (let n = 0; n < 200; n += 1) {
    times.first.push(await databaseTime(large, (db) => listPosts({}, db)));
    times.thousandth.push(await databaseTime(large, (db) => listPosts({ afterId }, db)));
  }
  const [first, thousandth] = [quantile(times.first, 0.5), quantile(times.thousandth, 0.5)];
  return line(
    thousandth / first <= goals.galleryRatio,
    "gallery, page 1,000 : page 1",
    thousandth / first,
    `at most ${goals.galleryRatio}; ${thousandth.toFixed(2)} : ${first.toFixed(2)} ms`,
  );
}

/** What the index adds to posting an image, in ms: posts made with it and, in a transaction that is taken back, without it. */
async function benchInserts(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const insert = async () => {
    const times: number[] = [];
    for (let n = 0; n < 200; n += 1)
      times.push(
        await timed(() =>
          client.query(
            `INSERT INTO image_posts (user_id, image_url, prompt, model_name, width, height)
             SELECT user_id, image_url, prompt || ' ' || $1, model_name, width, height FROM image_posts WHERE id = $2`,
            [`unseen${n}`, 1 + n * 31],
          ),
        ),
      );
    return quantile(times, 0.5);
  };
  await client.query("BEGIN");
  const withIndex = await insert();
  await client.query("DROP INDEX ix_image_posts_search");
  const without = await insert();
  await client.query("ROLLBACK");
  await client.end();
  line(
    true,
    "a post's row with the index : without",
    withIndex / without,
    `${withIndex.toFixed(2)} : ${without.toFixed(2)} ms`,
  );
}

/** A database with so many posts, made if it is not there. */
async function ensureFilled(postgres: Awaited<ReturnType<typeof startPostgres>>, count: number): Promise<string> {
  const name = `search_${count}`;
  await ensureDatabase(postgres, name);
  const url = postgres.url(name);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ last: number }>("SELECT COALESCE(MAX(id), 0)::int AS last FROM image_posts");
  if (rows[0]?.last === 0) {
    console.log(`filling a database with ${count} posts …`);
    await fillWithPosts(client, count);
  }
  const handles = Array.from({ length: authors }, (_, n) => handleOf(n + 1));
  await client.query(
    `INSERT INTO users (id, handle) SELECT n, handle FROM unnest($1::text[]) WITH ORDINALITY AS made (handle, n)
     ON CONFLICT DO NOTHING`,
    [handles],
  );
  await client.end();
  return url;
}

export async function benchSearch(folder?: string): Promise<boolean> {
  const directory = folder ?? mkdtempSync(join(tmpdir(), "podium-bench-search-"));
  const postgres = await startPostgres({
    directory: join(directory, "postgres"),
    password: "bench",
    logFile: join(directory, "postgres.log"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", maintenance_work_mem: "1GB" },
  });
  try {
    const urls = [await ensureFilled(postgres, sizes[0]), await ensureFilled(postgres, sizes[1])] as const;
    const [small, large] = [await connect(urls[0]), await connect(urls[1])];
    const results = await benchQueries(small, large);
    results.push(await benchGallery(large));
    await Promise.all([small, large].map(({ db }) => db.$disconnect()));
    await benchInserts(urls[1]);
    return results.every(Boolean);
  } finally {
    await postgres.stop();
    if (!folder && existsSync(directory)) rmSync(directory, { recursive: true, force: true });
  }
}
