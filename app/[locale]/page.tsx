import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { Page } from "@/components/ui/page";
import { isLocale } from "@/lib/i18n/routing";

export const ensureStatic = "navigation";

export default async function GalleryPage({ params }: PageProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return <Page title="Podium">…</Page>;
}
