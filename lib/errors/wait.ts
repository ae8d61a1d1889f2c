/** How long to wait, as the `errors` catalogue says it: in seconds under two minutes, in minutes under two hours, else in hours. */
export function waitValues(seconds = 1): { unit: "seconds" | "minutes" | "hours"; count: number } {
  if (seconds < 120) return { unit: "seconds", count: seconds };
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? { unit: "minutes", count: minutes } : { unit: "hours", count: Math.ceil(minutes / 60) };
}
