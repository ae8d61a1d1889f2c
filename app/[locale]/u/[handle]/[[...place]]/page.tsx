import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { readGalleryPage, readHasModel, readShuffleStart } from "@/app/reads/gallery";
import { readProfile } from "@/app/reads/profiles";
import { GalleryView } from "@/components/gallery/gallery-view";
import { orderName } from "@/components/gallery/order-name";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { ProfileFilters } from "@/components/profile/profile-filters";
import { ProfileHead } from "@/components/profile/profile-head";
import { ProfileObject } from "@/components/profile/profile-object";
import { LeaderboardTable } from "@/components/rankings/leaderboard-table";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { galleryPath, parseAuthorPlace } from "@/lib/posts/gallery-path";
import { parseHandle } from "@/lib/users/handle";
import { robotsOf } from "../../../gallery-pages";

export const ensureStatic = "navigation";

/** No member is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ handle: "~", place: [] }];
}

/** The member, and which of their images in which order a path asks for; null for a model that none of them is of. */
async function find(text: string, segments: readonly string[] = []) {
  const handle = parseHandle(text);
  const place = parseAuthorPlace(segments);
  const member = handle !== null && place && (await readProfile(handle));
  if (!member) return null;
  const { only, ...where } = place;
  // An order may be empty, as a day without likes leaves it; the filter is still one of the page's own.
  if (typeof only === "object" && !(await readHasModel(only.model, member.profile.id))) return null;
  const scope = { author: { id: member.profile.id, handle: member.profile.handle }, ...(only && { only }) };
  return { ...member, place: where, scope, isHome: segments.length === 0 };
}

type Props = PageProps<"/[locale]/u/[handle]/[[...place]]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, handle, place: segments } = await params;
  if (!isLocale(locale)) return {};
  const found = await find(handle, segments);
  if (!found) return missingMetadata(locale);
  const { profile, place, scope, isHome } = found;
  const t = await getTranslations({ locale, namespace: "boards.profile" });
  const orders = await getTranslations({ locale, namespace: "browsing" });
  const name = `@${profile.handle}`;
  const title = isHome ? name : `${name}: ${orders(`titles.${orderName(place.order)}`)}`;
  return {
    ...pageMetadata({
      title: place.after ? orders("continued", { title }) : title,
      description: profile.bio.replace(/\s+/g, " ").slice(0, 160) || t("description", { handle: profile.handle }),
      path: galleryPath(scope, place.order),
      locale,
      types: { "application/atom+xml": `/feeds/by/${profile.handle}.xml` },
    }),
    ...robotsOf(place, scope),
  };
}

export default async function ProfilePage({ params }: Props) {
  const { locale, handle, place: segments } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const found = await find(handle, segments);
  if (!found) return <MissingPage />;
  const { profile, honours, rated, places, models, place, scope, isHome } = found;
  const [page, shuffle] = await Promise.all([readGalleryPage(scope, place), readShuffleStart()]);
  if (place.after && page.items.length === 0) return <MissingPage />;
  const t = await getTranslations("boards.profile");
  return (
    <main id="main" className="mx-auto w-full max-w-[1920px] flex-1 px-4 py-8 sm:px-6">
      <ProfileObject profile={profile} honours={honours} />
      <ProfileHead profile={profile} honours={honours} places={places} isShort={!isHome} />
      {isHome && rated.length > 0 && (
        <section aria-labelledby="boards" className="mb-12 max-w-6xl">
          <h2 id="boards" className="mb-2 text-lg font-bold">
            {t("rated")}
          </h2>
          <LeaderboardTable rows={rated} caption={t("rated")} />
        </section>
      )}
      <section aria-labelledby="images">
        <h2 id="images" className="mb-2 text-lg font-bold">
          {t("images")}
        </h2>
        {honours.imageCount > 0 ? (
          <>
            <ProfileFilters scope={scope} order={place.order} models={models} />
            <GalleryView scope={scope} place={place} page={page} shuffle={shuffle} />
          </>
        ) : (
          <p className="text-muted">{t("none")}</p>
        )}
      </section>
    </main>
  );
}
