"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { draw, SignedOut, send, sendUndo } from "./send";
import { type HeldMatch, needsDraw, nextVoteState, pairsToAvoid, startVoting, undoToSend } from "./vote-state";

/** How long what a vote revealed stays on screen at most, in ms; the next choice takes its place. */
const revealTime = 4_000;
/** Before a choice is sent again, in ms, by the number of failures. */
const backoff = (failures: number) => (failures === 0 ? 0 : Math.min(8_000, 500 * 2 ** failures));

/** The vote page's state, with the server at its other end. `onSignedOut` is called when the session has ended. */
export function useVoting(initial: HeldMatch | null, onSignedOut: () => void) {
  const [state, dispatch] = useReducer(nextVoteState, initial, startVoting);
  const latest = useRef(state);
  latest.current = state;
  const leave = useRef(onSignedOut);
  leave.current = onSignedOut;

  const fail = useCallback((error: unknown) => {
    if (error instanceof SignedOut) leave.current();
  }, []);

  const mustDraw = needsDraw(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draw that was answered may have to be followed by one more
  useEffect(() => {
    if (!mustDraw) return;
    const controller = new AbortController();
    draw(pairsToAvoid(latest.current), controller.signal).then(
      (event) => !controller.signal.aborted && dispatch(event),
      fail,
    );
    return () => controller.abort();
  }, [mustDraw, state.draws, fail]);

  // The choice that is on its way: a page that was left and is shown again must not send it twice at once.
  const sending = useRef<string | null>(null);
  const [first] = state.queue;
  const firstId = first?.match.matchId;
  const failures = first?.failures ?? 0;
  useEffect(() => {
    if (!firstId) return;
    const attempt = `${firstId} ${failures}`;
    const go = () => {
      const choice = latest.current.queue[0];
      if (!choice || sending.current === attempt) return;
      sending.current = attempt;
      send(choice, pairsToAvoid(latest.current)).then(dispatch, fail);
    };
    if (failures === 0) return go();
    const timer = setTimeout(go, backoff(failures));
    window.addEventListener("online", go);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
    };
  }, [firstId, failures, fail]);

  // What still waits is sent when the page is left: nothing can be done about its answers then.
  useEffect(() => {
    const flush = () => {
      for (const choice of latest.current.queue) {
        if (!sending.current?.startsWith(choice.match.matchId)) send(choice, "").catch(() => {});
      }
    };
    window.addEventListener("pagehide", flush);
    return () => window.removeEventListener("pagehide", flush);
  }, []);

  const undoId = undoToSend(state);
  const undoFailures = state.undo?.failures ?? 0;
  useEffect(() => {
    if (!undoId) return;
    // An undo that is sent twice is answered twice alike.
    const timer = setTimeout(() => sendUndo(undoId).then(dispatch, fail), backoff(undoFailures));
    return () => clearTimeout(timer);
  }, [undoId, undoFailures, fail]);

  const undoUntil = state.undo?.until;
  useEffect(() => {
    if (undoUntil === undefined) return;
    const fade = () => dispatch({ type: "undoFaded", now: Date.now() });
    const timer = setTimeout(fade, Math.max(0, undoUntil - Date.now()) + 10);
    return () => clearTimeout(timer);
  }, [undoUntil]);

  useEffect(() => {
    if (!state.revealed) return;
    const timer = setTimeout(() => dispatch({ type: "revealFaded" }), revealTime);
    return () => clearTimeout(timer);
  }, [state.revealed]);

  useEffect(() => {
    const age = () => {
      if (document.visibilityState === "visible") dispatch({ type: "aged", now: Date.now() });
    };
    const timer = setInterval(age, 10_000);
    document.addEventListener("visibilitychange", age);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", age);
    };
  }, []);

  // A supply that failed while offline is asked again once there is a network.
  useEffect(() => {
    const retry = () => latest.current.supply === "failed" && dispatch({ type: "retried" });
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, []);

  return { state, dispatch };
}
