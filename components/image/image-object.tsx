import { absoluteUrl } from "@/components/layout/absolute-url";
import type { PostDetail } from "@/lib/posts/schema";

/**
 * What the page shows, for search engines.
 * @see https://schema.org/ImageObject
 */
export function ImageObject({ post }: { post: PostDetail }) {
  const largest = post.variants.at(-1);
  const smallest = post.variants[0];
  const data = {
    "@context": "https://schema.org",
    "@type": "ImageObject",
    url: absoluteUrl(`/images/${post.id}`),
    contentUrl: absoluteUrl(largest?.webp ?? post.imageUrl),
    ...(smallest && { thumbnailUrl: absoluteUrl(smallest.webp) }),
    ...(largest && { width: largest.width, height: largest.height }),
    description: post.prompt,
    // What stands for the image where it is not seen.
    caption: post.altText,
    datePublished: post.createdAt.toISOString(),
    ...(post.author && {
      creator: { "@type": "Person", name: post.author, url: absoluteUrl(`/u/${post.author}`) },
      creditText: post.author,
    }),
    interactionStatistic: {
      "@type": "InteractionCounter",
      interactionType: "https://schema.org/LikeAction",
      userInteractionCount: post.likeCount,
    },
  };
  // A prompt must not be able to end the script.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which no "<" is left
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
