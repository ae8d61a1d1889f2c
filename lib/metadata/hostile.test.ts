import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { avif, containers, gif, jpeg, png, pngChunk, webp } from "@/scripts/metadata-corpus/containers";
import { corpus } from "@/scripts/metadata-corpus/corpus";
import { exif, userComment, xmp } from "@/scripts/metadata-corpus/exif";
import { readCbor } from "./cbor";
import { cleanWorkflow } from "./clean-workflow";
import { inflate } from "./inflate";
import { parseJson } from "./json";
import { metadataLimits } from "./limits";
import { readMetadata } from "./read";

const megabyte = 1024 * 1024;
const text = (key: string, value: string) => png({ texts: [{ key, value }] });
const zipped = (bytes: Buffer) => {
  const plain = png({});
  const chunk = pngChunk("zTXt", Buffer.concat([Buffer.from("parameters\0\0"), deflateSync(bytes)]));
  return Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)]);
};
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const settings = "\nSteps: 20, Sampler: Euler, Seed: 1";
const links = (count: number) =>
  JSON.stringify(
    Object.fromEntries([
      ["save", { class_type: "SaveImage", inputs: { images: ["0", 0] } }],
      ...Array.from({ length: count }, (_, id) => [
        String(id),
        {
          class_type: "Reroute",
          inputs: Object.fromEntries(
            Array.from({ length: 12 }, (_, at) => [`in${at}`, [String((id * 7 + at) % count), 0]]),
          ),
        },
      ]),
    ]),
  );

/** Files that were made to hurt, near the largest that an upload may be. */
const hostile: Record<string, () => Buffer> = {
  "eighteen megabytes of one text": () => text("parameters", "a".repeat(18 * megabyte)),
  "text just below the limit": () => text("parameters", "word ".repeat(200_000) + settings),
  "a megabyte of line breaks": () => text("parameters", `a${"\n".repeat(megabyte - 100)}b`),
  "a megabyte of spaces": () => text("Description", `a${" ".repeat(megabyte - 100)}Job ID`),
  "a megabyte of open brackets": () => text("Dream", "[".repeat(megabyte - 100)),
  "a megabyte of commas": () => text("parameters", `a\nSteps: 1, ${"k:,".repeat(300_000)}`),
  "a megabyte of quotes": () => text("parameters", `a\nSteps: 1, k: "${'\\"'.repeat(500_000)}`),
  "LoRAs without end": () => text("parameters", "<lora:a".repeat(140_000) + settings),
  "many texts": () => png({ texts: Array.from({ length: 20_000 }, (_, at) => ({ key: `k${at}`, value: "{}" })) }),
  "a million chunks": () =>
    Buffer.concat([
      png({}).subarray(0, 33),
      ...Array.from({ length: 200_000 }, () => pngChunk("teXt", Buffer.alloc(0))),
    ]),
  "JSON a hundred thousand deep": () => text("prompt", nested("[", "]", 100_000)),
  "objects a hundred thousand deep": () => text("parameters", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`),
  "JSON of a million values": () => text("workflow", `[${"0,".repeat(500_000)}0]`),
  "JSON of ninety thousand arrays": () => text("workflow", `{"nodes":[${"[],".repeat(90_000)}[]],"links":[]}`),
  "a graph where everything leads everywhere": () => text("prompt", links(1_500)),
  "a node with ten thousand inputs": () =>
    text(
      "prompt",
      JSON.stringify({
        a: { class_type: "SaveImage", inputs: { images: ["b", 0] } },
        b: {
          class_type: "KSampler",
          inputs: Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`positive${at}`, ["b", 0]])),
        },
      }),
    ),
  "a bomb of two gigabytes' kind": () => zipped(Buffer.alloc(64 * megabyte)),
  "many bombs": () => {
    const chunk = pngChunk("zTXt", Buffer.concat([Buffer.from("a\0\0"), deflateSync(Buffer.alloc(megabyte - 10, 97))]));
    return Buffer.concat([png({}).subarray(0, 33), ...Array.from({ length: 50 }, () => chunk), png({}).subarray(33)]);
  },
  "a megabyte of compressed noise": () => {
    const noise = Buffer.alloc(megabyte - 10);
    let state = 1;
    for (let at = 0; at < noise.length; at += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      noise[at] = 48 + (state >>> 26);
    }
    return zipped(noise);
  },
  "a stream of empty blocks": () =>
    Buffer.concat([
      png({}).subarray(0, 33),
      pngChunk(
        "zTXt",
        Buffer.concat([Buffer.from("a\0\0x\x9c", "latin1"), Buffer.from("000000ffff".repeat(200_000), "hex")]),
      ),
    ]),
  "two megabytes of JSON": () =>
    png({
      texts: ["prompt", "workflow"].map((key) => ({
        key,
        value: JSON.stringify(Array.from({ length: 45_000 }, (_, at) => ({ [`k${at}`]: "some value" }))),
      })),
    }),
  "a broken stream": () =>
    Buffer.concat([png({}).subarray(0, 33), pngChunk("zTXt", Buffer.from("a\0\0x\x9c\xff\xff", "latin1"))]),
  "a raw profile of nonsense": () => text("Raw profile type exif", `\nexif\n  ${megabyte}\n${"zz".repeat(500_000)}`),
  "XMP a hundred thousand deep": () => jpegXmp("<a>".repeat(15_000)),
  "XMP of a megabyte of attributes": () => webp({ xmp: `<a ${'b="" '.repeat(200_000)}>` }),
  "XMP of one long name": () => webp({ xmp: `<${"a".repeat(megabyte - 100)}>` }),
  "XMP of equals signs": () => webp({ xmp: `<a ${"=".repeat(megabyte - 100)}>` }),
  "XMP of entities": () => webp({ xmp: `<a>${"&amp;".repeat(200_000)}</a>` }),
  "XMP of open comments": () => webp({ xmp: "<!--".repeat(250_000) }),
  "EXIF of a megabyte in UTF-16": () => webp({ exif: exif({ comment: userComment("가".repeat(500_000), "utf16be") }) }),
  "an AVIF of endless extents": () => {
    const bytes = avif({ exif: exif({ comment: userComment("a", "ascii") }) });
    const at = bytes.indexOf("iloc") + 10;
    bytes.writeUInt16BE(0xffff, at);
    return bytes;
  },
  "a GIF of single bytes": () =>
    Buffer.concat([gif({}).subarray(0, 19), Buffer.of(0x21, 0xfe), Buffer.alloc(18 * megabyte, 1)]),
  "a JPEG of fill bytes": () => Buffer.concat([Buffer.of(0xff, 0xd8), Buffer.alloc(18 * megabyte, 0xff)]),
  "a JPEG of empty comments": () =>
    Buffer.concat([Buffer.of(0xff, 0xd8, 0xff), Buffer.from("fe0002ff".repeat(megabyte), "hex")]),
};

function jpegXmp(packet: string): Buffer {
  return jpeg({ xmp: packet });
}

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

/**
 * Runs where only so many megabytes of heap are to be had, and answers what each file costs: processor time as a share of
 * 200 ms, on a processor that takes 25 ms for the yardstick. Measured beside it, because machines are noisy.
 */
const runner = `
  import { readFileSync } from "node:fs";
  import { readMetadata } from "@/lib/metadata/read";
  const files = process.argv.slice(2).map((file) => [file, readFileSync(file)] as const);
  const cost = (work: () => void) => { const from = process.cpuUsage(); work(); return process.cpuUsage(from).user / 1000; };
  let mixed = 1;
  const yardstick = () => {
    for (let n = 0; n < 20_000_000; n += 1) { mixed ^= mixed << 13; mixed ^= mixed >>> 17; mixed ^= mixed << 5; }
  };
  // What is compiled once is not what a file costs.
  yardstick();
  for (const [, bytes] of files.slice(0, 3)) readMetadata(bytes);
  const times = files.map(([file, bytes]) => {
    // The least of several: what the file costs, not what else the machine did meanwhile.
    const shares = [0, 1, 2, 3, 4].map(() => cost(() => readMetadata(bytes)) / (8 * cost(yardstick)));
    return [file, Math.min(...shares)];
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
  const args = ["--max-old-space-size=50", "--max-semi-space-size=4", "--import", "tsx", script, ...files];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, TSX_TSCONFIG_PATH: join(process.cwd(), "tsconfig.json") },
  });
  expect([status, stderr]).toEqual([0, ""]);
  if (process.env.METADATA_TIMES) writeFileSync(process.env.METADATA_TIMES, stdout);
  const shares = (JSON.parse(stdout) as [string, number][]).map(([, share], at) => [names[at], share] as const);
  expect(shares.filter(([, share]) => share >= 1)).toEqual([]);
});

