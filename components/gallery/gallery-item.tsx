import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import type { GalleryPost } from "./gallery-rows";

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
    <Link href={`/images/${post.id}`} style={{ aspectRatio: ratio }} className="gallery-item group">
      <PostImage picture={post} fit="cover" sizes={sizes} alt={post.altText} priority={isPriority} />
      <span aria-hidden="true" className="gallery-caption">
        <span className="truncate">{post.author && `@${post.author}`}</span>
        <b>{post.likeCount}</b>
      </span>
    </Link>
  );
}
