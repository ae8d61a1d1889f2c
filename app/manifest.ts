import type { MetadataRoute } from "next";
import { createTranslator } from "next-intl";
import { loadMessages } from "@/lib/i18n/messages";
import { routing } from "@/lib/i18n/routing";
import { acceptedTypes } from "@/lib/posts/upload-limits";

/** What a phone needs to keep Podium as an app, and to offer it where images are shared. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  // An app has one name and one start, so one language: that of the addresses without a prefix.
  const locale = routing.defaultLocale;
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: "common.site" });
  return {
    id: "/",
    name: t("name"),
    short_name: t("name"),
    description: t("description"),
    lang: locale,
    dir: "ltr",
    categories: ["photo", "social", "entertainment"],
    start_url: "/",
    display: "standalone",
    background_color: "#0f0f11",
    theme_color: "#0f0f11",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    share_target: {
      action: "/share-target",
      method: "POST",
      enctype: "multipart/form-data",
      params: { files: [{ name: "file", accept: acceptedTypes.split(",") }] },
    } as NonNullable<MetadataRoute.Manifest["share_target"]>,
  };
}
