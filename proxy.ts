import { type NextRequest, NextResponse } from "next/server";
import { findViewerByToken, sessionCookieName } from "@/lib/auth/session";
import { localePath, withoutLocale } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { log } from "@/lib/log/log";

/**
 * Sends the signed-out to the sign-in, for pages of one's own, and answers members 404 for pages that only moderators may
 * know. A page cannot do it: Next begins every response with 200 before the page has looked at its cookies. The pages check again, so
 * nothing is open where this does not run. It matches nothing else, so that cached pages cost no call.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  if (request.method !== "GET" && request.method !== "HEAD") return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const path = withoutLocale(pathname);
  const locale = routing.locales.find((known) => pathname.startsWith(`/${known}/`)) ?? routing.defaultLocale;
  try {
    const viewer = await findViewerByToken(request.cookies.get(sessionCookieName())?.value);
    if (!viewer) {
      const signIn = new URL(localePath("/sign-in", locale), request.url);
      signIn.searchParams.set("next", path + search);
      return NextResponse.redirect(signIn);
    }
    if (viewer.role === "member" && path.startsWith("/admin"))
      return NextResponse.rewrite(new URL(localePath("/_", locale), request.url));
  } catch (error) {
    // Without a database the page itself says that something went wrong.
    log.warn({ err: error }, "a page could not be guarded early");
  }
  return NextResponse.next();
}

export const config = {
  matcher: [
    "/admin/:path*",
    "/ko/admin/:path*",
    "/me/:path*",
    "/ko/me/:path*",
    "/settings/:path*",
    "/ko/settings/:path*",
  ],
};
