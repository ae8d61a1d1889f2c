import { randomUUID } from "node:crypto";
import { log } from "@/lib/log/log";
import { redis } from "@/lib/redis/redis";
import type { Pair } from "./pair-selection";

/** How long a match can be judged, in seconds. */
export const matchLifetime = 300;

/** The right of one voter to judge one pair once. */
export interface MatchToken {
  readonly matchId: string;
  readonly voterId: number;
  /** Left, right, as they were shown. */
  readonly pair: Pair;
  /** With which the pair was drawn, in (0, 1]. */
  readonly probability: number;
  readonly createdAt: Date;
}

/** As it lies in Redis; `image_ids` and `created_at` are the specification's. */
interface StoredToken {
  image_ids: [number, number];
  created_at: string;
  voter_id: number;
  probability: number;
}

const keyOf = (matchId: string) => `match:${matchId}`;

const fromStored = (matchId: string, stored: StoredToken | null): MatchToken | null =>
  stored && {
    matchId,
    voterId: stored.voter_id,
    pair: stored.image_ids,
    probability: stored.probability,
    createdAt: new Date(stored.created_at),
  };

const toStored = ({ pair, createdAt, voterId, probability }: MatchToken): StoredToken => ({
  image_ids: [...pair],
  created_at: createdAt.toISOString(),
  voter_id: voterId,
  probability,
});

export function tokenExpiry({ createdAt }: MatchToken): Date {
  return new Date(createdAt.getTime() + matchLifetime * 1_000);
}

/** Opens a match: a new id, good for `matchLifetime`. @throws AppError SERVICE_UNAVAILABLE */
export async function createToken(match: Pick<MatchToken, "voterId" | "pair" | "probability">): Promise<MatchToken> {
  const token = { ...match, matchId: randomUUID(), createdAt: new Date() };
  await redis().set(keyOf(token.matchId), toStored(token), { ex: matchLifetime });
  return token;
}

/** Looks at a token and leaves it where it is. @throws AppError SERVICE_UNAVAILABLE */
export async function findToken(matchId: string): Promise<MatchToken | null> {
  return fromStored(matchId, await redis().get<StoredToken>(keyOf(matchId)));
}

/**
 * Takes a token: of any number of callers at once one gets it. When no answer comes it may have been taken all the same,
 * and is given back, so that the choice can be sent again.
 * @throws AppError SERVICE_UNAVAILABLE
 */
export async function takeToken(token: MatchToken): Promise<boolean> {
  try {
    return (await redis().getdel(keyOf(token.matchId))) !== null;
  } catch (error) {
    // Not waited for: whoever is told that Redis is away has waited for it once already.
    void giveBackToken(token);
    throw error;
  }
}

/** Ends a match that nobody may judge any more. @throws AppError SERVICE_UNAVAILABLE */
export async function dropToken(matchId: string): Promise<void> {
  await redis().del(keyOf(matchId));
}

/** Writes a token for the rest of its life. @throws AppError SERVICE_UNAVAILABLE */
export async function storeToken(token: MatchToken): Promise<void> {
  const remaining = tokenExpiry(token).getTime() - Date.now();
  if (remaining > 0) await redis().set(keyOf(token.matchId), toStored(token), { px: remaining });
}

/** After how many ms the return of a token is tried again, and again. */
const returnWaits = [100, 500, 2_000];

/**
 * Puts a taken token back, whose choice was perhaps not recorded; if it was, the same token leads to what was recorded. Waits for
 * one try. While Redis is away the next ones follow by themselves, for some seconds.
 */
export async function giveBackToken(token: MatchToken, [wait, ...waits] = returnWaits): Promise<void> {
  try {
    await storeToken(token);
  } catch (error) {
    if (wait === undefined) log.warn({ err: error }, "a match token was not given back");
    else setTimeout(() => void giveBackToken(token, waits), wait).unref();
  }
}
