import { readSitemapCount, readSitemapPosts } from "@/app/reads/feeds";
import { absoluteUrl } from "@/components/layout/absolute-url";
import { localePath } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { writeSitemap } from "@/lib/syndication/sitemap";

/** Pages that everyone may find, beside those of the images. */
const pages = [
  "/",
  "/rising",
  "/best/week",
  "/best/month",
  "/best/all",
  "/vote",
  "/top",
  "/top/week",
  "/top/month",
  "/top/all",
  "/top/hall-of-fame",
  "/leaderboard",
  "/models",
  "/about/ranking",
  "/docs/api",
];

const inEachLanguage = (path: string) =>
  Object.fromEntries(routing.locales.map((locale) => [locale, absoluteUrl(localePath(path, locale))]));

export async function GET(_: Request, { params }: RouteContext<"/sitemaps/[name]">): Promise<Response> {
  const { name } = await params;
  const [, number] = /^(\d{1,6})\.xml$/.exec(name) ?? [];
  if (name !== "pages.xml" && (number === undefined || Number(number) >= (await readSitemapCount())))
    return new Response(null, { status: 404 });
  const listed =
    number === undefined
      ? pages.map((path) => ({ urls: inEachLanguage(path) }))
      : (await readSitemapPosts(Number(number))).map(({ id, createdAt }) => ({
          urls: inEachLanguage(`/images/${id}`),
          changedAt: createdAt,
        }));
  return new Response(writeSitemap(listed), { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
