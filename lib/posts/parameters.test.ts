import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { readA1111 } from "@/lib/metadata/dialects/a1111";
import { runOperation } from "@/lib/operation/run";
import { toWire } from "@/lib/operation/wire-case";
import { createDiskStorage } from "@/lib/storage/disk";
import type { Storage } from "@/lib/storage/storage";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { avif, gif, jpeg, type Metadata, png, webp } from "@/scripts/metadata-corpus/containers";
import { corpus } from "@/scripts/metadata-corpus/corpus";
import { asciiTag, exif, iptc, tagNumbers, userComment, xmp } from "@/scripts/metadata-corpus/exif";
import { createPost, getWorkflow, replacePost, updatePost } from "./operations";
import { a1111Text } from "./parameter-text";
import { fittingPrompt, isCut, publishableFields, withdrawableFields } from "./parameters";
import { findPost } from "./queries";
import type { CreatedPost } from "./schema";

const globals = globalThis as { podiumStorage?: Storage; podiumPrisma?: PrismaClient };
const owner: Viewer = { id: 1, handle: "owner", role: "member" };
let db: PrismaClient;
let disk: Storage;

beforeAll(async () => {
  db = (await testDatabase()).prisma;
  globals.podiumPrisma = db;
  await db.user.create({ data: { id: owner.id, handle: owner.handle } });
  const root = await mkdtemp(join(tmpdir(), "podium-parameters-"));
  whenFileIsDone(() => rm(root, { recursive: true, force: true }));
  disk = createDiskStorage(root);
  globals.podiumStorage = disk;
});

const call = { requestId: "test", expire: () => {}, findViewer: async () => owner };
const post = (file: Buffer, fields: Record<string, unknown> = {}): Promise<CreatedPost> =>
  runOperation(createPost, { ...call, readInput: async () => ({ file, prompt: "my own words", ...fields }) });
const workflowOf = async (id: number) =>
  (await runOperation(getWorkflow, { ...call, readInput: async () => ({ id }) })).workflow;
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error: { code?: string }) => error.code,
  );
const fileOf = (name: string) => corpus().find((each) => each.name === name)?.bytes as Buffer;

const flux = "comfyui-png-flux.png";

test("what the file says is on the post, read from the bytes, unless its author says otherwise", async () => {
  const { id, modelName, prompt, metadataWarnings } = await post(fileOf(flux));
  expect({ prompt, modelName, metadataWarnings }).toEqual({
    prompt: "my own words",
    modelName: "flux1-dev",
    metadataWarnings: [],
  });
  expect((await findPost(id))?.parameters).toEqual({
    tool: "ComfyUI",
    negativePrompt: null,
    sampler: "dpmpp_2m",
    steps: 24,
    cfg: 3.5,
    seed: "18446744073709551614",
    width: 1024,
    height: 576,
    loras: [{ name: "foxes", weight: 0.65 }],
    digitalSourceType: null,
    c2paGenerator: null,
    workflowUrl: `/api/v1/images/${id}/workflow`,
  });
});

test("a workflow comes back to the last digit of its seed", async () => {
  const { id } = await post(fileOf(flux));
  expect(await workflowOf(id)).toContain("18446744073709551614");
});

test("each field is published alone when it alone is chosen, and none when none is", async () => {
  const bytes = fileOf("a1111-png-text.png");
  const isSaid = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0);
  const shown = async (publish: string) => {
    const { parameters, modelName } = await post(bytes, { publish });
    return Object.entries({ ...parameters, modelName })
      .filter(([, value]) => isSaid(value))
      .map(([name]) => name)
      .sort();
  };
  expect(await shown("")).toEqual([]);
  expect(await shown("seed")).toEqual(["seed"]);
  expect(await shown("size,model")).toEqual(["height", "modelName", "width"]);
  expect(await shown(publishableFields.join(","))).toEqual(await shown("all"));
  expect(await refusalOf(post(bytes, { publish: "gps" }))).toBe("VALIDATION_FAILED");
});

