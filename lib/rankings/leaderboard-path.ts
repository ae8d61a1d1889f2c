import { parseModelSlug } from "@/lib/posts/model-slug";

/** Pages that have an address. Nobody pages further, and each costs what all before it cost. */
const lastPage = 200;

/** What stands behind /leaderboard/ in a path; null for anything that the leaderboard does not link to. Page 1 has no number. */
export function parseLeaderboardPath(rest: readonly string[]): { page: number; modelName: string | null } | null {
  const [first = "", second = "", third, ...more] = rest;
  if (more.length > 0) return null;
  if (first !== "model") {
    const page = rest.length === 1 ? parsePage(first) : null;
    return page === null ? null : { page, modelName: null };
  }
  const modelName = parseModelSlug(second);
  const page = third === undefined ? 1 : parsePage(third);
  return modelName !== null && page !== null ? { page, modelName } : null;
}

function parsePage(text: string): number | null {
  const page = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
  return page >= 2 && page <= lastPage ? page : null;
}
