import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { AddedWords } from "./added-words";

type Words = Awaited<ReturnType<typeof getMessages>>;
type Name = keyof Words;

/** What components in the browser say on every page, or on many. */
const everywhere = ["common", "errors", "gallery"] as const satisfies Name[];

async function pick(names: readonly Name[]): Promise<Partial<Words>> {
  const words = await getMessages();
  return Object.fromEntries(names.map((name) => [name, words[name]]));
}

/**
 * The words that components in the browser may use. They travel inside every page, so what only some pages need stays
 * out: those add theirs by `MoreWords`, and an opened image has its own brought when it opens.
 */
export async function ClientWords({ children }: { children: ReactNode }) {
  return <NextIntlClientProvider messages={await pick(everywhere)}>{children}</NextIntlClientProvider>;
}

/** The words that only the components inside need. */
export async function MoreWords({ names, children }: { names: readonly Name[]; children: ReactNode }) {
  return <AddedWords words={await pick(names)}>{children}</AddedWords>;
}
