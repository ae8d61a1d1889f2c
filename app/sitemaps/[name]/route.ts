import { readDays, readSitemap, readSitemapCount } from "@/app/reads/feeds";
import { absoluteUrl } from "@/components/layout/absolute-url";
import { localePath } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { modelSlug } from "@/lib/posts/model-slug";
import { type SitemapPage, writeSitemap } from "@/lib/syndication/sitemap";

/** Pages that everyone may find, beside those of images, members, models and days. */
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

const page = (path: string, changedAt?: Date): SitemapPage => ({
  urls: Object.fromEntries(routing.locales.map((locale) => [locale, absoluteUrl(localePath(path, locale))])),
  ...(changedAt && { changedAt }),
});

/** What a sitemap names; null for one that there is not. */
async function list(name: string): Promise<SitemapPage[] | null> {
  if (name === "pages.xml") return pages.map((path) => page(path));
  if (name === "days.xml") return (await readDays()).map(({ day, writtenAt }) => page(`/top/${day}`, writtenAt));
  const [, number] = /^(\d{1,6})\.xml$/.exec(name) ?? [];
  if (number === undefined || Number(number) >= (await readSitemapCount())) return null;
  const { posts, authors, models } = await readSitemap(Number(number));
  return [
    ...posts.map(({ id, createdAt }) => page(`/images/${id}`, createdAt)),
    ...authors.map((handle) => page(`/u/${handle}`)),
    ...models.map((model) => page(`/models/${modelSlug(model)}`)),
  ];
}

export async function GET(_: Request, { params }: RouteContext<"/sitemaps/[name]">): Promise<Response> {
  const listed = await list((await params).name);
  if (!listed) return new Response(null, { status: 404 });
  return new Response(writeSitemap(listed), { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
