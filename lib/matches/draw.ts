import { randomInt } from "node:crypto";
import { AppError } from "@/lib/errors/app-error";
import type { Picture } from "@/lib/posts/schema";
import { drawable, judgedBy } from "./candidates";
import { createJudged, type Pair, pairSet } from "./judged";
import { type DrawnPair, drawPair } from "./pair-selection";
import { findDrawablePair } from "./queries";
import type { Match } from "./schema";
import { createToken, findToken, type MatchToken, storeToken, tokenExpiry } from "./tokens";

const nobody = Promise.resolve(createJudged());

/** How often a choice is made anew from fresh tables because it was overtaken by a hide or a vote elsewhere. */
const maxAttempts = 4;

interface ShownPair extends DrawnPair {
  readonly pictures: [Picture, Picture];
}

/**
 * A choice among what this process knows to be eligible, `fresh` from the tables, as far as they are read quickly, or as of a moment ago;
 * `insist`: from the tables however large they are. Null for none.
 */
export async function proposePair(
  voterId: number | null,
  avoid: readonly Pair[],
  { fresh = false, insist = false } = {},
): Promise<DrawnPair | null> {
  const [pool, judged] = await Promise.all([
    drawable({ fresh, insist }),
    voterId === null ? nobody : judgedBy(voterId, { fresh }),
  ]);
  return drawPair(pool, { voterId, judged, avoid: pairSet(avoid) }, randomInt);
}

/**
 * A pair that the voter may judge at this moment; `voterId` null is somebody signed out. Nothing is written.
 * @throws AppError NO_MATCH_AVAILABLE when there is none
 */
export async function choosePair(voterId: number | null, avoid: readonly Pair[] = []): Promise<ShownPair> {
  let insist = false;
  const passed = [...avoid];
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const drawn = await proposePair(voterId, passed, { fresh: attempt > 0, insist });
    if (!drawn && insist) break;
    const pictures = drawn && (await findDrawablePair(drawn.pair, voterId));
    if (pictures) return { ...drawn, pictures };
    if (drawn) passed.push(drawn.pair);
    // In a large gallery what was overtaken is one pair among many; only when nothing else helps all of it is read again.
    insist = !drawn || attempt === maxAttempts - 2;
  }
  throw new AppError("NO_MATCH_AVAILABLE");
}

/** Opens a match of a pair that was found to be drawable at this moment. @throws AppError SERVICE_UNAVAILABLE */
export async function openPair(voterId: number, { pair, probability, pictures }: ShownPair): Promise<Match> {
  const token = await createToken({ voterId, pair, probability });
  return { matchId: token.matchId, images: pictures, expiresAt: tokenExpiry(token) };
}

/**
 * Opens a match for a voter, of a pair that is none of `avoid`.
 * @throws AppError NO_MATCH_AVAILABLE, SERVICE_UNAVAILABLE
 */
export async function drawMatch(voterId: number, avoid: readonly Pair[] = []): Promise<Match> {
  return openPair(voterId, await choosePair(voterId, avoid));
}

/**
 * Opens a match of the very pair that was drawn for the voter before he or she signed in, or null when it cannot be
 * judged by this voter (any more).
 * @throws AppError SERVICE_UNAVAILABLE
 */
export async function openMatch(voterId: number, drawn: DrawnPair): Promise<Match | null> {
  const pictures = await findDrawablePair(drawn.pair, voterId);
  return pictures && openPair(voterId, { ...drawn, pictures });
}

/**
 * Opens a match again whose vote was taken back: the same pair on the same sides, judgeable for a token's whole life.
 * Null when its voter may not judge the pair any more.
 * @throws AppError SERVICE_UNAVAILABLE
 */
export async function reopenMatch(match: Omit<MatchToken, "createdAt">): Promise<Match | null> {
  const pictures = await findDrawablePair(match.pair, match.voterId);
  if (!pictures) return null;
  const token = { ...match, createdAt: new Date() };
  await storeToken(token);
  return { matchId: token.matchId, images: pictures, expiresAt: tokenExpiry(token) };
}

/**
 * A match that is open for this voter and can be judged at this moment; null for any other. Nothing is written.
 * @throws AppError SERVICE_UNAVAILABLE
 */
export async function findOpenMatch(voterId: number, matchId: string): Promise<Match | null> {
  const token = await findToken(matchId);
  if (token?.voterId !== voterId) return null;
  const pictures = await findDrawablePair(token.pair, voterId);
  return pictures && { matchId, images: pictures, expiresAt: tokenExpiry(token) };
}
