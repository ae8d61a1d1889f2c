"use client";

import { useTranslations } from "next-intl";
import { Link, usePathname } from "@/lib/i18n/navigation";
import { isGalleryPath } from "@/lib/posts/gallery-path";
import { GalleryIcon, PostIcon, TopIcon, VoteIcon } from "./icons";

const places = [
  { href: "/", name: "gallery", Icon: GalleryIcon },
  { href: "/vote", name: "vote", Icon: VoteIcon },
  { href: "/top", name: "top", Icon: TopIcon },
] as const;

/** The page itself, or one of the boards or of the galleries, which share a place. */
function currentness(href: string, path: string): "page" | "true" | undefined {
  if (path === href) return "page";
  if (href === "/" && !path.startsWith("/u/")) return isGalleryPath(path) ? "true" : undefined;
  return href === "/top" && /^\/(?:(?:top|leaderboard)(?:\/|$)|models$)/.test(path) ? "true" : undefined;
}

/** The main places, in the header of a wide screen. */
export function NavLinks() {
  const t = useTranslations("common.nav");
  const path = usePathname();
  return (
    <nav aria-label={t("label")} className="hidden items-center gap-1 sm:flex">
      {places.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={currentness(href, path)}
          className="flex min-h-11 items-center rounded-full px-3 text-sm font-semibold text-muted transition-colors hover:text-ink [&[aria-current]]:text-ink"
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}

/** The same places at a phone's lower edge, within the thumb's reach. */
export function TabBar() {
  const t = useTranslations("common.nav");
  const path = usePathname();
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-20 flex h-(--shell-bottom) border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {[...places, { href: "/upload", name: "post", Icon: PostIcon } as const].map(({ href, name, Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={currentness(href, path)}
          className="flex min-h-11 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-semibold text-muted transition-colors [&[aria-current]]:text-accent"
        >
          <Icon />
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
