import type { Picture } from "@/lib/posts/schema";
import type { Outcome } from "@/lib/votes/schema";
import { undoWindow } from "@/lib/votes/undo-window";

/** A pair on screen or held for later, with the right to judge it. */
export interface HeldMatch {
  readonly matchId: string;
  /** Left, right. */
  readonly images: readonly [Picture, Picture];
  /** When that right ends, in ms since 1970. */
  readonly expiresAt: number;
}

/** What was hidden until the choice. */
export interface Revealed {
  readonly id: number;
  readonly prompt: string;
  readonly modelName: string | null;
  readonly author: string | null;
  readonly likeCount: number;
  readonly tournamentWinCount: number;
}

export type Side = 0 | 1;

/** How a pair was judged, on its way to the server. */
export type Choice = {
  readonly match: HeldMatch;
  /** How often it was sent in vain. */
  readonly failures: number;
} & ({ readonly winnerId: number } | { readonly outcome: Outcome });

/** The latest vote, as long as it can be taken back. */
export interface Undo {
  readonly matchId: string;
  /** When it cannot any more, in ms since 1970: counted from the choice, so never later than the server's own end. */
  readonly until: number;
  /** The voter wants it back. It waits for the vote's own answer; until it has its own, nothing else is judged. */
  readonly isWanted: boolean;
  /** How often it was sent in vain. */
  readonly failures: number;
}

export type Notice =
  | "retrying"
  | "lost"
  | "expired"
  | "withdrawn"
  | "judged"
  | "refused"
  | "broken"
  | "lastPair"
  | "undone"
  | "undoLate"
  | "undoFailed";

/** What the screen reader is told; `number` tells a sentence from the same sentence before it. */
export interface Announcement {
  readonly number: number;
  readonly say: "choseLeft" | "choseRight" | "skipped" | "tie" | "bothBad" | "undone" | "newPair" | null;
}

export interface VoteState {
  /** On screen. */
  readonly current: HeldMatch | null;
  /** Held behind it, its images being decoded. */
  readonly next: HeldMatch | null;
  /** Chosen and not yet acknowledged, oldest first; they are sent one at a time. */
  readonly queue: readonly Choice[];
  /** Names of pairs passed over, the latest last: not to be drawn again at once. */
  readonly skipped: readonly string[];
  readonly undo: Undo | null;
  /** What the latest receipt revealed, the winner first. */
  readonly revealed: readonly Revealed[] | null;
  readonly notice: Notice | null;
  /** Has the server more pairs? "failed": it could not be asked. */
  readonly supply: "open" | "empty" | "failed";
  /** How many draws were answered: after each, the question whether one more is needed is new. */
  readonly draws: number;
  /** Pairs in a row that could not be shown. */
  readonly brokenInRow: number;
  readonly announcement: Announcement;
}

export type VoteEvent =
  | { readonly type: "chose"; readonly side: Side; readonly now: number }
  | { readonly type: "said"; readonly outcome: Outcome }
  | { readonly type: "shown"; readonly matchId: string }
  | { readonly type: "broken"; readonly matchId: string }
  | { readonly type: "drawn"; readonly match: HeldMatch | null }
  | { readonly type: "drawFailed" }
  | {
      readonly type: "accepted";
      readonly matchId: string;
      /** Null for what is no vote, and reveals nothing. */
      readonly reveal: readonly Revealed[] | null;
      readonly nextMatch: HeldMatch | null;
    }
  | {
      readonly type: "refused";
      readonly matchId: string;
      readonly code: string;
      readonly nextMatch: HeldMatch | null;
    }
  | { readonly type: "delayed"; readonly matchId: string; readonly now: number }
  | { readonly type: "aged"; readonly now: number }
  | { readonly type: "undoOffered"; readonly matchId: string; readonly until: number }
  | { readonly type: "undid"; readonly now: number }
  | { readonly type: "restored"; readonly matchId: string; readonly match: HeldMatch | null }
  | { readonly type: "undoRefused"; readonly matchId: string }
  | { readonly type: "undoDelayed"; readonly matchId: string }
  | { readonly type: "undoFaded"; readonly now: number }
  | { readonly type: "revealFaded" }
  | { readonly type: "retried" };

const maxSkipped = 10;
/** After so many broken pairs in a row something larger is wrong, and asking on would not end. */
const maxBroken = 5;
/** A match that ends sooner than this, in ms, is not worth keeping. */
const agingMargin = 5_000;
/** So often an undo is sent; the server answers a repeat as it answered the first. */
const maxUndoSends = 4;

