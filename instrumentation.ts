/** Next calls this once in each server that starts, in production and in development. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startRating } = await import("./lib/rankings/rating-thread");
  startRating();
}
