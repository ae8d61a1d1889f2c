import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { type GalleryPlace, galleryPath } from "@/lib/posts/gallery-path";
import { type GalleryScope, shuffleAfter } from "@/lib/posts/orders";
import type { Page } from "@/lib/posts/paging";
import type { PostSummary } from "@/lib/posts/schema";
import { Gallery } from "./gallery";
import { GalleryTools } from "./gallery-tools";
import { orderName } from "./order-name";
import { OrderTabs } from "./order-tabs";

const link = "inline-flex min-h-11 items-center font-semibold text-ink underline underline-offset-4";

/**
 * A gallery with its orders: of everybody's images, a model's or a member's. `page` is what `readGalleryPage` gives for the
 * same scope and place, `shuffle` what `readShuffleStart` gives. What a page says above it is the page's own.
 */
export function GalleryView({
  scope,
  place,
  page,
  shuffle,
}: {
  scope: GalleryScope;
  place: GalleryPlace;
  page: Page<PostSummary>;
  shuffle: string;
}) {
  const t = useTranslations("browsing");
  const { order, after } = place;
  const name = orderName(order);
  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-x-4">
        <OrderTabs scope={scope} current={order} shuffle={shuffle} />
        <GalleryTools />
      </div>
      {(name !== "new" || after) && (
        <p className="mb-4 flex flex-wrap items-baseline gap-x-4 text-sm text-muted">
          {name !== "new" && t(`explanations.${name}`)}
          {after ? (
            <Link href={galleryPath(scope, order)} className={link}>
              {t(name === "new" ? "toNewest" : "toStart")}
            </Link>
          ) : (
            order.sort === "random" && (
              <Link href={galleryPath(scope, { ...order, start: shuffleAfter(order.start) })} className={link}>
                {t("shuffleAgain")}
              </Link>
            )
          )}
        </p>
      )}
      <Gallery scope={scope} order={order} page={page} />
    </>
  );
}
