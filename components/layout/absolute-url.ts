import { siteUrl } from "@/lib/i18n/page-metadata";

/** A path of this site as the address that other sites use. */
export const absoluteUrl = (path: string) => new URL(path, siteUrl()).href;
