import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { isLocale } from "@/lib/i18n/routing";
import { AddedWords } from "./added-words";
import { type CatalogueName, pickWords } from "./client-words";

/** The layout of a folder whose components in the browser say more than those of all pages: with the words of these catalogues. */
export async function WordsLayout({
  names,
  params,
  children,
}: {
  names: readonly CatalogueName[];
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <AddedWords words={await pickWords(names)}>{children}</AddedWords>;
}
