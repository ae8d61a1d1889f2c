import { cacheLife } from "next/cache";
import { cacheTags } from "@/lib/operation/cache-tags";
import { fileUnder } from "@/lib/operation/expire";
import { listModelsOf } from "@/lib/posts/model-queries";
import { listLeaderboard } from "@/lib/rankings/leaderboard-queries";
import { findHonours, findPlaces } from "@/lib/rankings/standing-queries";
import { findProfile } from "@/lib/users/profile-queries";

/** So many of a member's images stand on their page with their rating. */
const ratedImages = 3;

/**
 * A member's page, or null for an unknown or deactivated handle. The null goes when the account comes by a sign-up; one that
 * comes from a provider or an auth server, on the way of any request, is seen when the null is looked at again, seconds later.
 */
export async function readProfile(handle: string) {
  "use cache";
  cacheLife({ stale: 30, revalidate: 30, expire: 3600 });
  const { id, profile } = await findProfile(handle);
  fileUnder(id === null ? cacheTags.members : cacheTags.member(id));
  if (!profile) {
    // No shorter: what lives for less than five minutes is no part of a page that comes from the cache.
    cacheLife({ stale: 30, revalidate: 5, expire: 300 });
    return null;
  }
  fileUnder(cacheTags.gallery, cacheTags.archive);
  const [honours, rated, places, models] = await Promise.all([
    findHonours(profile.id),
    listLeaderboard({ userId: profile.id, limit: ratedImages }),
    findPlaces(profile.id),
    listModelsOf(profile.id),
  ]);
  fileUnder(...rated.items.map(({ id: postId }) => cacheTags.post(postId)));
  return { profile, honours, rated: rated.items, places, models };
}
