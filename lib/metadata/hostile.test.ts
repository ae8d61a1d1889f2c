import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { containers, png } from "@/scripts/metadata-corpus/containers";
import { corpus } from "@/scripts/metadata-corpus/corpus";
import { exif, userComment, xmp } from "@/scripts/metadata-corpus/exif";
import { hostileContainers } from "@/scripts/metadata-corpus/hostile-containers";
import { hostileTexts } from "@/scripts/metadata-corpus/hostile-texts";
import { readCbor } from "./cbor";
import { inflate } from "./inflate";
import { parseJson } from "./json";
import { noParameters } from "./metadata";
import { readMetadata, readUnguarded } from "./read";

const text = (key: string, value: string) => png({ texts: [{ key, value }] });
const hostile = { ...hostileTexts, ...hostileContainers };
const leftOut = (name: string) => readMetadata((hostile[name] as () => Buffer)()).warnings;

test("what is too much is left out and said", () => {
  expect(leftOut("eighteen megabytes of one text")).toContain("text_too_large");
  expect(leftOut("many texts")).toContain("too_much_text");
  expect(leftOut("JSON a hundred thousand deep")).toContain("json_too_deep");
  expect(leftOut("JSON of a million values")).toContain("json_too_large");
  expect(leftOut("a bomb of two gigabytes' kind")).toContain("inflate_too_large");
  expect(leftOut("many bombs")).toContain("inflate_too_large");
  expect(leftOut("a broken stream")).toContain("inflate_broken");
  expect(leftOut("XMP a hundred thousand deep")).toContain("xmp_broken");
  expect(readMetadata(text("workflow", `{"nodes":[{"a":"${"x".repeat(600_000)}"}],"links":[]}`))).toMatchObject({
    workflow: null,
    warnings: ["workflow_too_large"],
  });
});

test("what is cut is said", () => {
  const parameters = (words: string) => readMetadata(text("parameters", `${words}\nSteps: 20, Seed: 1`));
  const calls = (count: number) => Array.from({ length: count }, (_, at) => `<lora:l${at}:1>`).join(" ");
  expect(parameters("x".repeat(20_000)).warnings).toEqual([]);
  expect(parameters(calls(50)).warnings).toEqual([]);
  expect(parameters("word ".repeat(6000))).toMatchObject({ warnings: ["prompt_cut"] });
  expect(parameters(`a fox\nNegative prompt: ${"word ".repeat(6000)}`)).toMatchObject({ warnings: ["prompt_cut"] });
  expect(parameters(calls(60))).toMatchObject({ warnings: ["loras_cut"] });
  for (const write of Object.values(containers))
    expect(readMetadata(write({ manifest: Buffer.alloc(5 * 1024 * 1024, 1) })).warnings).toEqual(["c2pa_unreadable"]);
});

/**
 * Runs where only so many megabytes of heap are to be had, and answers what each file costs: processor time as a share of
 * 200 ms, on a processor that takes 25 ms for the yardstick. Measured beside it, because machines are noisy.
 */
const runner = `
  import { readFileSync } from "node:fs";
  import { readUnguarded } from "@/lib/metadata/read";
  const files = process.argv.slice(2).map((file) => [file, readFileSync(file)] as const);
  const cost = (work: () => void) => { const from = process.cpuUsage(); work(); return process.cpuUsage(from).user / 1000; };
  let mixed = 1;
  const yardstick = () => {
    for (let n = 0; n < 20_000_000; n += 1) { mixed ^= mixed << 13; mixed ^= mixed >>> 17; mixed ^= mixed << 5; }
  };
  // What is compiled once is not what a file costs.
  yardstick();
  for (const [, bytes] of files.slice(0, 3)) readUnguarded(bytes);
  const outside = () => { const { arrayBuffers, external } = process.memoryUsage(); return Math.max(arrayBuffers, external); };
  const times = files.map(([file, bytes]) => {
    // Bytes outside of the heap, garbage too, which is more than was held at once.
    globalThis.gc?.();
    const before = outside();
    readUnguarded(bytes);
    const megabytes = (outside() - before) / 2 ** 20;
    // The least of several: what the file costs, not what else the machine did meanwhile.
    let least = Infinity;
    for (let count = 0; count < 5 && least > 0.3; count += 1) {
      least = Math.min(least, cost(() => readUnguarded(bytes)) / (8 * cost(yardstick)));
    }
    return [file, least, megabytes];
  });
  console.log(JSON.stringify(times));
`;

test("no file that was made to hurt takes 200 ms of the processor or 50 MB of memory", { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "podium-hostile-"));
  whenFileIsDone(async () => rmSync(folder, { recursive: true, force: true }));
  const names = Object.keys(hostile);
  const files = names.map((name, at) => {
    const file = join(folder, String(at));
    writeFileSync(file, (hostile[name] as () => Buffer)());
    return file;
  });
  const script = join(folder, "run.mts");
  writeFileSync(script, runner);
  // A heap of 50 MB for the reader, on top of what the process has without it; a file's own bytes are outside of the heap.
  const args = [
    "--max-old-space-size=50",
    "--max-semi-space-size=4",
    "--expose-gc",
    "--import",
    "tsx",
    script,
    ...files,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, TSX_TSCONFIG_PATH: join(process.cwd(), "tsconfig.json") },
  });
  expect([status, stderr]).toEqual([0, ""]);
  if (process.env.METADATA_TIMES) writeFileSync(process.env.METADATA_TIMES, stdout);
  const costs = JSON.parse(stdout) as [string, number, number][];
  const tooMuch = costs.map(([, ...cost], at) => [names[at], ...cost] as const);
  expect(tooMuch.filter(([, share, megabytes]) => share >= 1 || megabytes > 50)).toEqual([]);
});

