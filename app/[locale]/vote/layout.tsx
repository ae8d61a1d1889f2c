import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { MoreWords } from "@/components/layout/client-words";
import { isLocale } from "@/lib/i18n/routing";

export default async function VoteLayout({ children, params }: LayoutProps<"/[locale]/vote">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <MoreWords names={["voting"]}>{children as ReactNode}</MoreWords>;
}
