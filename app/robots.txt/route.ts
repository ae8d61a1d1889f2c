import { connection } from "next/server";
import { absoluteUrl } from "@/components/layout/absolute-url";

const rules = `User-agent: *
Disallow: /api/
Disallow: /admin
Disallow: /ko/admin
`;

export async function GET(): Promise<Response> {
  // A build does not know the site's address.
  await connection();
  return new Response(`${rules}\nSitemap: ${absoluteUrl("/sitemap.xml")}\n`);
}
