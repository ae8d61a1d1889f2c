"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const never = () => () => {};

const formats = {
  date: { year: "numeric", month: "short", day: "numeric" },
  dateTime: { year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one reads a language's data, which takes longer than all else that a page does; so one serves all lines of a list. */
function formatterOf(locale: string, format: keyof typeof formats): Intl.DateTimeFormat {
  const key = `${locale} ${format}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, formats[format]);
  formatters.set(key, formatter);
  return formatter;
}

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** The time of day is in digits everywhere: the boards show nothing else, and are spared that reading. */
const clockTime = (at: Date) => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** Where each format's parts lie in an ISO date. */
const isoParts = { time: [11, 16], date: [0, 10], dateTime: [0, 16] } as const;

/**
 * A moment on the reader's clock. The server cannot know it, and a cached page is the same for everyone: the HTML
 * says UTC, by name, and the browser puts the reader's own time there after hydration.
 */
export function LocalTime({ at, format = "dateTime" }: { at: Date; format?: keyof typeof isoParts }) {
  const locale = useLocale();
  const text = useSyncExternalStore(
    never,
    () => (format === "time" ? clockTime(at) : formatterOf(locale, format).format(at)),
    // Without Intl: hydration compares this text, and two runtimes seldom agree on a language's dates.
    () =>
      `${at
        .toISOString()
        .slice(...isoParts[format])
        .replace("T", " ")} UTC`,
  );
  return <time dateTime={at.toISOString()}>{text}</time>;
}
