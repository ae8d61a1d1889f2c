import { headAfter, noHead, rootOf } from "./chain";
import { decodeVote, digestOf, type VoteRecord } from "./vote-record";

export type RedactionReason = "image" | "account";

export interface LogEntry {
  readonly id: number;
  readonly digest: Uint8Array;
  /** The vote as it is now, encoded; null when it is gone. */
  readonly line: string | null;
  /** Why it is gone; null when nothing says so. */
  readonly redacted: RedactionReason | null;
  /** Is the image or the account still there that is said to be gone? An export cannot tell. */
  readonly isExcuseUntrue?: boolean;
}

/** A seal with what is there for it. */
export interface SealedBatch {
  readonly number: number;
  readonly sealedAt: Date;
  readonly root: Uint8Array;
  readonly head: Uint8Array;
  readonly entries: readonly LogEntry[];
  /** Ids of votes that lie among the sealed ones and are in no seal. */
  readonly strays: readonly number[];
  /** Does the seal name another first or last vote than it has? The next sealing goes on from there. An export does not say it. */
  readonly isRangeUntrue?: boolean;
}

/** What is wrong, and where: a vote's id, or a seal's number. */
export interface Finding {
  readonly kind:
    | "vote-changed"
    | "vote-missing"
    | "redaction-untrue"
    | "vote-inserted"
    | "vote-out-of-order"
    | "root-differs"
    | "head-differs"
    | "seal-range-differs"
    | "seal-missing"
    | "head-unknown";
  readonly at: number;
}

export interface LogReport {
  readonly seals: number;
  /** Sealed votes, redacted ones included. */
  readonly votes: number;
  readonly redacted: Readonly<Record<RedactionReason, number>>;
  /** The head of the log, in hexadecimal; null when nothing is sealed. */
  readonly head: string | null;
  readonly findings: readonly Finding[];
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

/**
 * Walks the log and computes every digest, root and head anew. A log without findings is the one that was sealed, up to
 * what a head that was written down elsewhere vouches for: give it as `knownHead`, or whoever can write the whole
 * database could have sealed it all again. A vote that is gone for a recorded reason is counted and found right as long
 * as its digest is.
 * @param onVote is called with each vote that is there and as it was sealed
 */
export async function verifyLog(
  batches: AsyncIterable<SealedBatch> | Iterable<SealedBatch>,
  { knownHead, onVote }: { knownHead?: string | undefined; onVote?: (vote: VoteRecord) => void } = {},
): Promise<LogReport> {
  const findings: Finding[] = [];
  const redacted = { image: 0, account: 0 };
  let [seals, votes, lastId] = [0, 0, 0];
  let head: Uint8Array = noHead;
  let isKnown = knownHead === undefined;
  for await (const batch of batches) {
    seals += 1;
    if (batch.number !== seals) {
      findings.push({ kind: "seal-missing", at: seals });
      seals = batch.number;
    }
    for (const { id, digest, line, redacted: reason, isExcuseUntrue } of batch.entries) {
      votes += 1;
      if (id <= lastId) findings.push({ kind: "vote-out-of-order", at: id });
      lastId = id;
      if (line !== null) {
        const vote = decodeVote(line);
        if (vote?.id === id && same(digestOf(line), digest)) onVote?.(vote);
        else findings.push({ kind: "vote-changed", at: id });
      } else if (reason === null) findings.push({ kind: "vote-missing", at: id });
      else {
        redacted[reason] += 1;
        if (isExcuseUntrue) findings.push({ kind: "redaction-untrue", at: id });
      }
    }
    for (const id of batch.strays) findings.push({ kind: "vote-inserted", at: id });
    const { number, sealedAt, root } = batch;
    if (batch.isRangeUntrue) findings.push({ kind: "seal-range-differs", at: number });
    if (!same(rootOf(batch.entries), root)) findings.push({ kind: "root-differs", at: number });
    const expected = headAfter(head, { number, sealedAt, count: batch.entries.length, root });
    if (!same(expected, batch.head)) findings.push({ kind: "head-differs", at: number });
    head = batch.head;
    isKnown ||= Buffer.from(head).toString("hex") === knownHead?.toLowerCase();
  }
  if (!isKnown) findings.push({ kind: "head-unknown", at: seals });
  return { seals, votes, redacted, head: seals > 0 ? Buffer.from(head).toString("hex") : null, findings };
}
