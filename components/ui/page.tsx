import type { ReactNode } from "react";

const widths = { narrow: "max-w-md", text: "max-w-3xl", wide: "max-w-6xl", full: "max-w-[1920px]" } as const;

/** A page's frame: one heading, an optional line beside it, the content below. */
export function Page({
  title,
  aside,
  width = "wide",
  children,
}: {
  title: string;
  aside?: ReactNode;
  width?: keyof typeof widths;
  children: ReactNode;
}) {
  return (
    <main id="main" className={`mx-auto w-full flex-1 px-4 py-8 sm:px-6 ${widths[width]}`}>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">{title}</h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
