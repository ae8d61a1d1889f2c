import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { requireActor } from "@/lib/auth/require-actor";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { sharp } from "@/lib/images/sharp";
import { deactivateMember, reactivateMember } from "@/lib/moderation/operations";
import { runOperation } from "@/lib/operation/run";
import { sweep } from "@/lib/posts/sweep";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { createUser, setUserActive } from "./mutations";
import { removeAvatar, setAvatar } from "./profile-operations";
import type { OwnProfile } from "./profile-schema";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
let db: PrismaClient;
let disk: Storage;
let viewer: Viewer;
let count = 0;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  const root = await mkdtemp(join(tmpdir(), "podium-avatars-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
});
beforeEach(async () => {
  globals.podiumStorage = disk;
  for await (const { prefix } of disk.list()) await disk.remove(prefix);
  await db.looseFile.deleteMany();
  count += 1;
  viewer = await createUser({ handle: `member-${count}`, password: null }, db);
});

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#3366cc" } })
    .withExif({ IFD0: { Artist: "A Secret Name" }, IFD3: { GPSLatitude: "52/1 30/1 0/1", GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer();

const call = (who: Viewer, input: unknown = {}) => ({
  requestId: "test",
  findViewer: async () => who,
  readInput: async () => input,
  expire: () => {},
});
const upload = async (file: Buffer): Promise<OwnProfile> => runOperation(setAvatar, call(viewer, { file }));
const keyOf = ({ avatar }: OwnProfile) => (avatar[0]?.avif ?? "").split("/")[2] as string;

async function stored(): Promise<{ live: string[]; quarantined: string[] }> {
  const found = { live: [] as string[], quarantined: [] as string[] };
  for await (const { prefix, quarantined } of disk.list()) found[quarantined ? "quarantined" : "live"].push(prefix);
  return found;
}

test.each([
  [900, 300],
  [40, 700],
])("an avatar of %i by %i is a square in two sizes and both formats, without a byte of metadata", async (w, h) => {
  const profile = await upload(await picture(w, h));
  expect(profile.avatar.map(({ width }) => width)).toEqual([96, 288]);
  for (const { width, avif, webp } of profile.avatar) {
    for (const url of [avif, webp]) {
      const bytes = Buffer.from((await disk.read(url.replace("/media/", ""))) ?? []);
      const { width: w, height, exif, xmp } = await sharp(bytes).metadata();
      expect({ w, height, exif, xmp }).toEqual({ w: width, height: width, exif: undefined, xmp: undefined });
      expect(bytes.includes("Secret")).toBe(false);
    }
  }
  expect(await db.looseFile.count()).toBe(0);
});

test("what is no image changes nothing", async () => {
  const before = keyOf(await upload(await picture(100, 100)));
  await expect(upload(Buffer.from("<svg/>"))).rejects.toMatchObject({ code: "UNSUPPORTED_IMAGE" });
  expect(await stored()).toEqual({ live: [before], quarantined: [] });
});

test("the one before is gone with the new one, and both with the removal, which may come twice", async () => {
  await upload(await picture(100, 100));
  const second = keyOf(await upload(await picture(120, 90)));
  expect(await stored()).toEqual({ live: [second], quarantined: [] });
  for (let time = 0; time < 2; time += 1) await runOperation(removeAvatar, call(viewer));
  expect(await stored()).toEqual({ live: [], quarantined: [] });
  expect(await db.looseFile.count()).toBe(0);
});

test("ten uploads at once leave one avatar, and its files alone", async () => {
  const file = await picture(64, 64);
  await Promise.all(Array.from({ length: 10 }, () => upload(file)));
  const { avatarKey } = await db.user.findUniqueOrThrow({ where: { id: viewer.id } });
  expect(await stored()).toEqual({ live: [avatarKey], quarantined: [] });
  expect(await db.looseFile.count()).toBe(0);
});

test.each([1, 2, 3, 4])(
  "an upload whose %i. file cannot be written leaves the old avatar and nothing else",
  async (n) => {
    const before = keyOf(await upload(await picture(100, 100)));
    let writes = 0;
    globals.podiumStorage = {
      ...disk,
      write: async (key, bytes) => {
        writes += 1;
        if (writes === n) throw new Error("the disk is full");
        await disk.write(key, bytes);
      },
    };
    await expect(upload(await picture(50, 50))).rejects.toThrow("the disk is full");
    expect(await stored()).toEqual({ live: [before], quarantined: [] });
    expect((await db.user.findUniqueOrThrow({ where: { id: viewer.id } })).avatarKey).toBe(before);
  },
);

test("what a crash leaves of an upload or a removal goes with a sweep an hour later, and a used avatar never does", async () => {
  const used = keyOf(await upload(await picture(100, 100)));
  const lost = "0123456789abcdef0123456789abcdef";
  await disk.write(`${lost}/96.avif`, Buffer.from("half"));
  await db.looseFile.create({ data: { storageKey: lost } });
  expect(await sweep()).toMatchObject({ looseImages: 0, unknownImages: 0 });
  expect((await stored()).live.sort()).toEqual([lost, used].sort());
  await db.$executeRaw`UPDATE loose_files SET created_at = NOW() - INTERVAL '61 minutes'`;
  expect(await sweep()).toMatchObject({ looseImages: 1, unknownImages: 0, movedImages: 0 });
  expect(await stored()).toEqual({ live: [used], quarantined: [] });
});

test("an account that is deactivated has no avatar that anybody can fetch, and gets it back with itself", async () => {
  const key = keyOf(await upload(await picture(100, 100)));
  const admin = await createUser({ handle: `admin-${count}`, password: null, role: "admin" }, db);
  const acting = requireActor("admin", { id: admin.id, handle: admin.handle, role: "admin" });
  await runOperation(deactivateMember, call(acting, { id: viewer.id, reason: "spam" }));
  expect(await stored()).toEqual({ live: [], quarantined: [key] });
  await runOperation(reactivateMember, call(acting, { id: viewer.id }));
  expect(await stored()).toEqual({ live: [key], quarantined: [] });
  // A crash between the row and its files: the sweep moves them.
  await setUserActive(viewer.id, false, db);
  expect(await sweep()).toMatchObject({ movedImages: 1 });
  expect(await stored()).toEqual({ live: [], quarantined: [key] });
});

test("an account that is deactivated while its avatar is made keeps the old one", async () => {
  await setUserActive(viewer.id, false, db);
  const refused = await upload(await picture(100, 100)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(await stored()).toEqual({ live: [], quarantined: [] });
});
