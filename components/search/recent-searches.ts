const key = "podium.searches";
const kept = 6;

/** The queries that were searched for in this browser, the latest first. Nobody else learns of them. */
export function readRecent(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter((each) => typeof each === "string").slice(0, kept) : [];
  } catch {
    return [];
  }
}

function write(queries: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(queries));
  } catch {
    // A browser that keeps nothing has no recent searches.
  }
}

export function rememberSearch(query: string): void {
  const q = query.trim();
  if (q !== "") write([q, ...readRecent().filter((other) => other !== q)].slice(0, kept));
}

export const forgetSearches = (): void => write([]);
