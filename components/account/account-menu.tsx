"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Link, usePathname, useRouter } from "@/lib/i18n/navigation";
import { signOut } from "@/lib/users/actions";
import { Avatar } from "./avatar";
import { useViewer } from "./viewer-provider";

const slot = "flex min-h-11 min-w-11 items-center justify-center rounded-full text-sm font-semibold";
const item = "flex min-h-11 w-full items-center rounded-card px-3 text-left text-sm hover:bg-sunken";

/** Who is signed in, at the header's end. Pages are cached for everyone, so this is known only in the browser. */
export function AccountMenu() {
  const t = useTranslations("common");
  const { status, viewer, avatar, refresh } = useViewer();
  const path = usePathname();
  const router = useRouter();
  const menu = useRef<HTMLDetailsElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => menu.current?.removeAttribute("open"), [path]);
  useEffect(() => {
    const onPointer = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) menu.current?.removeAttribute("open");
    };
    document.addEventListener("pointerdown", onPointer);
    return () => document.removeEventListener("pointerdown", onPointer);
  }, []);

  if (!viewer)
    return (
      <Link
        href="/sign-in"
        className={`${slot} px-2 whitespace-nowrap text-ink sm:px-3 ${status === "loading" ? "until-known" : ""}`}
      >
        {t("accountMenu.signIn")}
      </Link>
    );

  return (
    <details
      ref={menu}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        menu.current?.removeAttribute("open");
        menu.current?.querySelector("summary")?.focus();
      }}
    >
      <summary
        aria-label={t("accountMenu.open", { handle: viewer.handle })}
        className={`${slot} list-none gap-2 px-2 text-ink [&::-webkit-details-marker]:hidden`}
      >
        <Avatar handle={viewer.handle} variants={avatar} size={28} />
        <span className="hidden max-w-32 truncate md:block">{viewer.handle}</span>
      </summary>
      <div className="absolute right-0 z-30 mt-1 w-52 rounded-card border border-line bg-surface p-2 shadow-lg">
        <Link href={`/u/${viewer.handle}`} prefetch={false} className={item}>
          <span className="truncate">
            <span className="sr-only">{t("accountMenu.profile")} </span>
            <b className="font-semibold">@{viewer.handle}</b>
          </span>
        </Link>
        <Link href="/me/votes" prefetch={false} className={item}>
          {t("accountMenu.votes")}
        </Link>
        {viewer.role !== "member" && (
          <Link href="/admin" prefetch={false} className={item}>
            {t("nav.admin")}
          </Link>
        )}
        <Link href="/settings" prefetch={false} className={item}>
          {t("accountMenu.settings")}
        </Link>
        <form
          action={async () => {
            await signOut();
            refresh();
            router.push("/");
          }}
        >
          <button type="submit" className={item}>
            {t("accountMenu.signOut")}
          </button>
        </form>
      </div>
    </details>
  );
}
