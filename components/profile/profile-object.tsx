import { absoluteUrl } from "@/components/layout/absolute-url";
import type { Honours } from "@/lib/rankings/schema";
import type { Profile } from "@/lib/users/profile-schema";

/**
 * Whose page it is, for search engines.
 * @see https://schema.org/ProfilePage
 */
export function ProfileObject({ profile, honours }: { profile: Profile; honours: Honours }) {
  const { handle, bio, links, avatar, joinedAt } = profile;
  const picture = avatar.at(-1);
  const counted = (type: string, count: number) => ({
    "@type": "InteractionCounter",
    interactionType: `https://schema.org/${type}`,
    userInteractionCount: count,
  });
  const data = {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    dateCreated: joinedAt.toISOString(),
    mainEntity: {
      "@type": "Person",
      name: handle,
      url: absoluteUrl(`/u/${handle}`),
      ...(bio !== "" && { description: bio }),
      ...(picture && { image: absoluteUrl(picture.webp) }),
      ...(links.length > 0 && { sameAs: links }),
      agentInteractionStatistic: counted("WriteAction", honours.imageCount),
      interactionStatistic: counted("LikeAction", honours.likesReceived),
    },
  };
  // A bio must not be able to end the script.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no "<" is left
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
