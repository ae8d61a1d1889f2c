"use client";

import { useLocale, useTranslations } from "next-intl";
import {
  type ReactNode,
  type SyntheticEvent,
  useActionState,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ErrorCode } from "@/lib/errors/app-error";
import { waitValues } from "@/lib/errors/wait";
import { useRouter } from "@/lib/i18n/navigation";
import { idleForm } from "@/lib/operation/form-state";
import type { Picture } from "@/lib/posts/schema";
import { castVote, recordOutcome, undoVote } from "@/lib/votes/actions";
import type { Outcome } from "@/lib/votes/schema";
import { OutcomeForm } from "./outcome-form";
import { Pair, PairPlaceholder, stageClass } from "./pair";
import { RevealBar } from "./reveal-bar";
import { UndoForm, undoRoomClass } from "./undo-form";
import { useVoteKeys } from "./use-vote-keys";
import { useVoting } from "./use-voting";
import type { HeldMatch, Revealed, Side, VoteState } from "./vote-state";
import { VotingFrame } from "./voting-frame";

/** What the reader's focus is on when the pair it was on goes: the same side of the pair that comes. */
function useFocusOnSide(matchId: string | undefined) {
  const form = useRef<HTMLFormElement>(null);
  const side = useRef<string | undefined>(undefined);
  const keep = () => {
    const focused = document.activeElement;
    const isOurs =
      focused instanceof HTMLElement && form.current?.contains(focused) && focused.matches(":focus-visible");
    const isUndo = focused instanceof HTMLElement && focused.matches("[data-undo]:focus-visible");
    // The button that took a vote back goes; the pair that comes takes its focus.
    side.current = isUndo ? "0" : isOurs ? focused.dataset.side : undefined;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the pair that moves the focus
  useLayoutEffect(() => {
    if (!side.current) return;
    const button = form.current?.querySelector<HTMLElement>(`[data-testid=pair] > [data-side="${side.current}"]`);
    if (!button) return;
    button.focus({ preventScroll: true });
    side.current = undefined;
  }, [matchId]);
  return { form, keep };
}

function Announcer({ state }: { state: VoteState }) {
  const t = useTranslations("voting");
  const { number, say } = state.announcement;
  const isFollowed = say && say !== "newPair" && say !== "undone";
  const [winner] = state.revealed ?? [];
  return (
    <div className="sr-only" role="status">
      {/* A new element is read out even when it says the same as the one before. */}
      <p key={number}>
        {say && t(`announce.${say}`)} {isFollowed && state.current && t("announce.newPair")}
      </p>
      {winner && (
        <p>
          {t("announce.counted", { prompt: winner.prompt })} {state.undo && t("announce.undoable")}
        </p>
      )}
    </div>
  );
}

/**
 * Judging pair after pair. The pair on screen is a plain form, which works before scripts do and without them; with
 * them a choice shows the next pair at once, and is sent behind it.
 */
export function Voting({
  initial,
  chosenId,
  judged,
  refusal,
}: {
  initial: HeldMatch;
  /** What was chosen before signing in; it waits to be confirmed. */
  chosenId?: number | undefined;
  /** What the vote revealed that was sent by a plain form just before. */
  judged?: { matchId: string; reveal: readonly Revealed[]; undoableFor: number } | undefined;
  /** Why the server refused what a plain form has just sent. */
  refusal?: { code: ErrorCode; retryAfter?: number } | undefined;
}) {
  const t = useTranslations("voting");
  const errors = useTranslations("errors.codes");
  const locale = useLocale();
  const router = useRouter();
  const [, formAction] = useActionState(castVote, idleForm);
  const [, outcomeAction] = useActionState(recordOutcome, idleForm);
  const [, undoAction] = useActionState(undoVote, idleForm);
  const { state, dispatch } = useVoting(initial, () => router.push({ pathname: "/sign-in", query: { next: "/vote" } }));
  const { current, next } = state;
  const focus = useFocusOnSide(current?.matchId);
  const shown = useRef(new Map<number, Picture>());
  for (const picture of current?.images ?? []) shown.current.set(picture.id, picture);
  const isFirst = current?.matchId === initial.matchId;
  const chosen = isFirst ? chosenId : undefined;

  const choose = (side: Side) => {
    focus.keep();
    dispatch({ type: "chose", side, now: Date.now() });
  };
  const say = (outcome: Outcome) => {
    focus.keep();
    dispatch({ type: "said", outcome });
  };
  const undo = () => {
    focus.keep();
    dispatch({ type: "undid", now: Date.now() });
  };
  useVoteKeys({ choose, skip: () => say("skip"), tie: () => say("tie"), bothBad: () => say("both_bad"), undo });

  // What a plain form voted for, and a page with scripts shows: only now is there a clock to count by.
  const judgedId = judged && judged.undoableFor > 0 ? judged.matchId : undefined;
  const [isCounting, setCounting] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page comes alive
  useEffect(() => {
    setCounting(true);
    if (judgedId) dispatch({ type: "undoOffered", matchId: judgedId, until: Date.now() + (judged?.undoableFor ?? 0) });
  }, []);
  const offered = state.undo ?? (!isCounting && judgedId ? { matchId: judgedId, until: null, isWanted: false } : null);

  const submit = (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const winner = Number((event.nativeEvent.submitter as HTMLButtonElement | null)?.value);
    const side = current?.images.findIndex((picture) => picture.id === winner);
    if (side === 0 || side === 1) choose(side);
  };

  const caption = (): ReactNode => {
    if (chosen) {
      return (
        <p className="flex flex-wrap items-center gap-x-4">
          {t("confirm.text")}
          <Button type="submit" form="vote" name="winnerImageId" value={chosen}>
            {t("confirm.button")}
          </Button>
        </p>
      );
    }
    if (isFirst && refusal) return <p role="alert">{errors(refusal.code, waitValues(refusal.retryAfter))}</p>;
    if (state.notice) return <p role="alert">{t(`notice.${state.notice}`)}</p>;
    if (state.revealed) return <RevealBar images={state.revealed} pictures={shown.current} />;
    if (isFirst && judged) return <RevealBar images={judged.reveal} pictures={shown.current} />;
    return <p className="hidden text-muted sm:block">{t("keys")}</p>;
  };

  const isOver = !current && state.queue.length === 0 && state.supply !== "open";
  if (isOver) {
    const isEmpty = state.supply === "empty";
    return (
      <VotingFrame isClosed>
        <div className="flex max-w-prose flex-col items-start gap-6">
          <Notice tone={isEmpty ? "plain" : "error"}>{t(isEmpty ? "empty.judgedAll" : "unavailable.text")}</Notice>
          <Button look="quiet" onClick={() => dispatch({ type: "retried" })}>
            {t(isEmpty ? "empty.again" : "unavailable.retry")}
          </Button>
        </div>
        <Announcer state={state} />
      </VotingFrame>
    );
  }
  return (
    <VotingFrame
      aside={
        offered && !offered.isWanted ? (
          <UndoForm matchId={offered.matchId} until={offered.until} action={undoAction} onUndo={undo} />
        ) : (
          // Its room is kept, so that nothing moves when it comes.
          <span className={undoRoomClass} />
        )
      }
      actions={<OutcomeForm matchId={current?.matchId} action={outcomeAction} onSay={say} />}
      caption={caption()}
    >
      <form id="vote" ref={focus.form} action={formAction} onSubmit={submit} className={stageClass}>
        <input type="hidden" name="matchId" value={current?.matchId ?? ""} />
        <input type="hidden" name="locale" value={locale} />
        {!current && <PairPlaceholder />}
        {[current, next].map(
          (match) =>
            match && (
              <Pair
                key={match.matchId}
                pictures={match.images}
                isWaiting={match !== current}
                chosenId={match === current ? chosen : undefined}
                choiceOf={(picture) => ({ name: "winnerImageId", value: String(picture.id) })}
                onDecoded={() => dispatch({ type: "shown", matchId: match.matchId })}
                onBroken={() => dispatch({ type: "broken", matchId: match.matchId })}
              />
            ),
        )}
      </form>
      <Announcer state={state} />
    </VotingFrame>
  );
}
