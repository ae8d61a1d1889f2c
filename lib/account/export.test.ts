import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { sharp } from "@/lib/images/sharp";
import { runOperation } from "@/lib/operation/run";
import { createPost, deletePost } from "@/lib/posts/operations";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { unzip } from "@/lib/testing/unzip";
import { createUser } from "@/lib/users/mutations";
import { setAvatar, updateProfile } from "@/lib/users/profile-operations";
import { exportMe } from "./export-operations";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
let db: PrismaClient;
let disk: Storage;
let photo: Buffer;
let owner: Viewer;
let other: Viewer;
/** Visible, hidden, deleted; the first with a workflow. */
let own: number[];
let theirs: number[];

const call = (viewer: Viewer, input: unknown) => ({
  requestId: "test",
  findViewer: async () => viewer,
  readInput: async () => input,
  expire: () => {},
});
const post = async (viewer: Viewer, prompt: string, file: Uint8Array = photo) =>
  (await runOperation(createPost, call(viewer, { file, prompt, publish: "all" }))).id;

async function archiveOf(viewer: Viewer, locale = "en"): Promise<Map<string, Buffer>> {
  const { archive } = await runOperation(exportMe, call(viewer, { locale }));
  return unzip(Buffer.from(await new Response(archive).arrayBuffer()));
}

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  const root = await mkdtemp(join(tmpdir(), "podium-export-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  globals.podiumStorage = disk;
  photo = await sharp({ create: { width: 700, height: 500, channels: 3, background: "#336699" } })
    .png()
    .toBuffer();

  owner = await createUser({ handle: "Mira", email: "mira@example.org", password: "a long enough password" }, db);
  other = await createUser({ handle: "stranger", email: "stranger@example.net", password: "another password" }, db);
  const moderator = await createUser({ handle: "the-moderator", password: null, role: "moderator" }, db);
  own = [
    await post(owner, "안녕 visible", readFileSync("lib/metadata/corpus/comfyui-png-circle.png")),
    await post(owner, "mine, hidden"),
    await post(owner, "mine, deleted"),
  ];
  theirs = [await post(other, "a stranger's prompt"), await post(other, "another of a stranger's")];
  await db.imagePost.update({ where: { id: own[1] as number }, data: { isActive: false } });
  await runOperation(deletePost, call(owner, { id: own[2] }));
  await runOperation(updateProfile, call(owner, { bio: "Lighthouses", links: ["mira.example"] }));
  await runOperation(setAvatar, call(owner, { file: photo }));
  const [a = 0, b = 0] = theirs;
  for (const voter of [owner, other])
    for (const [winnerImageId, loserImageId] of [
      [a, b],
      [own[0] as number, a],
    ] as const)
      await db.tournamentVote.create({
        data: { matchId: randomUUID(), voterId: voter.id, winnerImageId, loserImageId },
      });
  for (const { id } of [owner, other]) {
    await db.imageLike.create({ data: { userId: id, imagePostId: a } });
    await db.matchOutcome.create({
      data: {
        ...{ matchId: randomUUID(), voterId: id, leftImageId: a, rightImageId: b },
        ...{ outcome: "skip", drawProbability: 0.25 },
      },
    });
    await db.report.create({
      data: {
        imagePostId: own[0] as number,
        reporterId: id,
        reason: `reported by ${id}`,
        resolvedBy: moderator.id,
        resolvedAt: new Date(),
      },
    });
    await db.personalAccessToken.create({
      data: { userId: id, name: `token of ${id}`, tokenHash: `hash-${id}`, scope: "read" },
    });
    await db.userIdentity.create({ data: { provider: "github", subject: `subject-${id}`, userId: id } });
    await db.moderationAction.create({
      data: {
        ...{ actorId: moderator.id, action: "change_role", targetType: "user", targetId: id },
        ...{ reason: `why of ${id}`, before: { role: "admin" }, after: { role: "member" } },
      },
    });
  }
  for (const action of ["hide_post", "resolve_report"])
    await db.moderationAction.create({
      data: {
        ...{ actorId: moderator.id, action, targetType: "post", targetId: own[1] as number },
        ...{ reason: `${action} it`, before: { isActive: true }, after: { isActive: false } },
      },
    });
});

test("an archive has every list of one's own, as it is in the database, in names of the wire", async () => {
  const files = await archiveOf(owner);
  const read = (name: string) => JSON.parse(files.get(`${name}.json`)?.toString() ?? "null");
  expect(read("profile")).toMatchObject({
    ...{ id: owner.id, handle: "Mira", email: "mira@example.org", role: "member", bio: "Lighthouses" },
    ...{ links: ["https://mira.example/"], avatar: "avatar.webp", is_external: false },
    services: [{ provider: "github", subject: `subject-${owner.id}` }],
    sessions: [],
  });
  const [a, b] = theirs;
  expect(read("likes")).toMatchObject([{ image_id: a }]);
  expect(read("votes")).toMatchObject([
    { winner_image_id: a, loser_image_id: b },
    { winner_image_id: own[0], loser_image_id: a },
  ]);
  const first = await db.tournamentVote.findFirstOrThrow({ where: { voterId: owner.id }, orderBy: { id: "asc" } });
  expect(read("votes")[0]).toMatchObject({ match_id: first.matchId, created_at: first.createdAt.toISOString() });
  expect(read("match_outcomes")).toMatchObject([{ outcome: "skip", left_image_id: a, draw_probability: 0.25 }]);
  expect(read("reports")).toMatchObject([{ image_id: own[0], reason: `reported by ${owner.id}` }]);
  expect(read("access_tokens")).toMatchObject([{ name: `token of ${owner.id}`, scope: "read", last_used_at: null }]);
  expect(read("moderation")).toMatchObject([
    { action: "change_role", reason: `why of ${owner.id}`, before: { role: "admin" } },
    { action: "hide_post", target_id: own[1], before: { is_active: true } },
  ]);
});

