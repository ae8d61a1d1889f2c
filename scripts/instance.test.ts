import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AlreadyRunning, claimInstance, findRun } from "./lib/instance.mjs";

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "podium-instance-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Another process that claims the directory and says what came of it. */
async function claimElsewhere() {
  const code = `
    import { claimInstance } from ${JSON.stringify(new URL("./lib/instance.mjs", import.meta.url).href)};
    try {
      const instance = await claimInstance(${JSON.stringify(data)});
      await instance.update({ url: "http://localhost:1234" });
      console.log("claimed");
      setInterval(() => {}, 1000);
    } catch (error) { console.log(error.message); }`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said).trim() };
}

async function kill(child: ReturnType<typeof spawn>) {
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("a second start is refused with the first one's URL, and the first does not notice", async () => {
  const first = await claimElsewhere();
  await expect(claimInstance(data)).rejects.toThrow(
    `Podium is already starting at http://localhost:1234 (process ${first.child.pid}).`,
  );
  expect(await findRun(data)).toMatchObject({ alive: true, run: { url: "http://localhost:1234" } });
  await kill(first.child);
});

test("after a kill -9 the next start takes over and learns that the last one did not stop in order", async () => {
  const { child } = await claimElsewhere();
  await kill(child);
  expect(await findRun(data)).toMatchObject({ alive: false });
  const next = await claimInstance(data);
  expect(next.previous).toMatchObject({ state: "starting", url: "http://localhost:1234" });
  await next.release();
});

test("a start that stopped in order leaves its record behind, and the directory free", async () => {
  const first = await claimInstance(data);
  await first.update({ state: "running", databaseUrl: "postgres://somewhere" });
  await first.release();
  expect(await findRun(data)).toMatchObject({
    alive: false,
    run: { state: "stopped", databaseUrl: "postgres://somewhere" },
  });
  const second = await claimInstance(data);
  expect(second.previous?.state).toBe("stopped");
  await second.release();
});

test("of eight starts that find the same dead one, exactly one takes over", async () => {
  const { child } = await claimElsewhere();
  await kill(child);
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => claimInstance(data)));
  const claimed = results.filter((result) => result.status === "fulfilled");
  expect(claimed).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(AlreadyRunning);
  await claimed[0]?.value.release();
});

test("a port and a pid that now belong to somebody else do not pass for a living start", async () => {
  const { child } = await claimElsewhere();
  await kill(child);
  const stranger = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  const path = join(data, "run", readdirSync(join(data, "run"))[0] ?? "");
  const record = JSON.parse(readFileSync(path, "utf8"));
  const { port } = stranger.address() as { port: number };
  writeFileSync(path, JSON.stringify({ ...record, pid: process.pid, controlPort: port }));
  await (await claimInstance(data)).release();
  stranger.close();
});

test("a record cut short by a power cut does not stop the next start", async () => {
  await (await claimInstance(data)).release();
  writeFileSync(join(data, "run", "1.json"), "");
  await (await claimInstance(data)).release();
  expect(readdirSync(join(data, "run"))).toEqual(["2.json"]);
});

test("the record, which holds the database's password, is its owner's alone", async () => {
  const instance = await claimInstance(data);
  const [name = ""] = readdirSync(join(data, "run"));
  expect(statSync(join(data, "run", name)).mode & 0o077).toBe(0);
  await instance.update({ state: "running" });
  expect(statSync(join(data, "run", name)).mode & 0o077).toBe(0);
  await instance.release();
  expect(existsSync(join(data, "run", name))).toBe(true);
});
