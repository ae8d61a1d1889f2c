import { cookies } from "next/headers";
import { cache } from "react";
import { findViewerByToken, sessionCookieName } from "./session";

/** Who is looking, for pages rendered per request. Asked once a request, whatever the number of components that ask. */
export const getCurrentViewer = cache(async () => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return findViewerByToken(token);
});
