import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readGalleryPage, readShuffleStart } from "@/app/reads/gallery";
import { GalleryView } from "@/components/gallery/gallery-view";
import { orderName } from "@/components/gallery/order-name";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import type { Locale } from "@/lib/i18n/routing";
import type { GalleryPlace } from "@/lib/posts/gallery-path";
import { galleryPath, parseGalleryPlace } from "@/lib/posts/gallery-path";
import type { GalleryScope } from "@/lib/posts/orders";

/**
 * What is on a page that moves with every post, or is one of billions, is not for search engines: they keep the images' own pages.
 * Nor are the orders by score of one author or model, which are many and say nothing that the newest do not.
 */
export const robotsOf = ({ order, after }: GalleryPlace, scope: GalleryScope = null): Metadata =>
  after || order.sort === "random" || (scope && order.sort !== "new") ? { robots: { index: false, follow: true } } : {};

/** Metadata of everybody's gallery in an order, by the segments of its address. */
export async function orderMetadata(locale: Locale, segments: readonly string[]): Promise<Metadata> {
  const place = parseGalleryPlace(segments);
  if (!place) return missingMetadata(locale);
  const t = await getTranslations({ locale, namespace: "browsing" });
  const name = orderName(place.order);
  const title = t(`titles.${name}`);
  if (place.after) return { title: t("continued", { title }), ...robotsOf(place) };
  const description = name === "new" ? undefined : t(`explanations.${name}`);
  return {
    ...pageMetadata({ title, ...(description && { description }), path: galleryPath(null, place.order), locale }),
    ...robotsOf(place),
  };
}

/** Everybody's gallery in an order, by the segments of its address. */
export async function OrderPage({ segments }: { segments: readonly string[] }) {
  const place = parseGalleryPlace(segments);
  if (!place) return <MissingPage />;
  const [page, shuffle] = await Promise.all([readGalleryPage(null, place), readShuffleStart()]);
  if (place.after && page.items.length === 0) return <MissingPage />;
  const t = await getTranslations("browsing");
  const title = t(`titles.${orderName(place.order)}`);
  return (
    <Page title={place.after ? t("continued", { title }) : title} width="full">
      <GalleryView scope={null} place={place} page={page} shuffle={shuffle} />
    </Page>
  );
}
