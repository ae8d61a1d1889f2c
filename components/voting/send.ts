import { fromWire } from "@/lib/operation/wire-case";
import type { Picture } from "@/lib/posts/schema";
import type { Choice, HeldMatch, Revealed, VoteEvent } from "./vote-state";

interface WireMatch {
  matchId: string;
  images: [Picture, Picture];
  expiresAt: string;
}

const held = (match: WireMatch | null | undefined): HeldMatch | null =>
  match ? { ...match, expiresAt: Date.parse(match.expiresAt) } : null;

/** What the server could not say now and may say later. */
const isTemporary = (status: number) => status === 429 || status >= 500;

/** Nobody is signed in any more. */
export class SignedOut extends Error {}

async function readBody<T>(response: Response): Promise<T> {
  return fromWire(await response.json()) as T;
}

/** Asks for a match. @throws SignedOut */
export async function draw(avoid: string, signal: AbortSignal): Promise<VoteEvent> {
  try {
    const response = await fetch(`/api/v1/tournaments/match?avoid=${avoid}`, { signal, cache: "no-store" });
    if (response.ok) return { type: "drawn", match: held(await readBody<WireMatch>(response)) };
    if (response.status === 404) return { type: "drawn", match: null };
    if (response.status === 401) throw new SignedOut();
  } catch (error) {
    if (error instanceof SignedOut || signal.aborted) throw error;
  }
  return { type: "drawFailed" };
}

/** Sends a choice; it reaches the server also when the page is left meanwhile. @throws SignedOut */
export async function send({ match: { matchId }, ...verdict }: Choice, avoid: string): Promise<VoteEvent> {
  const delayed = (): VoteEvent => ({ type: "delayed", matchId, now: Date.now() });
  const [path, said] =
    "outcome" in verdict ? ["outcome", { outcome: verdict.outcome }] : ["vote", { winner_image_id: verdict.winnerId }];
  let response: Response;
  try {
    response = await fetch(`/api/v1/tournaments/${path}`, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ match_id: matchId, ...said, avoid }),
    });
    if (response.ok) {
      const { reveal, nextMatch } = await readBody<{ reveal?: Revealed[]; nextMatch: WireMatch | null }>(response);
      return { type: "accepted", matchId, reveal: reveal ?? null, nextMatch: held(nextMatch) };
    }
    if (isTemporary(response.status)) return delayed();
    if (response.status !== 401) {
      const { errorCode, nextMatch } = await readBody<{ errorCode: string; nextMatch?: WireMatch | null }>(response);
      return { type: "refused", matchId, code: errorCode, nextMatch: held(nextMatch) };
    }
  } catch {
    return delayed();
  }
  throw new SignedOut();
}

/** Takes a vote back. @throws SignedOut */
export async function sendUndo(matchId: string): Promise<VoteEvent> {
  try {
    const response = await fetch(`/api/v1/tournaments/vote/${matchId}`, { method: "DELETE", keepalive: true });
    if (response.ok) {
      const { match } = await readBody<{ match: WireMatch | null }>(response);
      return { type: "restored", matchId, match: held(match) };
    }
    if (isTemporary(response.status)) return { type: "undoDelayed", matchId };
    if (response.status !== 401) return { type: "undoRefused", matchId };
  } catch {
    return { type: "undoDelayed", matchId };
  }
  throw new SignedOut();
}
