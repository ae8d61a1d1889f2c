import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * The words that components in the browser may use. They travel inside every page, so what only moderators read stays
 * out: /admin puts it back for itself. The words of the API's reference are for the server alone.
 */
export async function ClientWords({ moderation = false, children }: { moderation?: boolean; children: ReactNode }) {
  const messages = await getMessages();
  const { moderation: forModerators, reference: _, ...forEveryone } = messages;
  const words = moderation ? { ...forEveryone, moderation: forModerators } : forEveryone;
  return <NextIntlClientProvider messages={words}>{children}</NextIntlClientProvider>;
}
