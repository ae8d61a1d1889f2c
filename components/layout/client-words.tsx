import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * The words that components in the browser may use. They travel inside every page, so what only some pages need stays
 * out: /admin and /settings put theirs back for themselves, an opened image has its own brought when it opens. What is drawn on
 * the server alone stays out too.
 */
export async function ClientWords({ also, children }: { also?: "moderation" | "settings"; children: ReactNode }) {
  const {
    moderation,
    settings,
    "my-votes": _,
    "own-data": _own,
    reference: __,
    boards: ___,
    browsing: ____,
    lightbox: _____,
    ...forEveryone
  } = await getMessages();
  const messages = { ...forEveryone, ...(also && { [also]: { moderation, settings }[also] }) };
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
