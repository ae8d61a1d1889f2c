import { cookies } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";
import { findViewerByToken, sessionCookieName } from "./session";

/** Who is looking, for pages rendered per request. Asked once a request, whatever the number of components that ask. */
export const getCurrentViewer = cache(async () => {
  // Nobody's answer is prefetched: it depends on the time and on the account as it is at that moment.
  await connection();
  const token = (await cookies()).get(sessionCookieName())?.value;
  return findViewerByToken(token);
});
