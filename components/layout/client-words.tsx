import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Words = Awaited<ReturnType<typeof getMessages>>;

/** What components in the browser say on many pages. */
const everywhere = [
  "account",
  "common",
  "errors",
  "gallery",
  "metadata",
  "upload",
  "voting",
] as const satisfies (keyof Words)[];

/**
 * The words that components in the browser may use. They travel inside every page, so what only some pages need stays
 * out: /admin, /settings and /upload put theirs back for themselves, an opened image has its own brought when it opens.
 */
export async function ClientWords({ also = [], children }: { also?: readonly (keyof Words)[]; children: ReactNode }) {
  const words = await getMessages();
  const messages = Object.fromEntries([...everywhere, ...also].map((name) => [name, words[name]]));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
