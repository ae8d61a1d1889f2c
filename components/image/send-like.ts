import type { LikeEvent } from "@/lib/likes/wish";

interface LikeAnswer {
  readonly like_count?: number;
  readonly is_liked?: boolean;
  readonly error_code?: string;
}

/**
 * Sends a wish to like or no longer like an image. "Already so" is an answer like any other.
 * Never throws: what goes wrong comes back as an event.
 */
export async function sendLike(imageId: number, wish: boolean): Promise<LikeEvent> {
  try {
    const response = await fetch(`/api/v1/images/${imageId}/like`, {
      method: wish ? "POST" : "DELETE",
      // The wish outlives the page.
      keepalive: true,
      signal: AbortSignal.timeout(10_000),
    });
    const { like_count, is_liked, error_code } = (await response.json()) as LikeAnswer;
    if (like_count !== undefined && is_liked !== undefined)
      return { type: "answered", isLiked: is_liked, likeCount: like_count };
    if (error_code === "SIGN_IN_REQUIRED") return { type: "refused", failure: "signedOut" };
    if (error_code === "NOT_FOUND") return { type: "refused", failure: "gone" };
  } catch {
    // No network, no answer in time, or not one of ours.
  }
  return { type: "refused", failure: "failed" };
}
