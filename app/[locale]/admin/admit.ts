import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { requireActor } from "@/lib/auth/require-actor";
import type { Moderator, Viewer } from "@/lib/auth/viewer";
import { redirect } from "@/lib/i18n/navigation";
import { isLocale, type Locale } from "@/lib/i18n/routing";

const isModerator = (viewer: Viewer | null) => viewer?.role === "moderator" || viewer?.role === "admin";

/**
 * Lets moderators and admins into a page. Who is signed out goes to the sign-in and comes back; for members there is no
 * such page. `path` is the page's own, without language.
 */
export async function admitModerator(locale: string, path: string): Promise<{ locale: Locale; moderator: Moderator }> {
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const viewer = await getCurrentViewer();
  if (!viewer) return redirect({ href: { pathname: "/sign-in", query: { next: path } }, locale });
  if (!isModerator(viewer)) notFound();
  return { locale, moderator: requireActor("moderator", viewer) };
}

/** The page's title, for those alone who may see it. */
export async function adminMetadata(
  locale: string,
  tab: "posts" | "reports" | "members" | "integrity" | "audit",
): Promise<Metadata> {
  if (!isLocale(locale) || !isModerator(await getCurrentViewer())) return {};
  const t = await getTranslations({ locale, namespace: "moderation" });
  return { title: `${t(`tabs.${tab}`)} · ${t("title")}`, robots: { index: false } };
}

export type SearchParams = Record<string, string | string[] | undefined>;

/** A query's first values as text, and without those that are empty: a form sends them too. */
export function firstValues(query: SearchParams): Record<string, string> {
  const entries = Object.entries(query).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first ? [[name, first] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** A list's own address, to come back to: `query` without what only says what was done before. */
export function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const { done: _done, id: _id, ...kept } = query;
  const search = new URLSearchParams(kept).toString();
  return search ? `${path}?${search}` : path;
}
