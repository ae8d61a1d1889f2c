import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import { altTextBeside } from "@/lib/posts/alt-text";
import type { BoardEntry } from "@/lib/rankings/schema";
import { Movement } from "./movement";
import { Author, Score } from "./score";

/**
 * Where a place stands on a wide screen (second, first, third, the first one highest), and how large its image is: at most so
 * that the steps are in view without scrolling.
 */
const stands = [
  {
    place: "sm:col-start-2 sm:row-start-1",
    image: "aspect-4/5 sm:max-h-[max(13rem,calc(100svh-37rem))]",
    step: "sm:h-24",
    numeral: "sm:text-6xl",
    sizes: "(min-width: 1152px) 440px, (min-width: 640px) 38vw, calc(100vw - 2rem)",
  },
  {
    place: "sm:col-start-1 sm:row-start-1",
    image: "aspect-4/3 sm:aspect-4/5 sm:max-h-[max(11rem,calc(100svh-40rem))]",
    step: "sm:h-16",
    numeral: "sm:text-4xl",
    sizes: "(min-width: 1152px) 330px, (min-width: 640px) 29vw, calc(100vw - 2rem)",
  },
  {
    place: "sm:col-start-3 sm:row-start-1",
    image: "aspect-4/3 sm:aspect-4/5 sm:max-h-[max(11rem,calc(100svh-40rem))]",
    step: "sm:h-10",
    numeral: "sm:text-3xl",
    sizes: "(min-width: 1152px) 330px, (min-width: 640px) 29vw, calc(100vw - 2rem)",
  },
] as const;

/** The first three places: in their order in the document and on a phone, as a podium where there is room. */
export function Podium({ entries, hasEarlier }: { entries: readonly BoardEntry[]; hasEarlier: boolean }) {
  const t = useTranslations("rankings");
  const max = Math.max(...entries.map(({ totalScore }) => totalScore));
  return (
    <ol aria-label={t("podium")} className="grid gap-10 sm:grid-cols-[3fr_4fr_3fr] sm:items-end sm:gap-6 lg:gap-8">
      {entries.map((entry) => {
        const stand = stands[entry.rank - 1];
        if (!stand) return null;
        return (
          <li key={entry.id} className={`flex min-w-0 flex-col gap-3 ${stand.place}`}>
            <p
              className={`flex items-center font-bold sm:order-last sm:mt-1 sm:justify-center sm:rounded-t-card sm:border-t-2 sm:border-accent sm:bg-sunken ${stand.step}`}
            >
              <span className="sr-only">{t("place", { rank: entry.rank })}</span>
              <span aria-hidden="true" className={`text-3xl leading-none text-accent ${stand.numeral}`}>
                {entry.rank}
              </span>
            </p>
            <Link href={`/images/${entry.id}`} className="group flex flex-col gap-3">
              <div className={`overflow-hidden rounded-card bg-sunken ${stand.image}`}>
                <PostImage
                  picture={entry}
                  sizes={stand.sizes}
                  alt={altTextBeside(entry)}
                  fit="cover"
                  loading={entry === entries[0] ? "first" : "lazy"}
                />
              </div>
              <p className="line-clamp-2 leading-snug group-hover:underline">{entry.prompt}</p>
            </Link>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Author entry={entry} />
              <Movement
                rank={entry.rank}
                previousRank={entry.previousRank}
                points={entry.totalScore}
                hasEarlier={hasEarlier}
              />
            </p>
            <Score entry={entry} max={max} />
          </li>
        );
      })}
    </ol>
  );
}
