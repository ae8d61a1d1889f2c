const milliseconds = 24 * 60 * 60 * 1_000;
const first = Date.UTC(2000, 0, 1);
const last = Date.UTC(2999, 11, 31);

/** A day in UTC as it stands in paths, "2026-11-22". */
export type Day = string & { readonly __day: unique symbol };

/** The day that a path names, or null: "2026-02-30" and "2026-2-3" are none. */
export function parseDay(text: string): Day | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time) || time < first || time > last) return null;
  return new Date(time).toISOString().slice(0, 10) === text ? (text as Day) : null;
}

/** The day that a moment lies in. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10) as Day;
}

/** The moment a day begins. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** `days` after, or before when negative. */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(startOfDay(day).getTime() + days * milliseconds));
}
