import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import type { Page } from "@/lib/posts/paging";
import type { PostSummary } from "@/lib/posts/schema";
import { type GalleryPost, GalleryRows } from "./gallery-rows";
import { MorePages } from "./more-pages";

/** About as many images as a phone's and a laptop's first screen hold. */
const firstScreen = 6;

/** A post as the gallery draws it. */
export function toGalleryPost({
  id,
  imageUrl,
  variants,
  width,
  height,
  placeholder,
  altText,
  author,
  likeCount,
}: PostSummary): GalleryPost {
  return { id, imageUrl, variants, width, height, placeholder, altText, author, likeCount };
}

/** A page of the gallery and, as one scrolls, those after it. */
export function Gallery({ page }: { page: Page<PostSummary> }) {
  if (page.items.length === 0) return <EmptyGallery />;
  return (
    <div className="flex flex-col gap-2">
      <GalleryRows posts={page.items.map(toGalleryPost)} isLast={page.nextCursor === null} priorities={firstScreen} />
      {/* A first page that has moved on leads to other pages: those that were loaded after the old one go with it. */}
      <MorePages key={page.nextCursor} cursor={page.nextCursor} />
    </div>
  );
}

function EmptyGallery() {
  const t = useTranslations("gallery.empty");
  return (
    <div className="flex flex-col items-center gap-4 py-24 text-center">
      <p className="text-xl font-semibold">{t("title")}</p>
      <p className="text-muted">{t("text")}</p>
      <Link href="/upload" className={buttonClass("primary", "mt-2")}>
        {t("post")}
      </Link>
    </div>
  );
}
