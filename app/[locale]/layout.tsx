import "../globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ViewerProvider } from "@/components/account/viewer-provider";
import { ClientWords } from "@/components/layout/client-words";
import { densityScript } from "@/components/layout/density";
import { FetchAhead } from "@/components/layout/fetch-ahead";
import { HangulFaces } from "@/components/layout/hangul-faces";
import { latinFace } from "@/components/layout/latin-face";
import { TabBar } from "@/components/layout/nav-links";
import { ServiceWorker } from "@/components/layout/service-worker";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { themeScript } from "@/components/layout/theme";
import { siteUrl } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf9f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0f0f11" },
  ],
};

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "common.site" });
  return {
    metadataBase: siteUrl(),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
  };
}

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
  const t = await getTranslations("common.nav");
  return (
    <html lang={locale} className={latinFace.variable} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants, which must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript + densityScript }} />
      </head>
      <body className="flex min-h-dvh flex-col pb-(--shell-bottom)">
        <ClientWords>
          <ViewerProvider>
            <a
              href="#main"
              className="fixed top-2 left-2 z-30 -translate-y-20 rounded-full bg-accent px-4 py-3 text-sm font-semibold text-on-accent focus:translate-y-0"
            >
              {t("skip")}
            </a>
            <SiteHeader />
            {children as ReactNode}
            <SiteFooter />
            <TabBar />
            <FetchAhead />
            <HangulFaces />
            <ServiceWorker />
          </ViewerProvider>
        </ClientWords>
      </body>
    </html>
  );
}
