"use client";

import { useLocale, useTranslations } from "next-intl";
import type { SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import type { Outcome } from "@/lib/votes/schema";

const offered = ["tie", "both_bad", "skip"] as const satisfies readonly Outcome[];
const words = { tie: "tie", both_bad: "bothBad", skip: "skip" } as const;
const keys = { tie: "=", both_bad: "0", skip: "Space" } as const;

/** What can be said of a pair besides a choice: a plain form, unless scripts have a better way. */
export function OutcomeForm({
  matchId,
  action,
  onSay,
}: {
  /** Undefined while a pair is on its way: nothing can be said of it yet, but the buttons keep their place and the focus. */
  matchId: string | undefined;
  action: (form: FormData) => void;
  onSay: (outcome: Outcome) => void;
}) {
  const t = useTranslations("voting");
  const submit = (event: SyntheticEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault();
    const value = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    const outcome = offered.find((each) => each === value);
    if (outcome) onSay(outcome);
  };
  return (
    <form action={action} onSubmit={submit} className="flex gap-2">
      <input type="hidden" name="matchId" value={matchId ?? ""} />
      <input type="hidden" name="locale" value={useLocale()} />
      {offered.map((outcome) => (
        <Button
          key={outcome}
          type="submit"
          name="outcome"
          value={outcome}
          look="quiet"
          aria-keyshortcuts={keys[outcome]}
          aria-disabled={!matchId || undefined}
          className="flex-1 px-2! sm:px-5!"
        >
          {t(words[outcome])}
        </Button>
      ))}
    </form>
  );
}
