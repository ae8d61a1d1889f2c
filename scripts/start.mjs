/**
 * `npm start`: from a fresh clone to a running community, with Node and nothing else. Until the packages are installed
 * this file may use nothing but Node itself.
 */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { ensureBuilt, isBuilt } from "./lib/build.mjs";
import { dataDirectory, logFile, root, runNode, signalChildren } from "./lib/child.mjs";
import { decideDemo } from "./lib/demo.mjs";
import { ensureInstalled, isInstalled } from "./lib/install.mjs";
import { AlreadyRunning, claimInstance } from "./lib/instance.mjs";
import { ensureDatabase, freePort, startPostgres } from "./lib/postgres.mjs";
import { steps } from "./lib/progress.mjs";
import { loadSecrets } from "./lib/secrets.mjs";
import { serve, waitUntilServing, whyNotListen } from "./lib/site.mjs";

const dev = process.argv.includes("--dev");

/** @type {Awaited<ReturnType<typeof claimInstance>> | undefined} */
let instance;
/** @type {import("./lib/postgres.mjs").Postgres | undefined} */
let postgres;
/** The start of Postgres under way, which may last minutes after a crash. @type {Promise<unknown> | undefined} */
let startingPostgres;
const stopping = new AbortController();
/** @type {ReturnType<typeof serve> | undefined} */
let site;
let isStopping = false;
let stopRequestedAt = 0;

/** The site first, so that what it is answering still has its database. Never throws. */
async function stop() {
  if (isStopping) return;
  isStopping = true;
  stopping.abort();
  if (site) {
    site.child.kill("SIGTERM");
    const impatience = setTimeout(() => signalChildren("SIGKILL"), 8_000);
    await site.exited;
    clearTimeout(impatience);
  }
  signalChildren("SIGKILL");
  await startingPostgres?.catch(() => {});
  await postgres?.stop().catch(() => {});
  await instance?.release().catch(() => {});
}

async function onSignal() {
  // npm passes on what the terminal has sent us already; only a later one means impatience.
  if (isStopping) {
    if (Date.now() - stopRequestedAt > 1_000) signalChildren("SIGKILL");
    return;
  }
  stopRequestedAt = Date.now();
  console.log("\nStopping …");
  await stop();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
// An npm that is killed outright can pass on nothing, and nobody would be left to stop us.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && onSignal(), 1_000).unref();
// A terminal that is gone must not stop us from stopping in order.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

try {
  await start();
} catch (error) {
  if (!isStopping) {
    console.error(`\n${sentence(error)}`);
    await stop();
    process.exit(error instanceof AlreadyRunning ? 2 : 1);
  }
}

async function start() {
  const startedAt = performance.now();
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  await mkdir(dataDirectory, { recursive: true });
  instance = await claimInstance(dataDirectory);
  const { previous } = instance;
  const { step } = steps(dev ? 5 : 6);

  await step(isInstalled() ? "Checking packages" : "Installing packages, a minute or two", () => ensureInstalled());
  const env = await readEnv();
  const port = env.PORT || (await freePort());
  // "localhost" may mean ::1 alone to the resolver, while half the tools of the world then try 127.0.0.1.
  const host = env.HOST === "localhost" ? "127.0.0.1" : env.HOST;
  const url = `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST.replace(/^0\.0\.0\.0$/, "localhost")}:${port}`;
  const wasKilled = previous !== null && previous.state !== "stopped";
  await requirePort(host, port, wasKilled ? 5_000 : 0);
  await instance.update({ url });

  const secrets = await loadSecrets(dataDirectory);
  // An external auth server's ids are its own: nobody is made here who could have one of them.
  const hasAuthServer = Boolean(env.AUTH_JWT_PUBLIC_KEY || env.AUTH_JWT_JWKS_URL || env.AUTH_JWT_SECRET);
  const demo = env.DATABASE_URL || hasAuthServer ? null : await decideDemo(dataDirectory, env.PODIUM_DEMO);
  const databaseUrl = await step(env.DATABASE_URL ? "Connecting to DATABASE_URL" : "Starting Postgres", async () => {
    if (env.DATABASE_URL) return env.DATABASE_URL;
    const started = await startEmbedded(secrets.databasePassword, previous?.postgresPort);
    await ensureDatabase(started, "podium");
    return started.url("podium");
  });
  await instance.update({ databaseUrl, ...(postgres && { postgresPort: postgres.port }) });

  const siteEnv = {
    ...process.env,
    TZ: "UTC",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOST: env.HOST,
    PODIUM_DATA_DIR: dataDirectory,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? secrets.nextAuthSecret,
    NEXTAUTH_URL: env.NEXTAUTH_URL ?? `http://localhost:${port}`,
  };

  await step("Bringing the database up to date", async (note) => {
    const { migrate } = await import("./lib/migrations.mjs");
    for (const name of await migrate(databaseUrl)) note(name);
  });
  await step(demo ? "Hanging the first pictures" : "Sweeping up after interrupted uploads", async (note) => {
    await runNode("The sweep", ["--import", "tsx", "scripts/sweep.ts"], { env: siteEnv, logFile: logFile("sweep") });
    if (!demo) return;
    const args = ["--import", "tsx", "prisma/seed/run.ts"];
    await runNode("The demo", args, { env: siteEnv, logFile: logFile("demo"), onLine: note });
    await demo.finish();
  });
  if (!dev) await step(isBuilt() ? "Checking the build" : "Building the site", () => ensureBuilt());

  await step("Opening the doors", async () => {
    site = serve({ host, port, dev, env: siteEnv });
    site.exited.then(onSiteExit);
    await waitUntilServing(
      `http://${host.replace(/^0\.0\.0\.0$/, "127.0.0.1").replace(/^(?=.*:)(.*)$/, "[$1]")}:${port}/`,
      site,
    );
  });
  const isWithoutAdmin = await lacksAdmin(siteEnv);
  const admin = isWithoutAdmin && !hasAuthServer ? await createFirstAdmin(siteEnv) : null;
  await instance.update({ state: "running" });

  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`\nPodium is open at ${url} (ready in ${seconds} s). Ctrl-C closes it.`);
  if (isWithoutAdmin && hasAuthServer) {
    console.log("\nThere is no admin yet. Sign in once, then: npm run admin -- role <your handle> admin");
  }
  if (admin) {
    console.log(
      `\nThe first admin, shown only this once:\n  handle    ${admin.handle}\n  email     ${admin.email}\n  password  ${admin.password}`,
    );
  }
}

