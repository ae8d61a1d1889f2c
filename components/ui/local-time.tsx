"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => {};

const formats = {
  time: { hour: "numeric", minute: "2-digit" },
  date: { year: "numeric", month: "short", day: "numeric" },
  dateTime: { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Where each format's parts lie in an ISO date. */
const isoParts = { time: [11, 16], date: [0, 10], dateTime: [0, 16] } as const;

/**
 * A moment on the reader's clock. The server cannot know it, and a cached page is the same for everyone: the HTML
 * says UTC, by name, and the browser puts the reader's own time there after hydration.
 */
export function LocalTime({ at, format = "dateTime" }: { at: Date; format?: keyof typeof formats }) {
  const locale = useLocale();
  const text = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat(locale, formats[format]).format(at),
    // Without Intl: hydration compares this text, and two runtimes seldom agree on a language's dates.
    () =>
      `${at
        .toISOString()
        .slice(...isoParts[format])
        .replace("T", " ")} UTC`,
  );
  return <time dateTime={at.toISOString()}>{text}</time>;
}
