import { createHash } from "node:crypto";

/**
 * The id under which a match comes back after its vote was taken back: a new one, so that a late repeat of that vote
 * finds nothing to count in, and one that follows from the old id, so that an undo sent again leads to the same match.
 * It is no secret: a token is worth something to its voter alone.
 * @see RFC 9562 §5.8, UUID version 8
 */
export function restoredMatchId(matchId: string): string {
  const hex = createHash("sha256").update(`restored:${matchId}`).digest("hex");
  const variant = (8 + (Number.parseInt(hex[16] as string, 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
