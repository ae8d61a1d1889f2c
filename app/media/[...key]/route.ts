import { parseObjectKey } from "@/lib/storage/keys";
import { storage } from "@/lib/storage/storage";

/**
 * Browsers keep an image for a day without asking, since it never changes. Caches in front of us keep it for a minute: a hidden
 * post's image must die there too.
 */
const cacheHeaders = {
  "Cache-Control": "public, max-age=86400, s-maxage=60, immutable",
  "CDN-Cache-Control": "max-age=60",
};

const missing = () => new Response(null, { status: 404, headers: { "Cache-Control": "no-store" } });

/** Bytes of a variant. No database: what is hidden is not in the store's reach. A key's bytes never change, so it is its own tag. */
export async function GET(request: Request, { params }: RouteContext<"/media/[...key]">): Promise<Response> {
  const key = (await params).key.join("/");
  const parsed = parseObjectKey(key);
  // The full size goes out as a download alone, with its parameters in it.
  if (!parsed || parsed.name.startsWith("full.")) return missing();
  const headers = {
    ...cacheHeaders,
    "Content-Type": parsed.name.endsWith(".avif") ? "image/avif" : "image/webp",
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    ETag: `"${parsed.prefix}-${parsed.name}"`,
  };
  const known = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.some((tag) => tag.replace(/^W\//, "") === headers.ETag)) {
    return (await storage().has(key)) ? new Response(null, { status: 304, headers }) : missing();
  }
  const bytes = await storage().read(key);
  return bytes ? new Response(bytes, { headers }) : missing();
}
