"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import { whenAtRest } from "./when-at-rest";

const formats = {
  date: { year: "numeric", month: "short", day: "numeric" },
  dateTime: { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/**
 * A language's dates, from the first moment at which nobody waits for the page: reading them holds up a phone for longer than
 * all else that a page does. One formatter serves all lines of a list.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();
const shown = new Set<() => void>();
let areDatesRead = false;

function subscribe(onChange: () => void): () => void {
  shown.add(onChange);
  if (!areDatesRead && shown.size === 1)
    whenAtRest(
      () => {
        areDatesRead = true;
        for (const each of shown) each();
      },
      { pause: 0 },
    );
  return () => shown.delete(onChange);
}

function formatDate(at: Date, locale: string, format: keyof typeof formats): string {
  const key = `${locale} ${format}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, formats[format]);
  formatters.set(key, formatter);
  return formatter.format(at);
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** Where each format's parts lie in an ISO date. */
const isoParts = { time: [11, 16], date: [0, 10], dateTime: [0, 16] } as const;

/**
 * A moment on the reader's clock. The server cannot know it, and a cached page is the same for everyone: the HTML
 * says UTC, by name, and the browser puts the reader's own time there: a time of day, which is in digits everywhere, after hydration, a
 * date once the page is at rest.
 */
export function LocalTime({ at, format = "dateTime" }: { at: Date; format?: keyof typeof isoParts }) {
  const locale = useLocale();
  // Without Intl: hydration compares this text, and two runtimes seldom agree on a language's dates.
  const inUtc = () =>
    `${at
      .toISOString()
      .slice(...isoParts[format])
      .replace("T", " ")} UTC`;
  const text = useSyncExternalStore(
    subscribe,
    () => {
      if (format === "time") return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
      return areDatesRead ? formatDate(at, locale, format) : inUtc();
    },
    inUtc,
  );
  return <time dateTime={at.toISOString()}>{text}</time>;
}
