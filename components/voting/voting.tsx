"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, type SyntheticEvent, useActionState, useLayoutEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useRouter } from "@/lib/i18n/navigation";
import { idleForm } from "@/lib/operation/form-state";
import type { Picture } from "@/lib/posts/schema";
import { castVote } from "@/lib/votes/actions";
import { Pair, PairPlaceholder, stageClass } from "./pair";
import { RevealBar } from "./reveal-bar";
import { SkipForm } from "./skip-form";
import { useVoteKeys } from "./use-vote-keys";
import { useVoting } from "./use-voting";
import { type HeldMatch, nameOf, type Revealed, type Side, type VoteState } from "./vote-state";
import { VotingFrame } from "./voting-frame";

/** What the reader's focus is on when the pair it was on goes: the same side of the pair that comes. */
function useFocusOnSide(matchId: string | undefined) {
  const form = useRef<HTMLFormElement>(null);
  const side = useRef<string | undefined>(undefined);
  const keep = () => {
    const focused = document.activeElement;
    const isOurs =
      focused instanceof HTMLElement && form.current?.contains(focused) && focused.matches(":focus-visible");
    side.current = isOurs ? focused.dataset.side : undefined;
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
  const [winner] = state.revealed ?? [];
  return (
    <div className="sr-only" role="status">
      {/* A new element is read out even when it says the same as the one before. */}
      <p key={number}>
        {say && t(`announce.${say}`)} {say && say !== "newPair" && state.current && t("announce.newPair")}
      </p>
      {winner && <p>{t("announce.counted", { prompt: winner.prompt })}</p>}
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
}: {
  initial: HeldMatch;
  /** What was chosen before signing in; it waits to be confirmed. */
  chosenId?: number | undefined;
  /** What the vote revealed that was sent by a plain form just before. */
  judged?: readonly Revealed[] | undefined;
}) {
  const t = useTranslations("voting");
  const errors = useTranslations("errors.codes");
  const locale = useLocale();
  const router = useRouter();
  const [formState, formAction] = useActionState(castVote, idleForm);
  const { state, dispatch } = useVoting(initial, () => router.push({ pathname: "/sign-in", query: { next: "/vote" } }));
  const { current, next } = state;
  const focus = useFocusOnSide(current?.matchId);
  const shown = useRef(new Map<number, Picture>());
  for (const picture of current?.images ?? []) shown.current.set(picture.id, picture);
  const isFirst = current?.matchId === initial.matchId;
  const chosen = isFirst ? chosenId : undefined;

  const choose = (side: Side) => {
    focus.keep();
    dispatch({ type: "chose", side });
  };
  const skip = () => {
    focus.keep();
    dispatch({ type: "skipped" });
  };
  useVoteKeys({ choose, skip });

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
    if (isFirst && formState.status === "refused") return <p role="alert">{errors(formState.code)}</p>;
    if (state.notice) return <p role="alert">{t(`notice.${state.notice}`)}</p>;
    if (state.revealed) return <RevealBar images={state.revealed} pictures={shown.current} />;
    if (isFirst && judged) return <RevealBar images={judged} pictures={shown.current} />;
    return <p className="hidden text-muted sm:block">{t("keys")}</p>;
  };

  const isOver = !current && state.queue.length === 0 && state.supply !== "open";
  if (isOver) {
    const isEmpty = state.supply === "empty";
    return (
      <VotingFrame>
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
        <SkipForm
          avoid={current ? nameOf(current) : ""}
          onSkip={(event) => {
            event.preventDefault();
            skip();
          }}
        />
      }
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
