import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import type { SimilarPost } from "@/lib/posts/schema";
import { PostImage } from "./post-image";

/** The images most like the one that a page shows; nothing where there are none. */
export function SimilarImages({ posts }: { posts: readonly SimilarPost[] }) {
  const t = useTranslations("likeness");
  if (posts.length === 0) return null;
  return (
    <section aria-labelledby="similar" className="mt-6 lg:col-start-1">
      <h2 id="similar" className="text-lg font-bold">
        {t("title")}
      </h2>
      <ul className="mt-4 grid grid-cols-3 gap-2 sm:grid-cols-4 lg:grid-cols-6">
        {posts.map((post) => (
          <li key={post.id}>
            <Link
              href={`/images/${post.id}`}
              prefetch={false}
              className="relative block aspect-square overflow-hidden rounded-card bg-sunken"
            >
              <PostImage
                picture={post}
                alt={post.altText}
                fit="cover"
                sizes="(min-width: 1024px) 12vw, (min-width: 640px) 25vw, 33vw"
              />
              {post.isNearDuplicate && (
                <span className="absolute inset-x-2 bottom-2 w-fit rounded-md bg-black/70 px-2 py-1 text-xs leading-tight font-semibold text-white">
                  {t("same")}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
