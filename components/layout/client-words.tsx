import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * The words that components in the browser may use. They travel inside every page, so what only moderators read stays
 * out (/admin puts it back for itself), and so does what only the server draws: the boards.
 */
export async function ClientWords({ moderation = false, children }: { moderation?: boolean; children: ReactNode }) {
  const messages = await getMessages();
  const { moderation: _, boards: __, ...forEveryone } = messages;
  return <NextIntlClientProvider messages={moderation ? messages : forEveryone}>{children}</NextIntlClientProvider>;
}
