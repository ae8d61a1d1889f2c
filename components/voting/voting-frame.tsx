import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The vote page's frame: a heading with what stands beside it, the pair, and one line of fixed height below. */
export function VotingFrame({
  aside,
  caption,
  children,
}: {
  aside?: ReactNode;
  caption?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("voting");
  return (
    <main
      id="main"
      className="mx-auto flex w-full max-w-[1920px] flex-1 flex-col gap-2 px-4 py-1 sm:gap-4 sm:px-6 sm:py-4"
    >
      <div className="flex min-h-11 items-center justify-between gap-4">
        <h1 className="text-lg font-bold tracking-tight sm:text-2xl">{t("heading")}</h1>
        {aside}
      </div>
      {children}
      {caption !== undefined && <div className="flex h-12 items-center text-sm sm:justify-center">{caption}</div>}
    </main>
  );
}
