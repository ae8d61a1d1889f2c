import type { VoteColumns } from "@/lib/rankings/projection-queries";
import { type LogEntry, type RedactionReason, type SealedBatch, verifyLog } from "./verify-log";
import { digestOf } from "./vote-record";
import { tallyVotes } from "./vote-tally";

const format = "podium-vote-log-1";

/** The board that the votes of an export make, which is not the published one: image, strength in log-odds. */
export type ExportedBoard = readonly (readonly [imageId: number, strength: number])[];

/** What a file says that cannot be read. */
export class UnreadableExport extends Error {}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/**
 * The log as lines of JSON: a head line, then each seal followed by its votes, exactly as they were hashed, or by what is
 * left of them; then the pseudonyms that do not count, the board, and the last line, without which a file was cut short.
 * `readLog` is walked twice, and gives the same both times.
 */
export async function* exportLines(
  readLog: () => AsyncIterable<SealedBatch>,
  { quarantined, boardOf }: { quarantined: readonly string[]; boardOf: (votes: VoteColumns) => ExportedBoard },
): AsyncGenerator<string> {
  const tally = tallyVotes({ quarantined });
  const { findings } = await verifyLog(readLog(), { onVote: tally.add });
  if (findings.length > 0) throw new UnreadableExport("The log does not verify, so it is not exported.");
  yield JSON.stringify({ format });
  let votes = 0;
  let last: string | null = null;
  for await (const { number, sealedAt, root, head, entries } of readLog()) {
    yield JSON.stringify({
      seal: number,
      sealed_at: sealedAt,
      votes: entries.length,
      root: hex(root),
      head: hex(head),
    });
    for (const { id, digest, line, redacted } of entries)
      yield line ?? JSON.stringify({ redacted: id, digest: hex(digest), reason: redacted });
    votes += entries.length;
    last = hex(head);
  }
  // Sorted, or their order would be that of the accounts.
  yield JSON.stringify({ quarantined: [...quarantined].sort() });
  yield JSON.stringify({ board: boardOf(tally.columns) });
  yield JSON.stringify({ end: votes, head: last });
}

interface SealLine {
  readonly seal: number;
  readonly sealed_at: string;
  readonly votes: number;
  readonly root: string;
  readonly head: string;
}

export interface ExportTail {
  quarantined: readonly string[];
  board: ExportedBoard;
}

/**
 * Reads such lines back into batches. After the last of them `tail` holds what the file says besides.
 * @throws UnreadableExport for anything that is not such a file, whole
 */
export async function* readExport(lines: AsyncIterable<string>, tail: ExportTail): AsyncGenerator<SealedBatch> {
  let batch: { seal: SealLine; entries: LogEntry[] } | null = null;
  let [at, votes] = [0, 0];
  let end: { end: number; head: string | null } | null = null;
  let head: string | null = null;
  const close = (): SealedBatch | null => {
    if (!batch) return null;
    const { seal, entries } = batch;
    if (entries.length !== seal.votes)
      throw new UnreadableExport(`Seal ${seal.seal} has ${entries.length} votes and says ${seal.votes}.`);
    batch = null;
    head = seal.head;
    return {
      number: seal.seal,
      sealedAt: new Date(seal.sealed_at),
      root: bytes(seal.root, at),
      head: bytes(seal.head, at),
      entries,
      strays: [],
    };
  };
  for await (const line of lines) {
    at += 1;
    if (end) throw new UnreadableExport(`Line ${at} comes after the end.`);
    const value = parse(line, at);
    if (at === 1) {
      if (value.format !== format) throw new UnreadableExport(`This is not a ${format} file.`);
    } else if (Array.isArray(value) || "redacted" in value) {
      if (!batch) throw new UnreadableExport(`Line ${at} is in no seal.`);
      votes += 1;
      batch.entries.push(Array.isArray(value) ? voteEntry(line, value) : redactedEntry(value, at));
    } else if ("seal" in value) {
      const done = close();
      if (done) yield done;
      batch = { seal: value as unknown as SealLine, entries: [] };
    } else {
      const done = close();
      if (done) yield done;
      if ("quarantined" in value) tail.quarantined = value.quarantined as string[];
      else if ("board" in value) tail.board = value.board as ExportedBoard;
      else if ("end" in value) end = value as unknown as { end: number; head: string | null };
      else throw new UnreadableExport(`Line ${at} is unknown.`);
    }
  }
  if (!end || end.end !== votes || end.head !== head) throw new UnreadableExport("The file was cut short.");
}

function parse(line: string, at: number): Record<string, unknown> {
  try {
    const value = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {}
  throw new UnreadableExport(`Line ${at} cannot be read.`);
}

function bytes(text: unknown, at: number): Buffer {
  if (!/^[0-9a-f]{64}$/.test(String(text))) throw new UnreadableExport(`There is no hash before line ${at}.`);
  return Buffer.from(String(text), "hex");
}

/** A vote that is there vouches for nothing but itself: whether it is the sealed one, the root tells. */
const voteEntry = (line: string, fields: readonly unknown[]): LogEntry => ({
  id: Number.isSafeInteger(fields[1]) ? (fields[1] as number) : 0,
  digest: digestOf(line),
  line,
  redacted: null,
});

function redactedEntry({ redacted, digest, reason }: Record<string, unknown>, at: number): LogEntry {
  if (!Number.isSafeInteger(redacted) || (redacted as number) < 1) throw new UnreadableExport(`Line ${at} has no id.`);
  const known = reason === "image" || reason === "account" ? (reason as RedactionReason) : null;
  return { id: redacted as number, digest: bytes(digest, at), line: null, redacted: known };
}