test("a workflow that is not published, or whose post is hidden or unknown, is not found", async () => {
  const withheld = await post(fileOf(flux), { publish: "seed" });
  const hidden = await post(fileOf(flux));
  await db.imagePost.update({ where: { id: hidden.id }, data: { isActive: false } });
  for (const id of [withheld.id, hidden.id, 2_000_000_000]) expect(await refusalOf(workflowOf(id))).toBe("NOT_FOUND");
});

test("what was published is taken back field by field, for good, and the rest stays", async () => {
  const change = (input: Record<string, unknown>) =>
    runOperation(updatePost, { ...call, readInput: async () => input });
  const { id } = await post(fileOf(flux));
  const shown = async () => (await findPost(id))?.parameters;
  const all = await shown();
  await change({ id, prompt: "other words" });
  expect(await shown()).toEqual(all);
  await change({ id, withdraw: "seed, size" });
  expect(await shown()).toEqual({ ...all, seed: null, width: null, height: null });
  const words = { prompt: "my own words", modelName: "flux1-dev", isTournamentOptIn: false };
  const whole = { id, ...words, withdraw: "workflow,loras" };
  await runOperation(replacePost, { ...call, readInput: async () => whole });
  expect(await shown()).toEqual({ ...all, seed: null, width: null, height: null, loras: [], workflowUrl: null });
  expect(await refusalOf(workflowOf(id))).toBe("NOT_FOUND");
  for (const withdraw of ["model", "all", "prompt"])
    expect(await refusalOf(change({ id, withdraw }))).toBe("VALIDATION_FAILED");

  // None of the columns is forgotten.
  await change({ id, withdraw: withdrawableFields.join(",") });
  const { workflowUrl, loras, ...others } = (await shown()) ?? {};
  expect([workflowUrl, loras]).toEqual([null, []]);
  expect(Object.values(others).every((value) => value === null)).toBe(true);
});

test("nobody else takes back what an author has published", async () => {
  const { id } = await post(fileOf(flux));
  const findViewer = async (): Promise<Viewer> => ({ ...owner, id: 2 });
  const taking = runOperation(updatePost, { ...call, findViewer, readInput: async () => ({ id, withdraw: "seed" }) });
  expect(await refusalOf(taking)).toBe("FORBIDDEN");
  expect((await findPost(id))?.parameters.seed).toBe("18446744073709551614");
});

const secrets = ["Secretville", "Jane Hidden", "SN-98765", "maker-secret", "51.5007"];
const telling: Metadata = {
  exif: exif({
    main: [asciiTag(tagNumbers.artist, "Jane Hidden"), asciiTag(tagNumbers.make, "maker-secret")],
    comment: userComment("words\nSteps: 20, Sampler: Euler, Seed: 5", "utf16be"),
    place: "Secretville 51.5007",
    serial: "SN-98765",
    makerNote: "maker-secret",
  }),
  xmp: xmp({
    elements: { "dc:creator": "Jane Hidden", "photoshop:City": "Secretville", "dc:description": "Jane Hidden" },
  }),
  iptc: iptc({ 80: "Jane Hidden", 90: "Secretville", 120: "Jane Hidden" }),
  comment: "Jane Hidden, Secretville",
  texts: [
    { key: "Author", value: "Jane Hidden" },
    {
      key: "prompt",
      value: JSON.stringify({
        "1": {
          class_type: "LoadImage",
          inputs: { image: "/home/Jane Hidden/a.png", author: "Jane Hidden", latitude: "51.5007" },
        },
      }),
    },
  ],
};

