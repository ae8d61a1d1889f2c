import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../scripts/lib/migrations.mjs";
import { ensureDatabase, newPassword, startPostgres } from "../scripts/lib/postgres.mjs";
import { asOwnPage, createMember, createPost, type Member, useDatabase } from "./support/community";
import { startRedis, startSite, stop } from "./support/servers";
import { expect, test } from "./support/test";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "podium-outages-"));
const postgresOptions = {
  directory: join(folder, "postgres"),
  password: newPassword(),
  logFile: join(folder, "postgres.log"),
};
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let redis: Awaited<ReturnType<typeof startRedis>>;
let site: { url: string; process: ChildProcess };
let voter: Member;
let postId: number;

test.beforeAll(async () => {
  postgres = await startPostgres(postgresOptions);
  await ensureDatabase(postgres, "podium");
  await migrate(postgres.url("podium"));
  redis = await startRedis();
  site = await startSite({
    DATABASE_URL: postgres.url("podium"),
    REDIS_URL: redis.url,
    PODIUM_DATA_DIR: join(folder, "data"),
  });
  await useDatabase(postgres.url("podium"));
  const author = await createMember();
  for (let n = 0; n < 5; n += 1) postId = (await createPost(site.url, author)).id;
  voter = await createMember();
});

test.afterAll(async () => {
  await useDatabase(null);
  if (site) await stop(site.process);
  if (redis) await stop(redis.process);
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Choice {
  readonly match_id: string;
  readonly winner_image_id: number;
  readonly loser_image_id: number;
}

/** A match of another pair than `held`: of two matches with one pair only the first that is judged counts. */
async function draw(held?: Choice): Promise<Choice> {
  const avoid = held ? `?avoid=${held.winner_image_id}-${held.loser_image_id}` : "";
  const response = await fetch(`${site.url}/api/v1/tournaments/match${avoid}`, { headers: asOwnPage(voter) });
  const { match_id, images } = (await response.json()) as { match_id: string; images: { id: number }[] };
  return { match_id, winner_image_id: images[0]?.id as number, loser_image_id: images[1]?.id as number };
}

const vote = (body: unknown) =>
  fetch(`${site.url}/api/v1/tournaments/vote`, {
    method: "POST",
    headers: { ...asOwnPage(voter), "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function countVotes(matchId: string): Promise<number> {
  const client = new pg.Client({ connectionString: postgres.url("podium") });
  await client.connect();
  const { rows } = await client.query("SELECT 1 FROM tournament_votes WHERE match_id = $1", [matchId]);
  await client.end();
  return rows.length;
}

test("without Redis every page renders and a vote answers 503 with Retry-After within half a second", async () => {
  const match = await draw();
  await stop(redis.process, "SIGKILL");
  for (const path of ["/", "/top", `/images/${postId}`, "/vote", "/ko/vote", "/sign-in", "/ko/top"])
    for (const headers of [{}, asOwnPage(voter)])
      expect((await fetch(`${site.url}${path}`, { headers })).status, path).toBe(200);

  // Hung, refused, for the first time and again: always at once.
  for (let n = 0; n < 5; n += 1) {
    const started = performance.now();
    const refused = await vote(match);
    const elapsed = performance.now() - started;
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(elapsed).toBeLessThan(500);
  }
  expect(await countVotes(match.match_id)).toBe(0);

  redis = await startRedis(redis.port);
  await expect
    .poll(async () => (await fetch(`${site.url}/api/v1/tournaments/match`, { headers: asOwnPage(voter) })).status)
    .toBe(200);
  expect((await vote(await draw())).status).toBe(201);
});

test("a Redis that hangs is as good as none", async () => {
  const match = await draw();
  redis.process.kill("SIGSTOP");
  try {
    const started = performance.now();
    const refused = await vote(match);
    const elapsed = performance.now() - started;
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBeTruthy();
    expect(elapsed).toBeLessThan(500);
    expect((await fetch(`${site.url}/vote`, { headers: asOwnPage(voter) })).status).toBe(200);
  } finally {
    redis.process.kill("SIGCONT");
  }
  // Nothing was spent: the same choice counts once Redis answers.
  await expect.poll(async () => (await vote(match)).status).toBe(201);
});

test("a vote that failed with the database is not counted, one that was acknowledged is there, and the site recovers by itself", async () => {
  const first = await draw();
  const second = await draw(first);
  expect((await vote(first)).status).toBe(201);
  await postgres.stop();

  const refused = await vote(second);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  postgres = await startPostgres({ ...postgresOptions, port: postgres.port });
  expect(await countVotes(first.match_id)).toBe(1);
  expect(await countVotes(second.match_id)).toBe(0);
  // The failed vote's token was not spent: the same choice counts once the database is back.
  await expect.poll(async () => (await vote(second)).status, { timeout: 15_000 }).toBe(201);
  expect(await countVotes(second.match_id)).toBe(1);
});
