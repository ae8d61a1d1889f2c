import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * The words that components in the browser may use. They travel inside every page, so what only moderators read stays
 * out: /admin puts it back for itself. What is drawn on the server alone stays out too.
 */
export async function ClientWords({ moderation = false, children }: { moderation?: boolean; children: ReactNode }) {
  const messages = await getMessages();
  const { moderation: _, "my-votes": __, ...forEveryone } = messages;
  return <NextIntlClientProvider messages={moderation ? messages : forEveryone}>{children}</NextIntlClientProvider>;
}
