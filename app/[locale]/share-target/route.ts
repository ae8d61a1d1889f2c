import { negotiateLocale } from "@/lib/i18n/negotiate";
import { localePath } from "@/lib/i18n/paths";

/**
 * Where an installed app sends an image that another app shares. The service worker takes it, in the browser; what comes
 * here found none, such as after the site's data was cleared. It goes on to the upload, which says so. The image is not kept:
 * nobody may have signed in.
 */
export async function POST(request: Request): Promise<Response> {
  // A browser listens only when it has sent everything.
  await request.body?.pipeTo(new WritableStream());
  const page = localePath("/upload", negotiateLocale(request.headers.get("accept-language")));
  return new Response(null, {
    status: 303,
    headers: { Location: `${page}?shared=missed`, "Cache-Control": "no-store" },
  });
}
