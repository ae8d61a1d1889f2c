import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { countHallOfFame, findDayBoard, findLastDay } from "@/lib/rankings/archive-queries";
import { countBoard } from "@/lib/rankings/board-queries";
import type { Day } from "@/lib/rankings/day";
import type { Board, DayBoard, HallOfFame } from "@/lib/rankings/schema";
import type { BoardWindow } from "@/lib/rankings/windows";

/** A board for pages. Votes and likes renew it within seconds; the short `revalidate` is for events that grow too old. */
export async function readBoard(window: BoardWindow): Promise<Board> {
  "use cache";
  // A day's edge moves past events every few seconds, a longer window's in proportion more seldom.
  cacheLife({ stale: 30, revalidate: window === "day" ? 5 : 60, expire: 300 });
  const board = await countBoard(window);
  fileUnder(cacheTags.top, ...board.entries.map(({ id }) => cacheTags.post(id)));
  return board;
}

/** The board of a finished day; null as well for one that ended so lately that the thread that rates has not written it. */
export async function readDayBoard(day: Day): Promise<DayBoard | null> {
  "use cache";
  const board = await findDayBoard(day);
  fileUnder(cacheTags.archive, ...(board?.postIds ?? []).map(cacheTags.post));
  // Between two written days nothing changes any more, but for what is hidden or restored. Where the archive ends, it grows.
  if (board?.nextDay) cacheLife({ stale: 300, revalidate: 3600, expire: 86_400 });
  else cacheLife({ stale: 30, revalidate: 60, expire: 300 });
  return board;
}

export async function readLastDay(): Promise<Day | null> {
  "use cache";
  fileUnder(cacheTags.archive);
  cacheLife({ stale: 30, revalidate: 60, expire: 300 });
  return findLastDay();
}

export async function readHallOfFame(): Promise<HallOfFame> {
  "use cache";
  fileUnder(cacheTags.archive);
  cacheLife({ stale: 30, revalidate: 60, expire: 3600 });
  const hall = await countHallOfFame();
  fileUnder(...hall.winners.map(({ id }) => cacheTags.post(id)));
  return hall;
}