/** @returns {Promise<import("../lib/env/env").Env>} */
async function readEnv() {
  const env = { ...process.env, NODE_ENV: dev ? "development" : "production" };
  const args = ["--import", "tsx", "scripts/read-env.ts"];
  const answer = findAnswer(await runNode("Reading the environment", args, { env, logFile: logFile("env") }));
  if (answer.complaint) throw new Error(answer.complaint);
  return answer.env;
}

async function requirePort(/** @type {string} */ host, /** @type {number} */ port, /** @type {number} */ patience) {
  const problem = await whyNotListen(host, port, { patience });
  if (problem === "EADDRINUSE") {
    throw new Error(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (problem) throw new Error(`Podium cannot listen on ${host}, port ${port} (${problem}). Check HOST and PORT.`);
}

/** Sets `postgres`, and until then `startingPostgres`: what has been launched can be stopped at any moment. */
async function startEmbedded(/** @type {string} */ password, /** @type {number | undefined} */ lastPort) {
  const start = startPostgres({
    directory: join(dataDirectory, "postgres"),
    password,
    logFile: logFile("postgres"),
    signal: stopping.signal,
    ...(lastPort !== undefined && { port: lastPort }),
  }).then((started) => {
    postgres = started;
    started.exited.then(() => onPostgresExit(password, started.port));
    return started;
  });
  startingPostgres = start;
  return start;
}

/** The site keeps its pool and finds the database again at the same port. */
async function onPostgresExit(/** @type {string} */ password, /** @type {number} */ port) {
  if (isStopping) return;
  postgres = undefined;
  console.error("Postgres ended unexpectedly; starting it again …");
  try {
    const started = await startEmbedded(password, port);
    if (started.port === port || isStopping) return console.error("Postgres is back.");
    console.error(`Postgres could not have its port ${port} back.`);
  } catch (error) {
    if (isStopping) return;
    console.error(sentence(error));
  }
  await stop();
  process.exit(1);
}

async function onSiteExit(/** @type {number} */ code) {
  if (isStopping || !site) return;
  console.error(`\nThe site ended unexpectedly (code ${code}). Its output is in ${logFile("site")}`);
  await stop();
  process.exit(code || 1);
}

async function lacksAdmin(/** @type {NodeJS.ProcessEnv} */ siteEnv) {
  const { hasAdmin } = await import("./lib/has-admin.mjs");
  return !(await hasAdmin(siteEnv.DATABASE_URL ?? ""));
}

/** Last of all, so that nothing can fail between making the password and showing it. */
async function createFirstAdmin(/** @type {NodeJS.ProcessEnv} */ siteEnv) {
  const args = ["--import", "tsx", "scripts/first-admin.ts"];
  const messages = await runNode("Creating the admin", args, { env: siteEnv, logFile: logFile("admin") });
  return findAnswer(messages).admin;
}

/** A child's one message to us. */
function findAnswer(/** @type {unknown[]} */ messages) {
  const [answer] = messages;
  if (!answer || typeof answer !== "object") throw new Error("A step ended without an answer.");
  return /** @type {Record<string, any>} */ (answer);
}

/** What a reader can act on. A stack is for bugs. */
function sentence(/** @type {unknown} */ error) {
  if (!(error instanceof Error)) return String(error);
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (error instanceof AggregateError || (code && /^(?:ECONN|ENOTFOUND|ETIMEDOUT|28P01|28000|3D000)/.test(code))) {
    return `The database in DATABASE_URL cannot be reached: ${error.message || code}`;
  }
  return error.message || String(error.stack);
}
