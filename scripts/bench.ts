/**
 * `npm run bench`: what Podium's hot paths cost, as ratios to the least that the same parts can do, measured in one run on
 * one machine. A ratio below its goal is marked and makes the exit code 1. `-- rank`, `-- web` and `-- lighthouse` measure one part.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import pg from "pg";
import sharp from "sharp";
import { targetWidths } from "../lib/images/limits";
import { type Comparison, client, compare, median, rate } from "./bench/load";
import { freePort } from "./lib/own-site";

const next = join("node_modules", "next", "dist", "bin", "next");
const bareDir = join("scripts", "bench", "bare");
const secret = randomUUID() + randomUUID();
const dataDir = mkdtempSync(join(tmpdir(), "podium-bench-"));
const children: ChildProcess[] = [];

async function serve(command: string[], env: Record<string, string>, origin: string): Promise<void> {
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with ${child.exitCode}`);
    const up = await fetch(origin).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${origin} did not come up`);
}

interface Voter {
  readonly headers: Record<string, string>;
  match: { match_id: string; images: { id: number }[] } | null;
}

async function createVoters(pool: pg.Pool, count: number): Promise<Voter[]> {
  const voters: Voter[] = [];
  for (let n = 0; n < count; n += 1) {
    const { rows } = await pool.query<{ id: number }>("INSERT INTO users (handle) VALUES ($1) RETURNING id", [
      `bench-${randomUUID().slice(0, 8)}`,
    ]);
    const token = await encode({ token: { sub: String(rows[0]?.id), ver: 1 }, secret });
    voters.push({
      headers: {
        Cookie: `next-auth.session-token=${token}`,
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
      },
      match: null,
    });
  }
  return voters;
}

function report(
  name: string,
  { ratio, ours, theirs }: Comparison,
  goal: { least?: number; most?: number },
  unit: string,
): boolean {
  const good = (goal.least === undefined || ratio >= goal.least) && (goal.most === undefined || ratio <= goal.most);
  const wanted = goal.least === undefined ? `at most ${goal.most}` : `at least ${goal.least}`;
  console.log(
    `${good ? "✓" : "✗"} ${name.padEnd(52)} ${ratio.toFixed(2)}  (${wanted}; ${ours.toFixed(0)} : ${theirs.toFixed(0)} ${unit})`,
  );
  return good;
}

/**
 * In a process of its own, as a server rates in a thread of its own: the collector is not to go through all that is loaded here
 * each time, which would cost as much as a refit does.
 */
const benchRank = () =>
  spawnSync(process.execPath, ["--import", "tsx", join("scripts", "bench", "rank.ts")], { stdio: "inherit" }).status ===
  0;
// Each part brings its own libraries.
const benchBrowse = async () => (await import("./bench/browse")).benchBrowse();

const [part] = process.argv.slice(2);
/** These measure what a browser sees. */
const inBrowser = part === "web" || part === "lighthouse";

