import "../../globals.css";
import "@/components/layout/hangul-faces.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { isLocale } from "@/lib/i18n/routing";

export const metadata: Metadata = { robots: { index: false } };

/** As in the site's own layout: a build knows no database, so no real page is drawn by it. */
export function generateStaticParams() {
  return [{ locale: "_" }];
}

/** What other sites show in a frame: our look, and nothing around it. */
export default async function EmbedLayout({ children, params }: LayoutProps<"/embed/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html lang={locale}>
      <body>{children as ReactNode}</body>
    </html>
  );
}
