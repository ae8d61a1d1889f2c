import { connection } from "next/server";
import { absoluteUrl } from "@/components/layout/absolute-url";

const rules = `User-agent: *
Disallow: /api/
Disallow: /admin
Disallow: /ko/admin
Disallow: /settings
Disallow: /ko/settings
Disallow: /me/
Disallow: /ko/me/
`;

export async function GET(): Promise<Response> {
  // A build does not know the site's address.
  await connection();
  return new Response(`${rules}\nSitemap: ${absoluteUrl("/sitemap.xml")}\n`);
}
