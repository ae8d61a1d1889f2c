import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Words = Awaited<ReturnType<typeof getMessages>>;
export type CatalogueName = keyof Words;

/** What components in the browser say on every page, or on many. */
const everywhere = ["common", "errors", "gallery"] as const satisfies CatalogueName[];

/** The words of some catalogues, in the request's language. */
export async function pickWords(names: readonly CatalogueName[]): Promise<Partial<Words>> {
  const words = await getMessages();
  return Object.fromEntries(names.map((name) => [name, words[name]]));
}

/**
 * The words that components in the browser may use. They travel inside every page, so what only some pages need stays
 * out: those have theirs by a `WordsLayout`, and an opened image has its own brought when it opens.
 */
export async function ClientWords({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await pickWords(everywhere)}>{children}</NextIntlClientProvider>;
}