test("what throws after all is an empty reading with a warning", () => {
  expect(() => readUnguarded(null as never)).toThrow();
  expect(readMetadata(null as never)).toEqual({
    ...noParameters,
    digitalSourceType: null,
    c2pa: { present: false, generator: null },
    warnings: ["too_much_text"],
  });
});

test("a CBOR string in pieces takes no pieces of other kinds, which have no text", () => {
  for (const hex of ["7fa0ff", "7f81a0ff", "5fa0ff", "7f", "7f6161"])
    expect(readCbor(Buffer.from(hex, "hex"))).toBe(undefined);
  expect(readCbor(Buffer.from("7f61616162ff", "hex"))).toBe("ab");
  expect(readCbor(Buffer.from("5f4161ff", "hex"))).toBe(null);
});

test("a text that many links share is read through all of them, and a circle ends", () => {
  const concat = (...from: string[]) => ({
    class_type: "StringConcatenate",
    inputs: { ...Object.fromEntries(from.map((id, at) => [`string_${at}`, [id, 0]])), delimiter: " " },
  });
  const graph = {
    save: { class_type: "SaveImage", inputs: { images: ["sampler", 0] } },
    sampler: {
      class_type: "KSampler",
      inputs: { positive: ["words", 0], negative: ["none", 0], latent_image: ["save", 0], seed: 1 },
    },
    words: { class_type: "CLIPTextEncode", inputs: { text: ["a", 0] } },
    none: { class_type: "CLIPTextEncode", inputs: { text: ["circle", 0] } },
    a: concat("b", "b", "c"),
    b: concat("c", "c"),
    c: { class_type: "Text", inputs: { text: "fox" } },
    circle: concat("circle", "c", "circle"),
  };
  expect(readMetadata(text("prompt", JSON.stringify(graph)))).toMatchObject({
    prompt: "fox fox fox fox fox",
    negativePrompt: "fox",
  });
});

test("no bytes make the reader throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
      readUnguarded(bytes);
    }),
    { numRuns: 2000 },
  );
});

const samples = corpus();

test("a file cut off anywhere is read as far as it goes", () => {
  for (const { bytes } of samples) {
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let end = 0; end < bytes.length; end += step) readUnguarded(bytes.subarray(0, end));
  }
});

test("a file with any bytes changed is read without a throw", () => {
  const change = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), change, ({ bytes }, changes) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) damaged[at % damaged.length] = value;
      readUnguarded(damaged);
    }),
    { numRuns: 1500 },
  );
});

test("any text in any container is read without a throw, and what comes out a database can hold", () => {
  const value = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.json(), fc.string({ maxLength: 300 }));
  const write = fc.constantFrom(...Object.values(containers));
  fc.assert(
    fc.property(
      write,
      value,
      fc.constantFrom("parameters", "prompt", "workflow", "Comment", "Dream"),
      (make, said, key) => {
        const comment = userComment(said, "utf16le");
        const read = readUnguarded(
          make({
            texts: [{ key, value: said }],
            exif: exif({ comment, little: true }),
            comment: said,
            xmp: xmp({ elements: { "dc:description": said } }),
          }),
        );
        for (const each of [read.tool, read.prompt, read.negativePrompt, read.model, read.sampler]) {
          if (each !== null) expect([each.isWellFormed(), each.includes("\0")]).toEqual([true, false]);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test("inflate gives back what zlib made, and never a byte more than it may", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 5000 }),
      fc.integer({ min: 0, max: 9 }),
      fc.nat({ max: 6000 }),
      (bytes, level, limit) => {
        const { outcome, bytes: out } = inflate(deflateSync(bytes, { level }), limit);
        expect(out.length).toBeLessThanOrEqual(limit);
        expect(outcome).toBe(bytes.length <= limit ? "whole" : "full");
        if (outcome === "whole") expect(Buffer.from(out).equals(Buffer.from(bytes))).toBe(true);
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      inflate(bytes, 10_000);
      readCbor(bytes);
    }),
  );
});

test("JSON is parsed as JSON.parse does, but for numbers that it would round", () => {
  const safe = fc.jsonValue().filter((value) => typeof value === "object" && value !== null);
  fc.assert(
    fc.property(safe, (value) => {
      const text = JSON.stringify(value);
      if (/\d{16}/.test(text)) return;
      expect(parseJson(text, () => {})).toEqual(JSON.parse(text));
    }),
  );
  expect(
    parseJson('{"seed":18446744073709551615,"a":NaN,"b":-Infinity,"c":"NaN 18446744073709551615"}', () => {}),
  ).toEqual({
    seed: "18446744073709551615",
    a: null,
    b: null,
    c: "NaN 18446744073709551615",
  });
});
