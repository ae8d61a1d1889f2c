import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { headAfter, noHead, rootOf } from "./chain";
import { type ExportTail, readExport, UnreadableExport } from "./export-file";
import { leafHash, merkleRoot } from "./merkle";
import { type LogEntry, type SealedBatch, verifyLog } from "./verify-log";
import { decodeVote, digestOf, encodeVote, leafOf } from "./vote-record";

const lineOf = (id: number) =>
  encodeVote({
    id,
    matchId: `match ${id}`,
    voter: "ab".repeat(32),
    winnerImageId: 1,
    loserImageId: 2,
    createdAt: "2026-11-24T19:00:00.000001Z",
    winnerSide: "left",
    drawProbability: 0.25,
    salt: "5f0c7b3a-9d0e-4a57-8a83-0d2b4c1e6f70",
  });

/** A vote as it was sealed; `line` for another one in its place. */
const entry = (id: number, line = lineOf(id)): LogEntry => ({ id, digest: digestOf(line), line, redacted: null });

/** Seals whose roots and heads are right, whatever is in them: what somebody has who can write the whole database. */
function sealed(...batches: readonly (readonly LogEntry[])[]): SealedBatch[] {
  let head: Uint8Array = noHead;
  return batches.map((entries, n) => {
    const contents = { number: n + 1, sealedAt: new Date(1_000 * n), root: rootOf(entries) };
    head = headAfter(head, { ...contents, count: entries.length });
    return { ...contents, head, entries, strays: [] };
  });
}

const kinds = async (batches: readonly SealedBatch[]) =>
  (await verifyLog(batches)).findings.map(({ kind, at }) => `${kind} ${at}`);

test("votes out of order or twice are found, although root and head are right", async () => {
  expect(await kinds(sealed([entry(1), entry(2)], [entry(3)]))).toEqual([]);
  expect(await kinds(sealed([entry(2), entry(1)]))).toEqual(["vote-out-of-order 1"]);
  expect(await kinds(sealed([entry(1), entry(2)], [entry(2)]))).toEqual(["vote-out-of-order 2"]);
});

test("a vote that stands under another's id is found, although its digest is right", async () => {
  expect(await kinds(sealed([entry(1), entry(2, lineOf(7))]))).toEqual(["vote-changed 2"]);
});

test("a vote is written in one way only", () => {
  expect(decodeVote(lineOf(1))).toMatchObject({ id: 1 });
  for (const other of [lineOf(1).replace(",", ", "), lineOf(1).replace('"match 1"', '"\\u006datch 1"')])
    expect(decodeVote(other)).toBeNull();
});

test("what is no vote is none, whatever it is", () => {
  const fields = JSON.parse(lineOf(1)) as unknown[];
  const others: unknown[][] = [[], fields.slice(0, -1), [...fields, "more"]];
  const wrong = ["podium-vote-2", "1", 7, 7, "1", "2", 7, "up", 0.25, 7];
  for (const [at, value] of wrong.entries()) others.push(fields.with(at, value));
  for (const id of [0, -1, 1.5]) others.push(fields.with(1, id));
  for (const bits of ["", "3fd", "3FD0000000000000", "3fd0000000000000 "]) others.push(fields.with(8, bits));
  for (const line of others.map((each) => JSON.stringify(each))) expect(decodeVote(line), line).toBeNull();
  for (const line of ["", "{", "null", "7", '"podium-vote-1"', "{}"]) expect(decodeVote(line), line).toBeNull();
});

test("a vote is handed on when it is the sealed one, and no other", async () => {
  const handed: number[] = [];
  const changed: LogEntry = { ...entry(2), line: lineOf(2).replace('"left"', '"right"') };
  const gone: LogEntry = { ...entry(3), line: null, redacted: "account" };
  await verifyLog(sealed([entry(1), changed, gone, entry(4)]), { onVote: ({ id }) => handed.push(id) });
  expect(handed).toEqual([1, 4]);
});

test("a tree is that of RFC 6962: leaves and nodes under different prefixes, and a leaf binds its vote's id", () => {
  const hash = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
  const [a, b, c] = ["a", "b", "c"].map((text) => hash(Buffer.of(0), Buffer.from(text))) as [Buffer, Buffer, Buffer];
  expect(leafHash(Buffer.from("a"))).toEqual(a);
  const two = hash(Buffer.of(1), a, b);
  expect(merkleRoot([a, b])).toEqual(two);
  expect(merkleRoot([a, b, c])).toEqual(hash(Buffer.of(1), two, c));
  const id = Buffer.alloc(8);
  id.writeBigUInt64BE(9n);
  expect(leafOf(9, a)).toEqual(hash(Buffer.of(0), id, a));
});

