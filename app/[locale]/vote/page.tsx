import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { Page } from "@/components/ui/page";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { isLocale } from "@/lib/i18n/routing";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

export default async function VotePage({ params }: PageProps<"/[locale]/vote">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const viewer = await getCurrentViewer();
  return <Page title={viewer?.handle ?? "nobody"}>…</Page>;
}
