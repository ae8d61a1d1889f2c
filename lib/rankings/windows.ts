import type { Day } from "./day";

/** What a board counts: the time up to now, or everything. In the order of the tabs. */
export const boardWindows = ["day", "week", "month", "all"] as const;
export type BoardWindow = (typeof boardWindows)[number];

/** A window's length in hours; the one of everything has none. */
export const windowHours = { day: 24, week: 7 * 24, month: 30 * 24, all: null } as const;

/** Movement on the board of everything is since a week ago; on the others since the window before. */
export const allTimeStepHours = 7 * 24;

/** Where a window's board is. */
export function windowPath(window: BoardWindow): string {
  return window === "day" ? "/top" : `/top/${window}`;
}

/** The window that stands in a path as its last segment, or null. The day's board is at /top itself, and only there. */
export function parseWindow(text: string): Exclude<BoardWindow, "day"> | null {
  return text === "week" || text === "month" || text === "all" ? text : null;
}

/** Where the podium of a window or a finished day is drawn, for link previews. */
export function boardPreviewPath(period: BoardWindow | Day): string {
  return period === "day" ? "/previews/top.jpg" : `/previews/top-${period}.jpg`;
}
