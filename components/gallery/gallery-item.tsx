import { HeartIcon } from "@/components/image/icons";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import { shortenPrompt } from "@/lib/posts/prompt-text";
import type { GalleryPost } from "./gallery-rows";

/** Characters of a prompt that stand for its image. */
export const altLength = 120;

/** An image in a row, a link to its page. With a pointer or the keyboard on it, it says whose it is and how it is liked. */
export function GalleryItem({
  post,
  ratio,
  sizes,
  isPriority,
}: {
  post: GalleryPost;
  ratio: number;
  sizes: string;
  isPriority: boolean;
}) {
  return (
    <Link
      href={`/images/${post.id}`}
      style={{ aspectRatio: ratio }}
      className="group relative block overflow-hidden rounded-card bg-sunken"
    >
      <PostImage
        picture={post}
        fit="cover"
        sizes={sizes}
        alt={shortenPrompt(post.prompt, altLength)}
        priority={isPriority}
      />
      <span
        aria-hidden="true"
        className="absolute inset-x-0 bottom-0 flex items-center justify-between gap-3 bg-linear-to-t from-black/75 to-transparent px-3 pt-10 pb-2.5 text-sm text-white opacity-0 transition-opacity duration-150 group-hover:opacity-100 group-focus-visible:opacity-100"
      >
        <span className="truncate">{post.author && `@${post.author}`}</span>
        <span className="flex shrink-0 items-center gap-1 tabular-nums">
          <HeartIcon width="16" height="16" />
          {post.likeCount}
        </span>
      </span>
    </Link>
  );
}
