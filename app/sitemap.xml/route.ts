import { connection } from "next/server";
import { readDays, readSitemapCount } from "@/app/reads/feeds";
import { absoluteUrl } from "@/components/layout/absolute-url";
import { writeSitemapIndex } from "@/lib/syndication/sitemap";

export async function GET(): Promise<Response> {
  // A build has no database to count in.
  await connection();
  const numbers = Array.from({ length: await readSitemapCount() }, (_, number) => `/sitemaps/${number}.xml`);
  const days = (await readDays()).length > 0 ? ["/sitemaps/days.xml"] : [];
  const body = writeSitemapIndex(["/sitemaps/pages.xml", ...days, ...numbers].map(absoluteUrl));
  return new Response(body, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