export function startVoting(current: HeldMatch | null): VoteState {
  return {
    current,
    next: null,
    queue: [],
    skipped: [],
    undo: null,
    revealed: null,
    notice: null,
    supply: "open",
    draws: 0,
    brokenInRow: 0,
    announcement: { number: 0, say: null },
  };
}

export function nameOf({ images: [left, right] }: HeldMatch): string {
  return left.id < right.id ? `${left.id}-${right.id}` : `${right.id}-${left.id}`;
}

const announce = ({ announcement }: VoteState, say: Announcement["say"]): Announcement => ({
  number: announcement.number + 1,
  say,
});

/** Puts a match where one is missing: on screen first. A pair that is here already is not shown twice. */
function place(state: VoteState, match: HeldMatch | null): VoteState {
  if (!match) return state;
  const held = [state.current, state.next, ...state.queue.map((choice) => choice.match)];
  if (held.some((other) => other && nameOf(other) === nameOf(match))) return state;
  if (!state.current) return { ...state, current: match, announcement: announce(state, "newPair") };
  return state.next ? state : { ...state, next: match };
}

const advance = (state: VoteState): VoteState => ({ ...state, current: state.next, next: null });

const remember = ({ skipped }: VoteState, match: HeldMatch) =>
  [...skipped.filter((name) => name !== nameOf(match)), nameOf(match)].slice(-maxSkipped);

const noticeOf: Readonly<Record<string, Notice>> = {
  MATCH_EXPIRED: "expired",
  IMAGE_WITHDRAWN: "withdrawn",
  PAIR_ALREADY_JUDGED: "judged",
};

const saying = { skip: "skipped", tie: "tie", both_bad: "bothBad" } as const;

const withoutUndo = (state: VoteState, matchId: string): VoteState =>
  state.undo?.matchId === matchId ? { ...state, undo: null } : state;

/** Puts a match back on screen, before the one that is there. */
function showAgain(state: VoteState, match: HeldMatch): VoteState {
  const [next = null] = [state.current, state.next].filter((held) => held && nameOf(held) !== nameOf(match));
  return { ...state, current: match, next, revealed: null, undo: null, announcement: announce(state, "undone") };
}

type UndoEvent = Extract<
  VoteEvent,
  { type: "undoOffered" | "undid" | "restored" | "undoRefused" | "undoDelayed" | "undoFaded" }
>;

/** Taking the latest vote back. A vote that was never sent comes back at once, any other with the server's answer. */
function nextUndoState(state: VoteState, event: UndoEvent): VoteState {
  const { undo } = state;
  if (event.type === "undoOffered") {
    const { matchId, until } = event;
    return undo ? state : { ...state, undo: { matchId, until, isWanted: false, failures: 0 } };
  }
  if (!undo) return state;
  switch (event.type) {
    case "undid": {
      if (undo.isWanted) return state;
      if (undo.until <= event.now) return { ...state, undo: null, notice: "undoLate" };
      const place = state.queue.findIndex((choice) => choice.match.matchId === undo.matchId);
      const unsent = place > 0 ? state.queue[place] : undefined;
      if (!unsent) return { ...state, undo: { ...undo, isWanted: true } };
      return showAgain({ ...state, queue: state.queue.filter((choice) => choice !== unsent) }, unsent.match);
    }
    case "undoFaded":
      return undo.isWanted || undo.until > event.now ? state : { ...state, undo: null };
    case "restored": {
      if (undo.matchId !== event.matchId) return state;
      const { match } = event;
      const isQueued = match && state.queue.some((choice) => nameOf(choice.match) === nameOf(match));
      if (match && !isQueued) return showAgain({ ...state, notice: null }, match);
      return { ...state, undo: null, revealed: null, notice: "undone", announcement: announce(state, null) };
    }
    case "undoRefused":
      return undo.matchId === event.matchId ? { ...state, undo: null, notice: "undoLate" } : state;
    case "undoDelayed": {
      if (undo.matchId !== event.matchId) return state;
      const failures = undo.failures + 1;
      if (failures >= maxUndoSends) return { ...state, undo: null, notice: "undoFailed" };
      return { ...state, undo: { ...undo, failures } };
    }
  }
}

/** The match whose vote is to be taken back now: its vote has its answer. */
export function undoToSend({ undo, queue }: VoteState): string | null {
  if (!undo?.isWanted || queue.some((choice) => choice.match.matchId === undo.matchId)) return null;
  return undo.matchId;
}

