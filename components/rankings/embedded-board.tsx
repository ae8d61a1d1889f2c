import { useTranslations } from "next-intl";
import { localePath } from "@/lib/i18n/paths";
import type { Locale } from "@/lib/i18n/routing";
import type { Board } from "@/lib/rankings/schema";

/** The Top 10 as a row of pictures for another site's page. Every link opens the site itself, outside of the frame. */
export function EmbeddedBoard({ board, locale }: { board: Pick<Board, "entries">; locale: Locale }) {
  const t = useTranslations("rankings");
  return (
    <main className="flex flex-col gap-3 p-3">
      <h1 className="text-sm font-semibold">
        <a href={localePath("/top", locale)} target="_blank" rel="noopener" className="hover:underline">
          {t("embed.title")}
        </a>
      </h1>
      {board.entries.length === 0 && <p className="text-sm text-muted">{t("emptyTitle")}</p>}
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2">
        {board.entries.map((entry) => {
          const smallest = entry.variants[0];
          return (
            <li key={entry.id}>
              <a
                href={localePath(`/images/${entry.id}`, locale)}
                target="_blank"
                rel="noopener"
                className="relative block overflow-hidden rounded-lg bg-line"
              >
                <img
                  src={smallest?.webp ?? entry.imageUrl}
                  alt={entry.altText}
                  width={240}
                  height={240}
                  loading="lazy"
                  className="aspect-square w-full object-cover"
                />
                <span className="absolute top-1 left-1 rounded-full bg-black/70 px-2 text-xs font-bold text-white tabular-nums">
                  {entry.rank}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </main>
  );
}
