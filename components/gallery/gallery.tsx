import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/lib/i18n/navigation";
import { galleryAddresses, galleryPath } from "@/lib/posts/gallery-path";
import type { GalleryOrder, GalleryScope } from "@/lib/posts/orders";
import type { Page } from "@/lib/posts/paging";
import type { PostSummary } from "@/lib/posts/schema";
import { GalleryBrowser } from "./gallery-browser";
import type { GalleryPost } from "./gallery-rows";
import { orderName } from "./order-name";

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

/** A page of a gallery and, as one scrolls, those after it. */
export function Gallery({ scope, order, page }: { scope: GalleryScope; order: GalleryOrder; page: Page<PostSummary> }) {
  const t = useTranslations("browsing.lists");
  if (page.items.length === 0) return <EmptyGallery scope={scope} order={order} />;
  return (
    // A first page that has moved on leads to other pages: those that were loaded after the old one go with it.
    <GalleryBrowser
      key={page.nextCursor}
      addresses={galleryAddresses(scope, order)}
      following={order.sort === "new" ? "older" : "more"}
      label={t(orderName(order))}
      posts={page.items.map(toGalleryPost)}
      nextCursor={page.nextCursor}
    />
  );
}

function EmptyGallery({ scope, order }: { scope: GalleryScope; order: GalleryOrder }) {
  const bare = useTranslations("gallery.empty");
  const t = useTranslations("browsing.empty");
  // One that was opted out of the tournament again leaves its author's list of those in it empty.
  const filtered = scope && "author" in scope && scope.only !== undefined ? scope.author : null;
  const isBare = order.sort === "new" || order.sort === "random";
  if (filtered && isBare)
    return (
      <div className="flex flex-col items-center gap-4 py-24 text-center">
        <p className="text-xl font-semibold">{t("noneSuch")}</p>
        <Link href={galleryPath({ author: filtered }, { sort: "new" })} className={buttonClass("quiet", "mt-2")}>
          {t("all")}
        </Link>
      </div>
    );
  return (
    <div className="flex flex-col items-center gap-4 py-24 text-center">
      <p className="text-xl font-semibold">{isBare ? bare("title") : t("title")}</p>
      <p className="text-muted">{isBare ? bare("text") : t("text")}</p>
      {isBare ? (
        <Link href="/upload" className={buttonClass("primary", "mt-2")}>
          {bare("post")}
        </Link>
      ) : (
        <Link href={galleryPath(scope, { sort: "new" })} className={buttonClass("quiet", "mt-2")}>
          {t("newest")}
        </Link>
      )}
    </div>
  );
}