async function main(): Promise<boolean> {
  const [sitePort, barePort] = [await freePort(), await freePort()];
  const [site, bare] = [`http://127.0.0.1:${sitePort}`, `http://127.0.0.1:${barePort}`];
  console.log(
    `preparing: a site with the demo community${part === "web" ? "" : ", and the barest Next application"} …`,
  );
  const siteEnv = {
    PORT: String(sitePort),
    HOST: "127.0.0.1",
    PODIUM_DATA_DIR: dataDir,
    NEXTAUTH_SECRET: secret,
    DATABASE_URL: "",
    // Thousands of votes from a handful of voters: what is measured is a vote that is counted and let through.
    LIMIT_VOTES: "1000000",
    LIMIT_VOTES_PER_DAY: "1000000",
    LIMIT_READS: "1000000",
    LIMIT_UPLOADS: "1000000",
  };
  await serve([join("scripts", "start.mjs")], siteEnv, `${site}/top`);
  if (part === "web") return measureWeb(site, siteEnv);
  execFileSync(process.execPath, [next, "build", bareDir], {
    stdio: "ignore",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  await serve([next, "start", bareDir, "-p", String(barePort)], { NODE_ENV: "production" }, bare);
  if (part === "lighthouse") return (await import("./bench/lighthouse")).benchLighthouse(site, bare);
  const pool = connect(siteEnv);

  const workers = 16;
  const ask = client(site, workers);
  const askBare = client(bare, workers);
  const get = (send: typeof ask, path: string) => () =>
    rate(async () => {
      const { status } = await send("GET", path);
      if (status !== 200) throw new Error(`${path} answered ${status}`);
    });
  const results: boolean[] = [];
  for (const [name, path] of [
    ["gallery", "/"],
    ["Top 10", "/top"],
  ] as const)
    results.push(
      report(
        `${name}, requests/s : a bare cached page`,
        await compare(get(ask, path), get(askBare, "/")),
        { least: 0.6 },
        "/s",
      ),
    );

  let voters = await createVoters(pool, workers);
  const castVote = async (voter: Voter) => {
    voter.match ??= JSON.parse((await ask("GET", "/api/v1/tournaments/match", voter.headers)).body.toString());
    const match = voter.match as NonNullable<Voter["match"]>;
    const body = JSON.stringify({ match_id: match.match_id, winner_image_id: match.images[0]?.id });
    const reply = await ask("POST", "/api/v1/tournaments/vote", voter.headers, body);
    if (reply.status !== 201) throw new Error(`a vote answered ${reply.status} ${reply.body}`);
    voter.match = JSON.parse(reply.body.toString()).next_match;
  };
  const votes = async () => {
    // New voters each time, and not for long: nobody judges a pair twice or an image more than five times, and a used-up
    // voter would measure the end of the supply.
    voters = await createVoters(pool, workers);
    return rate((worker) => castVote(voters[worker] as Voter), { seconds: 2 });
  };
  const bareHandler = () =>
    rate(async () => {
      await askBare("POST", "/api/bare", { "Content-Type": "application/json" }, '{"a":1}');
    });
  results.push(
    report("vote round trips/s : a bare JSON route handler", await compare(votes, bareHandler), { least: 0.4 }, "/s"),
  );

  const { rows } = await pool.query<{ id: number }>("SELECT id FROM image_posts ORDER BY id LIMIT 2");
  const [winner, loser] = rows.map(({ id }) => id);
  const connection = await pool.connect();
  // A loop: one insert after the other, each acknowledged by the disk.
  const inserts = () =>
    rate(
      async () => {
        await connection.query({
          name: "insert",
          text: "INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id) VALUES ($1, $2, $3, $4)",
          values: [randomUUID(), 2_000_000_000, winner, loser],
        });
      },
      { workers: 1 },
    );
  results.push(
    report("vote round trips/s : a loop of raw pg inserts", await compare(votes, inserts), { least: 0.1 }, "/s"),
  );

  results.push(await uploads(ask, voters[0] as Voter));
  connection.release();
  await pool.end();
  return results.every(Boolean);
}

function connect(siteEnv: Record<string, string>): pg.Pool {
  const env = { ...process.env, ...siteEnv };
  const url = execFileSync(process.execPath, [join("scripts", "db-url.mjs")], { encoding: "utf8", env });
  return new pg.Pool({ connectionString: url.trim(), max: 16 });
}

async function measureWeb(site: string, siteEnv: Record<string, string>): Promise<boolean> {
  const pool = connect(siteEnv);
  const [member] = await createVoters(pool, 1);
  await pool.end();
  const { benchWeb } = await import("./bench/web");
  return benchWeb(site, member?.headers.Cookie as string);
}

/** One upload through the whole pipeline against sharp making the same variants from the same bytes, in ms. */
async function uploads(ask: ReturnType<typeof client>, voter: Voter): Promise<boolean> {
  const noise = await sharp({
    create: {
      width: 1000,
      height: 750,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
  const photo = await sharp(noise).resize(4000, 3000, { kernel: "cubic" }).jpeg({ quality: 90 }).toBuffer();
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(photo)]), "photo.jpg");
  form.set("prompt", "noise, for measuring");
  const encoded = new Response(form);
  const type = encoded.headers.get("content-type") as string;
  const body = Buffer.from(await encoded.arrayBuffer());
  const timed = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const started = performance.now();
      await work();
      times.push(performance.now() - started);
    }
    return median(times);
  };
  const ours = () =>
    timed(async () => {
      const reply = await ask(
        "POST",
        "/api/v1/images",
        { ...voter.headers, "Content-Type": type, "Content-Length": body.length },
        body,
      );
      if (reply.status !== 201) throw new Error(`an upload answered ${reply.status} ${reply.body}`);
    });
  // What one would write with sharp and nothing else: the same widths, formats and settings as lib/images/process.ts, and the
  // full size that is kept for the download.
  const upright = sharp(photo).autoOrient();
  const sharpAlone = () =>
    timed(() =>
      Promise.all(
        targetWidths
          .flatMap((width) => [
            upright.clone().resize(width).avif({ quality: 55, effort: 1 }).toBuffer(),
            upright.clone().resize(width).webp({ quality: 80, effort: 2 }).toBuffer(),
          ])
          .concat(upright.clone().jpeg({ quality: 92, chromaSubsampling: "4:4:4" }).toBuffer()),
      ),
    );
  return report("upload of 12 megapixels, time : sharp alone", await compare(ours, sharpAlone), { most: 1.25 }, "ms");
}

try {
  // What `npm run bench -- rank`, `search`, `browse` or `likeness` measures alone needs no site.
  const alone: Record<string, () => boolean | Promise<boolean>> = {
    rank: benchRank,
    search: async () => (await import("./bench/search")).benchSearch(process.argv[3]),
    browse: benchBrowse,
    likeness: async () => (await import("./bench/likeness")).benchLikeness(),
  };
  const chosen = part && alone[part];
  let isGood: boolean;
  if (chosen) isGood = await chosen();
  else if (inBrowser) isGood = await main();
  else {
    const good = [benchRank(), await benchBrowse(), await main()];
    isGood = good.every(Boolean);
  }
  process.exitCode = isGood ? 0 : 1;
} finally {
  const ended = children.map(
    (child) => new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(0))),
  );
  for (const child of children) child.kill("SIGTERM");
  await Promise.all(ended);
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(join(bareDir, ".next"), { recursive: true, force: true });
}
