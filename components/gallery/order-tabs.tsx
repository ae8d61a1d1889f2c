import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { galleryPath } from "@/lib/posts/gallery-path";
import { type GalleryOrder, type GalleryScope, isSameOrder } from "@/lib/posts/orders";
import { orderName } from "./order-name";

/** The orders of a gallery, each a page of its own. `shuffle` is where a shuffle would begin. */
export function OrderTabs({
  scope,
  current,
  shuffle,
}: {
  scope: GalleryScope;
  current: GalleryOrder;
  shuffle: string;
}) {
  const t = useTranslations("browsing.orders");
  const orders: readonly GalleryOrder[] = [
    { sort: "new" },
    { sort: "rising" },
    { sort: "top", period: "week" },
    { sort: "top", period: "month" },
    { sort: "top", period: "all" },
    { sort: "random", start: shuffle },
  ];
  return (
    <nav aria-label={t("label")} className="link-line -mx-4 px-4 sm:-mx-3 sm:px-0">
      <ul className="flex text-sm font-semibold">
        {orders.map((order) => (
          <li key={orderName(order)}>
            <Link
              href={galleryPath(scope, order)}
              prefetch={false}
              aria-current={isSameOrder(order, current) ? "page" : undefined}
              className="flex min-h-11 items-center rounded-full px-3 whitespace-nowrap text-muted transition-colors hover:text-ink [&[aria-current]]:bg-sunken [&[aria-current]]:text-ink"
            >
              {t(orderName(order))}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
