import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations, setRequestLocale } from "next-intl/server";
import { readProfile } from "@/app/reads/profiles";
import { toGalleryPost } from "@/components/gallery/gallery";
import { GalleryRows } from "@/components/gallery/gallery-rows";
import { MissingPage, missingMetadata } from "@/components/layout/missing-page";
import { LeaderboardTable } from "@/components/rankings/leaderboard-table";
import { Page } from "@/components/ui/page";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { parseHandle } from "@/lib/users/handle";

export const ensureStatic = "navigation";

/** No member is known at build time; this one leads to 404 before anything is read. */
export function generateStaticParams() {
  return [{ handle: "_" }];
}

async function find(text: string) {
  const handle = parseHandle(text);
  return handle === null ? null : readProfile(handle);
}

export async function generateMetadata({ params }: PageProps<"/[locale]/u/[handle]">): Promise<Metadata> {
  const { locale, handle } = await params;
  if (!isLocale(locale)) return {};
  const member = await find(handle);
  if (!member) return missingMetadata(locale);
  const t = await getTranslations({ locale, namespace: "boards.profile" });
  const name = member.profile.handle;
  return pageMetadata({
    title: `@${name}`,
    description: t("description", { handle: name }),
    path: `/u/${name}`,
    locale,
    types: { "application/atom+xml": `/feeds/by/${name}.xml` },
  });
}

export default async function ProfilePage({ params }: PageProps<"/[locale]/u/[handle]">) {
  const { locale, handle } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const member = await find(handle);
  if (!member) return <MissingPage />;
  const { profile, posts, rated, places } = member;
  const t = await getTranslations("boards.profile");
  const format = await getFormatter();
  return (
    <Page title={`@${profile.handle}`}>
      <p className="-mt-3 mb-8 text-muted">
        {t("since", { day: format.dateTime(profile.joinedAt, { dateStyle: "long" }) })}{" "}
        {places.days > 0 && t("places", places)}
      </p>
      {rated.length > 0 && (
        <section aria-labelledby="boards" className="mb-12">
          <h2 id="boards" className="mb-2 text-lg font-bold">
            {t("rated")}
          </h2>
          <LeaderboardTable rows={rated} caption={t("rated")} />
        </section>
      )}
      <section aria-labelledby="images">
        <h2 id="images" className="mb-4 text-lg font-bold">
          {t("images")}
        </h2>
        {posts.length > 0 ? (
          <GalleryRows posts={posts.map(toGalleryPost)} isLast label={t("images")} />
        ) : (
          <p className="text-muted">{t("none")}</p>
        )}
      </section>
    </Page>
  );
}
