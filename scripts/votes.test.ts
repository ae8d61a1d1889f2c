import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sealVotes } from "@/lib/integrity/seal-mutations";
import { createProjection } from "@/lib/rankings/projection";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes } from "@/lib/testing/vote-log";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let url: string;
let folder: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  folder = await mkdtemp(join(tmpdir(), "podium-votes-"));
  whenFileIsDone(() => rm(folder, { recursive: true, force: true }));
  await beginAnew(db);
  await castVotes(db, 60);
  await db.voterQuarantine.create({ data: { voterId: 2 } });
  await createProjection(db).step();
  await sealVotes({ batchSize: 16 }, db);
});

/** Runs the command as a shell would; without a database where there is none to ask. */
function votes(args: readonly string[], { databaseUrl = "" } = {}): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, PODIUM_DATA_DIR: folder };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/votes.ts", ...args], { env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => {
      said += bytes;
    });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

const site = (...args: string[]) => votes(args, { databaseUrl: url });

/** An export in a file of this name, which `change` may have edited. */
async function fileWith(name: string, change: (text: string) => string = (text) => text): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, change(await readFile(join(folder, "log"), "utf8")));
  return file;
}

test("an export is checked without a database; what is wrong with it is the exit code", {
  timeout: 60_000,
}, async () => {
  expect(await site("export", join(folder, "log"))).toMatchObject({ code: 0 });
  const check = async (file: string, ...args: string[]) => votes(["verify", "--file", file, ...args]);

  const good = await check(await fileWith("good"));
  expect(good).toMatchObject({
    code: 0,
    said: expect.stringMatching(/✓ log: 60 votes.*, 0 findings\n[\s\S]*✓ the file's own board/),
  });
  const head = /head: ([0-9a-f]{64})/.exec(good.said)?.[1] as string;

  const changes: Record<string, (text: string) => string> = {
    vote: (text) => text.replace(',"left",', ',"right",'),
    board: (text) => text.replace(/"board":\[\[(\d+),(-?)/, '"board":[[$1,$29'),
    aside: (text) => text.replace(/"quarantined":\["[0-9a-f]+"\]/, '"quarantined":[]'),
    cut: (text) => text.trimEnd().split("\n").slice(0, -1).join("\n"),
  };
  const answers = await Promise.all(
    Object.entries(changes).map(async ([name, change]) => {
      const file = await fileWith(name, change);
      expect(await readFile(file, "utf8"), name).not.toBe(await readFile(join(folder, "log"), "utf8"));
      return [name, await check(file)] as const;
    }),
  );
  expect(Object.fromEntries(answers)).toMatchObject({
    vote: { code: 1, said: expect.stringContaining("does not have the root of its votes") },
    board: { code: 1, said: expect.stringContaining("✗ the file's own board") },
    aside: { code: 1, said: expect.stringContaining("✗ the file's own board") },
    cut: { code: 1, said: expect.stringContaining("cut short") },
  });
  const file = await fileWith("good");
  expect(await check(file, "--head", head)).toMatchObject({ code: 0 });
  expect(await check(file, "--head", "0".repeat(64))).toMatchObject({
    code: 1,
    said: expect.stringContaining("never had the head"),
  });
});

test("a site is verified: its log, its board, and the head that one knows", { timeout: 60_000 }, async () => {
  expect(await site("verify")).toMatchObject({ code: 0, said: expect.stringMatching(/✓ log[\s\S]*✓ board/) });
  expect(await site("verify", "--head", "0".repeat(64))).toMatchObject({ code: 1 });

  await db.$executeRaw`UPDATE image_ratings SET rating = rating + 50 WHERE image_id = 1`;
  expect(await site("verify")).toMatchObject({
    code: 1,
    said: expect.stringMatching(/✓ log[\s\S]*of 1 images do not follow[\s\S]*✗ board/),
  });
  await db.$executeRaw`UPDATE image_ratings SET rating = rating - 50 WHERE image_id = 1`;

  await db.$executeRaw`UPDATE vote_seals SET sealed_at = sealed_at + INTERVAL '1 second' WHERE number = 2`;
  expect(await site("verify")).toMatchObject({ code: 1, said: expect.stringMatching(/Seal 2 does not[\s\S]*✗ log/) });
  expect(await site("export", join(folder, "other"))).toMatchObject({
    code: 1,
    said: expect.stringContaining("not exported"),
  });
});