test("a head binds what was before it, the seal's number, its votes, its time and its root", () => {
  const contents = { number: 1, sealedAt: new Date(5), count: 2, root: Buffer.alloc(32, 7) };
  const changes = [{ number: 2 }, { sealedAt: new Date(6) }, { count: 3 }, { root: Buffer.alloc(32, 8) }];
  const heads = [
    headAfter(noHead, contents),
    headAfter(Buffer.alloc(32, 1), contents),
    ...changes.map((change) => headAfter(noHead, { ...contents, ...change })),
  ];
  expect(new Set(heads.map((head) => head.toString("hex"))).size).toBe(heads.length);
});

function fileOf(batches: readonly SealedBatch[]): string[] {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const seals = batches.flatMap(({ number, sealedAt, root, head, entries }) => [
    JSON.stringify({ seal: number, sealed_at: sealedAt, votes: entries.length, root: hex(root), head: hex(head) }),
    ...entries.map(
      ({ id, digest, line }) => line ?? JSON.stringify({ redacted: id, digest: hex(digest), reason: "image" }),
    ),
  ]);
  const head = batches.at(-1)?.head;
  const end = { end: batches.reduce((sum, { entries }) => sum + entries.length, 0), head: head ? hex(head) : null };
  const tail = [{ quarantined: [] }, { board: [] }, end].map((value) => JSON.stringify(value));
  return [JSON.stringify({ format: "podium-vote-log-1" }), ...seals, ...tail];
}

async function read(lines: readonly string[]) {
  async function* each() {
    yield* lines;
  }
  const tail: ExportTail = { quarantined: [], board: [] };
  return verifyLog(readExport(each(), tail));
}

test("an export is a whole file of its kind, or it is refused", async () => {
  const gone: LogEntry = { ...entry(2), line: null, redacted: "image" };
  const lines = fileOf(sealed([entry(1), gone], [entry(3)]));
  expect(await read(lines)).toMatchObject({ votes: 3, redacted: { image: 1, account: 0 }, findings: [] });
  const refused = async (changed: readonly string[]) => expect(read(changed)).rejects.toBeInstanceOf(UnreadableExport);
  const last = lines.length - 1;
  const end = JSON.parse(lines[last] as string);
  await refused(lines.slice(0, -1));
  await refused(lines.with(last, JSON.stringify({ ...end, end: 4 })));
  await refused(lines.with(last, JSON.stringify({ ...end, head: "00".repeat(32) })));
  await refused([...lines, lines[last] as string]);
  await refused(lines.with(0, JSON.stringify({ format: "podium-vote-log-2" })));
  await refused(lines.toSpliced(last, 0, JSON.stringify({ other: 1 })));
  await refused(lines.toSpliced(1, 0, lineOf(9)));
  await refused(lines.toSpliced(3, 1));
  await refused(lines.map((line) => line.replace('"votes":2', '"votes":3')));
  for (const line of ["", "{", "7", "null", '"seal"', "{}"]) {
    await refused(lines.with(0, line));
    await refused(lines.toSpliced(last, 0, line));
  }
  const without = lines.map((line) => line.replace('"reason":"image"', '"reason":"whim"'));
  expect((await read(without)).findings).toEqual([{ kind: "vote-missing", at: 2 }]);
});

test("an export's hashes and ids are written in one way only", async () => {
  const gone: LogEntry = { ...entry(2), line: null, redacted: "image" };
  const lines = fileOf(sealed([entry(1), gone]));
  for (const key of ["root", "head", "digest"]) {
    const changes = [
      (hash: string) => `${hash}00`,
      (hash: string) => hash.toUpperCase(),
      (hash: string) => hash.slice(2),
    ];
    for (const change of changes) {
      const edited = lines.map((line) =>
        line.replace(new RegExp(`"${key}":"([0-9a-f]{64})"`), (_, hash: string) => `"${key}":"${change(hash)}"`),
      );
      expect(edited).not.toEqual(lines);
      await expect(read(edited)).rejects.toBeInstanceOf(UnreadableExport);
    }
  }
  for (const id of ['"2"', "2.5", "0", "-2", "null"]) {
    const edited = lines.map((line) => line.replace('"redacted":2', `"redacted":${id}`));
    await expect(read(edited)).rejects.toBeInstanceOf(UnreadableExport);
  }
  for (const id of ['"1"', "1.5", "null", "{}"]) {
    const edited = lines.map((line) => line.replace('"podium-vote-1",1', `"podium-vote-1",${id}`));
    expect((await read(edited)).findings).toContainEqual({ kind: "vote-changed", at: 0 });
  }
});
