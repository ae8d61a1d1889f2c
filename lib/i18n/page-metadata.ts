import type { Metadata } from "next";
import { env } from "@/lib/env/env";
import { localePath } from "./paths";
import { type Locale, routing } from "./routing";

/** Where this site is reached. Read when a page is rendered: a build knows no address. */
export function siteUrl(): URL {
  return new URL(env().NEXTAUTH_URL ?? `http://localhost:${env().PORT}`);
}

/** `<link rel="canonical">` and hreflang for a page. `path` is the English one, e.g. "/images/7". */
export function alternates(path: string, locale: Locale): NonNullable<Metadata["alternates"]> {
  const languages = Object.fromEntries(routing.locales.map((each) => [each, localePath(path, each)]));
  return { canonical: localePath(path, locale), languages: { ...languages, "x-default": path } };
}

/** What a page says about itself to search engines and link previews. Addresses are relative to the layout's `metadataBase`. */
export function pageMetadata({
  title,
  description,
  path,
  locale,
  image,
  types,
}: {
  title: string;
  description?: string;
  path: string;
  locale: Locale;
  image?: { url: string; width: number; height: number; alt: string };
  /** The same in other forms, by media type: a feed, an oEmbed answer. */
  types?: Record<string, string>;
}): Metadata {
  return {
    title,
    ...(description && { description }),
    alternates: { ...alternates(path, locale), ...(types && { types }) },
    openGraph: {
      title,
      ...(description && { description }),
      url: localePath(path, locale),
      siteName: "Podium",
      type: "website",
      locale: locale === "ko" ? "ko_KR" : "en_US",
      ...(image && { images: [image] }),
    },
    twitter: { card: image ? "summary_large_image" : "summary" },
  };
}