/** The vote page's next state. An answer about a match that is not waiting for one changes nothing. */
export function nextVoteState(state: VoteState, event: VoteEvent): VoteState {
  const first = state.queue[0];
  switch (event.type) {
    case "chose": {
      if (!state.current || state.undo?.isWanted) return state;
      const { matchId, images } = state.current;
      const choice = { match: state.current, winnerId: images[event.side].id, failures: 0 };
      return {
        ...advance(state),
        queue: [...state.queue, choice],
        undo: { matchId, until: event.now + undoWindow, isWanted: false, failures: 0 },
        notice: state.notice === "retrying" ? "retrying" : null,
        revealed: null,
        announcement: announce(state, event.side === 0 ? "choseLeft" : "choseRight"),
      };
    }
    case "said": {
      if (!state.current || state.undo?.isWanted) return state;
      const isSkip = event.outcome === "skip";
      if (isSkip && !state.next && state.supply === "empty") return { ...state, notice: "lastPair" };
      return {
        ...advance(state),
        queue: [...state.queue, { match: state.current, outcome: event.outcome, failures: 0 }],
        skipped: isSkip ? remember(state, state.current) : state.skipped,
        notice: state.notice === "retrying" ? "retrying" : null,
        announcement: announce(state, saying[event.outcome]),
      };
    }
    case "shown":
      return state.brokenInRow > 0 && state.current?.matchId === event.matchId ? { ...state, brokenInRow: 0 } : state;
    case "broken": {
      const match = [state.current, state.next].find((held) => held?.matchId === event.matchId);
      if (!match) return state;
      const brokenInRow = state.brokenInRow + 1;
      return {
        ...(match === state.current ? advance(state) : { ...state, next: null }),
        skipped: remember(state, match),
        brokenInRow,
        notice: "broken",
        supply: brokenInRow >= maxBroken ? "failed" : state.supply,
      };
    }
    case "drawn": {
      const answered = { ...state, draws: state.draws + 1 };
      if (event.match) return place(answered, event.match);
      // Nothing but what was passed over is left: that may come again.
      return state.skipped.length > 0 ? { ...answered, skipped: [] } : { ...answered, supply: "empty" };
    }
    case "drawFailed":
      return { ...state, supply: "failed" };
    case "accepted":
      if (first?.match.matchId !== event.matchId) return state;
      return place(
        {
          ...state,
          queue: state.queue.slice(1),
          revealed: event.reveal ?? state.revealed,
          notice: state.notice === "retrying" ? null : state.notice,
        },
        event.nextMatch,
      );
    case "refused":
      if (first?.match.matchId !== event.matchId) return state;
      return place(
        {
          ...withoutUndo(state, event.matchId),
          queue: state.queue.slice(1),
          notice: noticeOf[event.code] ?? "refused",
        },
        event.nextMatch,
      );
    case "delayed": {
      if (first?.match.matchId !== event.matchId) return state;
      if (first.match.expiresAt <= event.now)
        return { ...withoutUndo(state, event.matchId), queue: state.queue.slice(1), notice: "lost" };
      return {
        ...state,
        queue: [{ ...first, failures: first.failures + 1 }, ...state.queue.slice(1)],
        notice: "retrying",
      };
    }
    case "aged": {
      const isOld = (match: HeldMatch | null) => match !== null && match.expiresAt - agingMargin <= event.now;
      const kept = isOld(state.next) ? { ...state, next: null } : state;
      return isOld(kept.current) ? { ...advance(kept), notice: "expired" } : kept;
    }
    case "undoOffered":
    case "undid":
    case "restored":
    case "undoRefused":
    case "undoDelayed":
    case "undoFaded":
      return nextUndoState(state, event);
    case "revealFaded":
      return state.revealed ? { ...state, revealed: null } : state;
    case "retried":
      return { ...state, supply: "open", notice: null, brokenInRow: 0 };
  }
}

/** Must a match be asked for? While a vote is on its way its answer brings one. */
export function needsDraw({ next, queue, supply }: VoteState): boolean {
  return !next && queue.length === 0 && supply === "open";
}

/** The pairs that the server is not to draw now, as it reads them; the last 20, held ones before passed-over ones. */
export function pairsToAvoid({ current, next, queue, skipped }: VoteState): string {
  const held = [current, next, ...queue.map((choice) => choice.match)].flatMap((match) =>
    match ? [nameOf(match)] : [],
  );
  return [...new Set([...held, ...skipped])].slice(0, 20).join(",");
}
