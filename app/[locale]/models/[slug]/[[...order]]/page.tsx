import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readGalleryPage, readHasModel, readShuffleStart } from "@/app/reads/gallery";
import { readHasModelBoard } from "@/app/reads/ratings";
import { GalleryView } from "@/components/gallery/gallery-view";
import { orderName } from "@/components/gallery/order-name";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { leaderboardPath } from "@/components/rankings/leaderboard";
import { Page } from "@/components/ui/page";
import { Link } from "@/lib/i18n/navigation";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { galleryPath, parseGalleryPlace } from "@/lib/posts/gallery-path";
import { parseModelSlug } from "@/lib/posts/model-slug";
import { robotsOf } from "../../../gallery-pages";

export const ensureStatic = "navigation";

/** No model is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ slug: "~", order: [] }];
}

/** The model and the place that a path asks for; null for a model of which nobody sees an image. */
async function find(slug: string, segments: readonly string[] = []) {
  const model = parseModelSlug(slug);
  const place = parseGalleryPlace(segments);
  if (model?.includes("\0")) return null;
  return model !== null && place && (await readHasModel(model)) ? { model, place } : null;
}

type Props = PageProps<"/[locale]/models/[slug]/[[...order]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug, order } = await params;
  if (!isLocale(locale)) return {};
  const found = await find(slug, order);
  if (!found) return missingMetadata(locale);
  const { model, place } = found;
  const t = await getTranslations({ locale, namespace: "browsing" });
  const name = orderName(place.order);
  const title =
    name === "new" ? t("model.title", { model }) : t("model.ordered", { model, order: t(`titles.${name}`) });
  return {
    ...pageMetadata({
      title: place.after ? t("continued", { title }) : title,
      description: t("model.description", { model }),
      path: galleryPath({ model }, place.order),
      locale,
      types: { "application/atom+xml": `/feeds/model/${encodeURIComponent(model)}.xml` },
    }),
    ...robotsOf(place, { model }),
  };
}

export default async function ModelPage({ params }: Props) {
  const { locale, slug, order } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const found = await find(slug, order);
  if (!found) return <MissingPage />;
  const { model, place } = found;
  const [page, shuffle, hasBoard] = await Promise.all([
    readGalleryPage({ model }, place),
    readShuffleStart(),
    readHasModelBoard(model),
  ]);
  if (place.after && page.items.length === 0) return <MissingPage />;
  const t = await getTranslations("browsing");
  const link = "inline-flex min-h-11 items-center text-muted hover:text-ink";
  return (
    <Page
      title={place.after ? t("continued", { title: model }) : model}
      width="full"
      aside={
        <p className="flex flex-wrap gap-x-6 text-sm">
          {hasBoard && (
            <Link href={leaderboardPath({ page: 1, modelName: model })} prefetch={false} className={link}>
              {t("model.board", { model })}
            </Link>
          )}
          <Link href="/models" prefetch={false} className={link}>
            {t("model.all")}
          </Link>
        </p>
      }
    >
      <GalleryView scope={{ model }} place={place} page={page} shuffle={shuffle} />
    </Page>
  );
}