test("its posts have every field, those that are hidden or deleted say so, and what is visible has its files", async () => {
  const files = await archiveOf(owner);
  const posts = JSON.parse(files.get("posts.json")?.toString() ?? "") as Record<string, unknown>[];
  const rows = await db.imagePost.findMany({ where: { userId: owner.id }, orderBy: { id: "asc" } });
  expect(posts.map(({ id, state }) => [id, state])).toEqual([
    [own[0], "visible"],
    [own[1], "hidden"],
    [own[2], "deleted"],
  ]);
  for (const [n, post] of posts.entries())
    expect(post).toMatchObject({
      ...{ prompt: rows[n]?.prompt, model_name: rows[n]?.modelName, seed: rows[n]?.seed, width: rows[n]?.width },
      ...{ tool: rows[n]?.tool, sampler: rows[n]?.sampler, is_tournament_opt_in: rows[n]?.isTournamentOptIn },
    });
  // A column that comes later is in the archive too, or named here because it is not its owner's to know.
  const inside = new Set(
    Object.keys(posts[0] ?? {}).map((key) => key.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())),
  );
  const left = Object.keys(rows[0] ?? {}).filter((column) => !inside.has(column));
  expect(left.sort()).toEqual(
    [
      "c2paGenerator",
      "fullFormat",
      "imageUrl",
      "isActive",
      "placeholder",
      "status",
      "storageKey",
      "userId",
      "variantWidths",
    ].filter((column) => !inside.has(column)),
  );
  // In full resolution, where that is stored.
  const { storageKey, fullFormat } = rows[0] as { storageKey: string; fullFormat: string };
  const image = `images/${own[0]}.${fullFormat}`;
  expect(posts.map(({ file }) => file)).toEqual([image, null, null]);
  expect([...files.keys()].filter((name) => name.includes("/")).sort()).toEqual([image, `workflows/${own[0]}.json`]);
  const stored = (await disk.read(`${storageKey}/full.${fullFormat}`)) as Uint8Array;
  expect(files.get(image)?.equals(stored)).toBe(true);
  const [{ text }] = await db.$queryRaw<
    [{ text: string }]
  >`SELECT workflow::text AS text FROM image_posts WHERE id = ${own[0]}`;
  expect(files.get(`workflows/${own[0]}.json`)?.toString()).toBe(text);
  expect((await sharp(files.get("avatar.webp") as Buffer).metadata()).width).toBe(288);
});

test("nothing of anybody else is inside: no prompt, no address, no name, no reason; and no secret of one's own", async () => {
  const everything = Buffer.concat([...(await archiveOf(owner)).values()]).toString("latin1");
  const secrets = [
    "stranger",
    "the-moderator",
    `reported by ${other.id}`,
    `why of ${other.id}`,
    `token of ${other.id}`,
  ];
  for (const text of [...secrets, `subject-${other.id}`, "resolve_report", "argon2", `hash-${owner.id}`])
    expect([text, everything.includes(text)]).toEqual([text, false]);
  // The same look finds what is there.
  for (const text of ["mira@example.org", `why of ${owner.id}`, "mine, hidden"])
    expect([text, everything.includes(text)]).toEqual([text, true]);
});

test("its README speaks the reader's language, and an empty account has an archive too", async () => {
  expect((await archiveOf(owner, "ko")).get("README.txt")?.toString()).toContain("@Mira 님 데이터");
  const files = await archiveOf(await createUser({ handle: "empty", password: null }, db));
  expect(files.get("README.txt")?.toString()).toContain("@empty on ");
  expect(JSON.parse(files.get("posts.json")?.toString() ?? "")).toEqual([]);
});

test("no image is read before its reader has come to it", async () => {
  const many = await createUser({ handle: "many", password: null }, db);
  for (let n = 0; n < 6; n += 1) await post(many, `image ${n}`);
  let reads = 0;
  globals.podiumStorage = {
    ...disk,
    read: (key) => {
      reads += 1;
      return disk.read(key);
    },
  };
  const { archive } = await runOperation(exportMe, call(many, {}));
  const reader = archive.getReader();
  let seen = 0;
  // Each image is its header, with its name at the end, then its bytes.
  while (seen < 2)
    if (/images\/\d+\.(?:jpg|webp)$/.test(Buffer.from((await reader.read()).value ?? []).toString("latin1"))) seen += 1;
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toBe(2);
  await reader.cancel();
  expect(reads).toBe(2);
  globals.podiumStorage = disk;
});

test("lists longer than a page come whole and in order", async () => {
  const busy = await createUser({ handle: "busy", password: null }, db);
  const [a = 0, b = 0] = theirs;
  await db.$executeRaw`
    INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id)
    SELECT gen_random_uuid()::text, ${busy.id}, ${a}::int, ${b}::int FROM generate_series(1, 2500)`;
  const votes = JSON.parse((await archiveOf(busy)).get("votes.json")?.toString() ?? "") as { id: number }[];
  expect(votes).toHaveLength(2_500);
  expect(votes.map(({ id }) => id)).toEqual([...votes.map(({ id }) => id)].sort((x, y) => x - y));
});
