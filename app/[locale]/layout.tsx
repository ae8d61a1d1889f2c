import "../globals.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { isLocale } from "@/lib/i18n/routing";

export const metadata: Metadata = {
  title: { default: "Podium", template: "%s · Podium" },
};

/**
 * A build knows no database, so it prerenders no page: it checks the routes with a locale that does not exist.
 * Real pages are rendered at their first request and then served from the cache.
 */
export function generateStaticParams() {
  return [{ locale: "_" }];
}

export default async function LocaleLayout({ children, params }: LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html lang={locale} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <NextIntlClientProvider>{children as ReactNode}</NextIntlClientProvider>
      </body>
    </html>
  );
}
