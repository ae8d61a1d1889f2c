import { AppError } from "@/lib/errors/app-error";
import { requireSameSite } from "@/lib/operation/same-site";
import { findViewerByAccessToken } from "./access-token";
import { findViewerByPersonalToken, personalTokenPrefix } from "./personal-token";
import { findViewerByToken, sessionCookieName } from "./session";
import type { Viewer } from "./viewer";

/**
 * Who sends a request. An `Authorization` header decides alone where there is one: what it says wrongly is never made
 * good by a cookie that the browser added. Otherwise the session cookie, and then a write must come from our own pages. Of a
 * session nothing is kept back; a personal token may be for reading alone.
 * @throws AppError TOKEN_INVALID, TOKEN_READ_ONLY, CROSS_SITE, AUTH_SERVER_UNAVAILABLE
 */
export async function findRequestViewer(
  request: Request,
  { isWrite, needsWriteScope = isWrite }: { isWrite: boolean; needsWriteScope?: boolean },
): Promise<Viewer | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) return findBearer(authorization, { needsWriteScope });
  const token = readCookie(request, sessionCookieName());
  if (isWrite && token) requireSameSite(request.headers);
  return findViewerByToken(token);
}

async function findBearer(authorization: string, scope: { needsWriteScope: boolean }): Promise<Viewer> {
  // RFC 6750: one token of these characters after the scheme, whose case does not matter.
  const [, token] = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (!token) throw new AppError("TOKEN_INVALID");
  return token.startsWith(personalTokenPrefix)
    ? findViewerByPersonalToken(token, scope)
    : findViewerByAccessToken(token);
}

function readCookie(request: Request, name: string): string | undefined {
  const header = request.headers.get("cookie");
  const pair = header?.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  try {
    return pair && decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    // No cookie of ours: nobody is signed in by it.
    return undefined;
  }
}
