import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { whenFileIsDone } from "@/lib/testing/cleanup";

/**
 * Reads files that chance made of the corpus, in a process whose heap ends at 50 MB. Processor time and not the clock, beside a
 * yardstick that takes 25 ms where 200 are allowed; what looks expensive is measured again, because machines are noisy. Bytes
 * outside of the heap are counted without collecting garbage first, which is more than was held at once; if that is too much,
 * again from a clean start.
 */
const runner = `
  import { png } from "@/scripts/metadata-corpus/containers";
  import { corpus } from "@/scripts/metadata-corpus/corpus";
  import { readUnguarded } from "@/lib/metadata/read";
  let state = Number(process.argv[2]) | 1;
  const next = (end: number) => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) % end;
  };
  const all = corpus();
  const samples = all.map(({ bytes }) => bytes);
  const any = () => samples[next(samples.length)] as Buffer;
  const piece = (bytes: Buffer) => {
    const from = next(bytes.length);
    return bytes.subarray(from, from + 1 + next(bytes.length - from));
  };
  const at = (bytes: Buffer, ...parts: Buffer[]) => {
    const from = next(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), ...parts, bytes.subarray(from)]);
  };
  const change = [
    (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      for (let left = 1 + next(12); left > 0; left -= 1) changed[next(changed.length)] = next(3) ? next(256) : 255 * next(2);
      return changed;
    },
    (bytes: Buffer) => bytes.subarray(0, 1 + next(bytes.length)),
    (bytes: Buffer) => at(bytes, piece(any())),
    (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      if (changed.length > 4) changed.writeInt32BE(state | 0, next(changed.length - 4));
      return changed;
    },
    () => Buffer.from(Array.from({ length: 1 + next(4096) }, () => next(256))),
  ];
  // A piece again and again, up to a few megabytes.
  const grow = (bytes: Buffer) => {
    const part = piece(next(2) ? bytes.subarray(0, 200) : bytes);
    return at(bytes, Buffer.alloc(Math.min(3_000_000, part.length * (1 << next(16))), part));
  };
  // Graphs of the nodes and inputs that the corpus has, linked by chance.
  const types: string[] = [];
  const inputs: [string, unknown][] = [];
  for (const { expected } of all) for (const node of Object.values(expected.workflow ?? {}) as any[]) {
    if (!node?.class_type) continue;
    types.push(node.class_type);
    inputs.push(...Object.entries(node.inputs));
  }
  const graph = () => {
    const count = 1 + next(1 << (1 + next(12)));
    const most = 1 + next(count > 1000 ? 12 : 60);
    const nodes = Array.from({ length: count }, (_, id) => [id, {
      class_type: types[next(types.length)],
      inputs: Object.fromEntries(Array.from({ length: most }, () => {
        const [name, value] = inputs[next(inputs.length)] as [string, unknown];
        return [next(4) ? name : name + "_" + next(9), next(3) ? [String(next(count)), 0] : value];
      })),
    }]);
    return png({ texts: [{ key: "prompt", value: JSON.stringify(Object.fromEntries(nodes)) }] });
  };
  const cost = (work: () => void) => {
    const from = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  let mixed = 1;
  const yardstick = () => {
    for (let n = 0; n < 20_000_000; n += 1) { mixed ^= mixed << 13; mixed ^= mixed >>> 17; mixed ^= mixed << 5; }
  };
  yardstick();
  const outside = () => { const { arrayBuffers, external } = process.memoryUsage(); return Math.max(arrayBuffers, external); };
  const held = (work: () => void) => { const from = outside(); work(); return (outside() - from) / 2 ** 20; };
  const megabytes = (bytes: Buffer) => held(() => readUnguarded(bytes));
  // What is over the budget is seen.
  const control = [(cost(() => { for (let n = 0; n < 16; n += 1) yardstick(); }) * 25) / cost(yardstick) > 200, held(() => new Uint8Array(60 * 2 ** 20)) > 50];
  const tooMuch: unknown[] = [];
  let most = { time: 0, memory: 0 };
  const runs = 3000;
  for (let run = 0; run < runs; run += 1) {
    let bytes = any();
    for (let left = 1 + next(3); left > 0; left -= 1) bytes = (change[next(change.length)] as (bytes: Buffer) => Buffer)(bytes);
    if (run % 40 === 0) bytes = grow(bytes);
    if (run % 200 === 20) bytes = graph();
    let memory = 0;
    let time = cost(() => { memory = megabytes(bytes); });
    for (let again = 0; again < 3 && time > 120; again += 1) time = Math.min(time, (cost(() => readUnguarded(bytes)) * 25) / cost(yardstick));
    if (memory > 50) { globalThis.gc?.(); memory = megabytes(bytes); }
    most = { time: Math.max(most.time, time), memory: Math.max(most.memory, memory) };
    if (time > 200 || memory > 50) tooMuch.push({ run, time, memory, head: bytes.subarray(0, 60).toString("latin1") });
  }
  console.log(JSON.stringify({ runs, control, most, tooMuch: tooMuch.slice(0, 5) }));
`;

test("no bytes make the reader throw, take 200 ms of the processor or 50 MB of memory", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "podium-budget-"));
  whenFileIsDone(async () => rmSync(folder, { recursive: true, force: true }));
  const script = join(folder, "run.mts");
  writeFileSync(script, runner);
  // Each time other files; the number in a failure's message makes them again.
  const seed = process.env.METADATA_SEED ?? String(Date.now() % 2 ** 31);
  const heap = ["--max-old-space-size=50", "--max-semi-space-size=4", "--expose-gc"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...heap, "--import", "tsx", script, seed], {
    encoding: "utf8",
    env: { ...process.env, TSX_TSCONFIG_PATH: join(process.cwd(), "tsconfig.json") },
  });
  expect([status, stderr], `METADATA_SEED=${seed}`).toEqual([0, ""]);
  if (process.env.METADATA_TIMES) writeFileSync(process.env.METADATA_TIMES, stdout);
  expect(JSON.parse(stdout), `METADATA_SEED=${seed}`).toMatchObject({ runs: 3000, control: [true, true], tooMuch: [] });
});
