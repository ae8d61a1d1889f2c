import { createHash } from "node:crypto";

/** Bytes of a SHA-256. */
export const hashLength = 32;

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** Leaves and nodes are hashed under different prefixes, so that no inner node can be shown as a leaf. */
export const leafHash = (data: Uint8Array): Buffer => sha256(leafPrefix, data);

/**
 * The Merkle tree hash of leaves that are hashed already. A tree of n splits at the largest power of two below n, so
 * that no leaf is ever doubled, and different lists never share a root.
 * @see RFC 6962, section 2.1
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return sha256();
  const subtree = (from: number, to: number): Uint8Array => {
    if (to - from === 1) return leaves[from] as Uint8Array;
    let half = 1;
    while (half * 2 < to - from) half *= 2;
    return sha256(nodePrefix, subtree(from, from + half), subtree(from + half, to));
  };
  return Buffer.from(subtree(0, leaves.length));
}
