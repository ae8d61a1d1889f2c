import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/**
 * The words that components in the browser may use. They travel inside every page, so what only some pages need stays
 * out: /admin, /settings and /upload put theirs back for themselves. What is drawn on the server alone stays out too.
 */
export async function ClientWords({
  also,
  children,
}: {
  also?: "moderation" | "settings" | "metadata";
  children: ReactNode;
}) {
  const { moderation, settings, metadata, ...rest } = await getMessages();
  const { "my-votes": _, reference: __, boards: ___, likeness: ____, ...forEveryone } = rest;
  const messages = { ...forEveryone, ...(also && { [also]: { moderation, settings, metadata }[also] }) };
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
