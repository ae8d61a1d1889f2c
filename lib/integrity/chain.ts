import { hashLength, merkleRoot, sha256 } from "./merkle";
import { leafOf } from "./vote-record";

/** What stands before the first seal. */
export const noHead: Uint8Array = new Uint8Array(hashLength);

const headPrefix = Buffer.of(0x02);

export interface SealContents {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly sealedAt: Date;
  readonly count: number;
  readonly root: Uint8Array;
}

/** The head of the log after a seal: whoever knows it can tell any change to this seal or to one before it. */
export function headAfter(previous: Uint8Array, { number, sealedAt, count, root }: SealContents): Buffer {
  const facts = Buffer.alloc(24);
  facts.writeBigUInt64BE(BigInt(number), 0);
  facts.writeBigUInt64BE(BigInt(count), 8);
  facts.writeBigInt64BE(BigInt(sealedAt.getTime()), 16);
  return sha256(headPrefix, previous, facts, root);
}

/** The root over a batch, from the digests of its votes in the order of their ids. */
export function rootOf(entries: readonly { readonly id: number; readonly digest: Uint8Array }[]): Buffer {
  return merkleRoot(entries.map(({ id, digest }) => leafOf(id, digest)));
}
