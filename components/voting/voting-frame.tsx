import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/**
 * The vote page's frame: a heading with what stands beside it, the pair, what else can be said of it, and one line of
 * fixed height below. `actions` are under a thumb on a phone, and in the heading's line where there is room.
 */
export function VotingFrame({
  isClosed = false,
  aside,
  actions,
  caption,
  children,
}: {
  /** There is no pair to judge, so the heading does not ask. */
  isClosed?: boolean;
  aside?: ReactNode;
  actions?: ReactNode;
  caption?: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("voting");
  return (
    <main
      id="main"
      className="mx-auto grid w-full max-w-[1920px] flex-1 grid-cols-[1fr_auto] content-start gap-2 px-4 py-1 sm:grid-cols-[1fr_auto_auto] sm:gap-y-4 sm:px-6 sm:py-4"
    >
      <h1 className="flex min-h-11 items-center text-lg leading-tight font-bold tracking-tight sm:text-2xl">
        {t(isClosed ? "title" : "heading")}
      </h1>
      <div className="flex min-h-11 min-w-0 items-center justify-end">{aside}</div>
      <div className="col-span-full row-start-2">{children}</div>
      {actions && <div className="col-span-full sm:col-span-1 sm:col-start-3 sm:row-start-1">{actions}</div>}
      {caption !== undefined && (
        <div className="col-span-full flex h-12 items-center text-sm sm:row-start-3 sm:justify-center">{caption}</div>
      )}
    </main>
  );
}
