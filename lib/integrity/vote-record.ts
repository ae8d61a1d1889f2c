import { createHmac } from "node:crypto";
import { hashLength, leafHash, sha256 } from "./merkle";

/** Every fact of a vote, with its voter's pseudonym in the voter's place. */
export interface VoteRecord {
  readonly id: number;
  readonly matchId: string;
  /** 64 hexadecimal digits; see `pseudonymOf`. */
  readonly voter: string;
  readonly winnerImageId: number;
  readonly loserImageId: number;
  /** `2026-11-24T19:00:00.123456Z`: the database's microseconds, which a Date would lose. */
  readonly createdAt: string;
  readonly winnerSide: "left" | "right" | null;
  readonly drawProbability: number | null;
  /** A UUID, random for each vote. */
  readonly salt: string;
}

const version = "podium-vote-1";

/**
 * Stands for a voter in the log: always the same one for the same voter, so that votes can be counted by voter, and
 * nothing that leads back to the account without the key.
 */
export function pseudonymOf(voterId: number, key: Uint8Array): string {
  return createHmac("sha256", key).update(`voter:${voterId}`).digest("hex");
}

/** A double as its 16 hexadecimal digits, high byte first: languages write decimals differently, bits they do not. */
function bitsOf(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex");
}

/** The one line of text that a vote is sealed as; a line of an export is exactly this. */
export function encodeVote(vote: VoteRecord): string {
  return JSON.stringify([
    version,
    vote.id,
    vote.matchId,
    vote.voter,
    vote.winnerImageId,
    vote.loserImageId,
    vote.createdAt,
    vote.winnerSide,
    vote.drawProbability === null ? null : bitsOf(vote.drawProbability),
    vote.salt,
  ]);
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
const isText = (value: unknown): value is string => typeof value === "string";

/** The vote of such a line; null for every other text, also for one that means the same but is written differently. */
export function decodeVote(line: string): VoteRecord | null {
  let fields: unknown;
  try {
    fields = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(fields)) return null;
  const [, id, matchId, voter, winnerImageId, loserImageId, createdAt, winnerSide, probability, salt] = fields;
  if (![id, winnerImageId, loserImageId].every(isId) || ![matchId, voter, createdAt, salt].every(isText)) return null;
  if (winnerSide !== null && winnerSide !== "left" && winnerSide !== "right") return null;
  if (probability !== null && !/^[0-9a-f]{16}$/.test(String(probability))) return null;
  const drawProbability = probability === null ? null : Buffer.from(probability, "hex").readDoubleBE();
  const vote = { id, matchId, voter, winnerImageId, loserImageId, createdAt, winnerSide, drawProbability, salt };
  // Its version and the number of its fields are compared here too.
  return encodeVote(vote) === line ? vote : null;
}

/** What is kept of a vote for good, also when the vote itself is purged. Without the salt it cannot be guessed back. */
export const digestOf = (line: string): Buffer => sha256(Buffer.from(line, "utf8"));

/** A vote's leaf binds its id even when only the digest is left. */
export function leafOf(voteId: number, digest: Uint8Array): Buffer {
  const data = Buffer.alloc(8 + hashLength);
  data.writeBigUInt64BE(BigInt(voteId));
  data.set(digest, 8);
  return leafHash(data);
}
