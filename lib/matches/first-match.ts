import { z } from "zod";
import { AppError } from "@/lib/errors/app-error";
import { idField } from "@/lib/operation/fields";
import type { Picture } from "@/lib/posts/schema";
import { choosePair, drawMatch, findOpenMatch, openMatch } from "./draw";
import type { Pair } from "./pair-selection";
import { avoidField, type Match } from "./schema";
import { readTicket, writeTicket } from "./tickets";

/** What the vote page's address may carry; whatever is wrong in it counts as not there. */
export const firstMatchQuery = z.object({
  avoid: avoidField.catch([]),
  /** The pair that was shown before signing in. */
  pair: z.string().max(500).optional().catch(undefined),
  /** The image that was chosen of it. */
  winner: idField.optional().catch(undefined),
  /** A match that is open already, e.g. one whose vote was taken back by a plain form. */
  match: z.uuid().optional().catch(undefined),
});
type Query = z.output<typeof firstMatchQuery>;

/** Draws with `avoid`, and without it when nothing else is left: what was just passed over is better than nothing. */
async function drawRather<T>(avoid: readonly Pair[], draw: (avoid: readonly Pair[]) => Promise<T>): Promise<T> {
  try {
    return await draw(avoid);
  } catch (error) {
    if (avoid.length === 0 || !(error instanceof AppError) || error.code !== "NO_MATCH_AVAILABLE") throw error;
    return draw([]);
  }
}

/**
 * The match that a member's page begins with. After signing in that is the pair shown before, with the image that was
 * chosen of it, where this member may judge it.
 * @throws AppError NO_MATCH_AVAILABLE, SERVICE_UNAVAILABLE
 */
export async function firstMatch(
  voterId: number,
  { avoid, pair, winner, match: open }: Query,
): Promise<{ match: Match; chosenId?: number | undefined }> {
  const held = open ? await findOpenMatch(voterId, open) : null;
  if (held) return { match: held };
  const drawn = pair ? readTicket(pair) : null;
  const match = drawn && (await openMatch(voterId, drawn));
  if (match) return { match, chosenId: winner && drawn.pair.includes(winner) ? winner : undefined };
  return { match: await drawRather(avoid, (rest) => drawMatch(voterId, rest)) };
}

/**
 * A pair for somebody signed out, with the ticket that brings it back. Nothing is written.
 * @throws AppError NO_MATCH_AVAILABLE
 */
export async function pairForVisitor({ avoid }: Query): Promise<{ pictures: [Picture, Picture]; ticket: string }> {
  const drawn = await drawRather(avoid, (rest) => choosePair(null, rest));
  return { pictures: drawn.pictures, ticket: writeTicket(drawn) };
}