test("no bytes make the reader throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
      readMetadata(bytes);
    }),
    { numRuns: 2000 },
  );
});

const samples = corpus();

test("a file cut off anywhere is read as far as it goes", () => {
  for (const { bytes } of samples) {
    const step = Math.max(1, Math.floor(bytes.length / 60));
    for (let end = 0; end < bytes.length; end += step) readMetadata(bytes.subarray(0, end));
  }
});

test("a file with any bytes changed is read without a throw", () => {
  const change = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), change, ({ bytes }, changes) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) damaged[at % damaged.length] = value;
      readMetadata(damaged);
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
        const read = readMetadata(
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

test("a cleaned workflow is the same JSON to the last digit, without paths and keys", () => {
  const plain = fc.jsonValue().filter((value) => !/[\\/]|user|name|mail|key|gps/i.test(JSON.stringify(value)));
  fc.assert(
    fc.property(plain, (value) => {
      expect(JSON.parse(cleanWorkflow(JSON.stringify(value, null, 2)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(cleanWorkflow('{ "seed": 18446744073709551615,\n "x": NaN, "n": 1e999 }')).toBe(
    '{"seed":18446744073709551615,"x":null,"n":null}',
  );
  expect(
    cleanWorkflow(
      JSON.stringify({
        a: "/home/jane/x.png",
        b: "D:\\ai\\m.ckpt",
        api_key: "q",
        t: "as in C:\\Users\\jane\\y.txt",
        k: "hf_abcdefghijklmnopqrstuv",
        f: "sdxl/base.safetensors",
      }),
    ),
  ).toBe(JSON.stringify({ a: "x.png", b: "m.ckpt", api_key: "", t: "as in y.txt", k: "", f: "sdxl/base.safetensors" }));
  expect(metadataLimits.workflow).toBe(512 * 1024);
});