test.each([
  ["png", png],
  ["jpeg", jpeg],
  ["webp", webp],
  ["avif", avif],
  ["gif", gif],
] as const)("places, names and serial numbers in a %s are in nothing that is kept or sent", async (_, write) => {
  const file = write(telling);
  // They are there, or this would show nothing.
  expect(secrets.some((secret) => file.includes(secret) || file.includes(Buffer.from(secret, "utf16le")))).toBe(true);
  const created = await post(file);
  const detail = await findPost(created.id);
  const row = await db.$queryRaw<
    { all: string }[]
  >`SELECT to_jsonb(p)::text AS all FROM image_posts p WHERE id = ${created.id}`;
  const workflow = created.parameters.workflowUrl ? await workflowOf(created.id) : "";
  const said = JSON.stringify([toWire(created), toWire(detail), row, workflow]);
  for (const secret of secrets) expect(said).not.toContain(secret);
  for (const { avif: one, webp: other } of created.variants) {
    for (const url of [one, other]) {
      const bytes = Buffer.from((await disk.read(url.replace("/media/", ""))) ?? []);
      expect(bytes.length).toBeGreaterThan(20);
      for (const secret of secrets) expect(bytes.indexOf(secret)).toBe(-1);
    }
  }
});

test("metadata that cannot be read never fails an upload, and is said to be left out", async () => {
  const texts = [
    { key: "parameters", value: "a".repeat(3_000_000) },
    { key: "prompt", value: "[".repeat(90_000) },
  ];
  const { metadataWarnings, parameters } = await post(png({ texts }));
  expect(metadataWarnings.toSorted()).toEqual(["json_too_deep", "text_too_large"]);
  expect(parameters.tool).toBeNull();
});

test("a prompt that a post has no room for is known to be cut, by its signs", () => {
  expect([isCut(null), isCut("😀".repeat(2000)), isCut("😀".repeat(2001))]).toEqual([false, false, true]);
  expect(fittingPrompt("😀".repeat(2001))).toBe("😀".repeat(2000));
});

test("copied in A1111's form, a LoRA that the prompt calls is called once, and one whose name it only begins with too", () => {
  const none = { tool: null, negativePrompt: null, sampler: null, steps: null, cfg: null, seed: null, width: null };
  const parameters = { ...none, height: null, digitalSourceType: null, c2paGenerator: null };
  const copied = (prompt: string, names: string[]) =>
    a1111Text({ prompt, modelName: null }, { ...parameters, loras: names.map((name) => ({ name, weight: 1 })) });
  expect(copied("a fox <lora:styles/ink:0.8>", ["ink"])).toBe("a fox <lora:styles/ink:0.8>");
  expect(copied("a fox <lora:ink_v2:1>", ["ink", "ink_v2"])).toBe("a fox <lora:ink_v2:1> <lora:ink:1>");
});

test("copied in A1111's form, everything is read back", () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9 ,:_.-]{0,20}[a-zA-Z0-9]$/);
  const name = fc.stringMatching(/^[a-zA-Z0-9_]{1,20}$/);
  const number = fc.integer({ min: 1, max: 9999 });
  const settings = fc.record({
    tool: fc.constant("AUTOMATIC1111"),
    sampler: word,
    steps: number,
    cfg: fc.integer({ min: 1, max: 100 }),
    seed: fc.maxSafeNat(),
    width: number,
    height: number,
    negativePrompt: fc.option(word),
    loras: fc.uniqueArray(fc.record({ name, weight: fc.integer({ min: 1, max: 20 }) }), {
      selector: (lora) => lora.name,
    }),
    digitalSourceType: fc.constant(null),
    c2paGenerator: fc.constant(null),
  });
  fc.assert(
    fc.property(word, name, settings, (prompt, modelName, parameters) => {
      const read = readA1111(a1111Text({ prompt, modelName }, parameters));
      expect(read).toMatchObject({
        sampler: parameters.sampler,
        steps: parameters.steps,
        cfg: parameters.cfg,
        seed: parameters.seed,
        width: parameters.width,
        height: parameters.height,
        model: modelName,
      });
      expect(read.loras).toEqual(parameters.loras);
      expect(read.prompt?.trim().startsWith(prompt)).toBe(true);
      expect(read.negativePrompt?.trim() ?? null).toBe(parameters.negativePrompt);
    }),
  );
});
