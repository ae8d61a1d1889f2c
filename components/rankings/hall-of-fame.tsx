import { useFormatter, useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import { altTextBeside } from "@/lib/posts/alt-text";
import { startOfDay } from "@/lib/rankings/day";
import type { HallOfFame } from "@/lib/rankings/schema";
import { Author } from "./score";

/** Who was first on each day, in pictures, and who was on the podium how often, in a table. */
export function HallOfFameView({ hall: { laureates, winners, days } }: { hall: HallOfFame }) {
  const t = useTranslations("boards.hall");
  const format = useFormatter();
  if (laureates.length === 0) return <p className="py-16 text-center text-lg">{t("empty")}</p>;
  return (
    <>
      <p className="mb-8 max-w-3xl text-muted">{t("explanation", { days })}</p>
      <div className="grid gap-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="winners">
          <h2 id="winners" className="mb-4 text-lg font-bold">
            {t("winners")}
          </h2>
          <ol className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3">
            {winners.map((entry) => (
              <li key={entry.day} className="flex min-w-0 flex-col gap-1">
                <Link href={`/images/${entry.id}`} className="group flex flex-col gap-2">
                  <span className="aspect-square overflow-hidden rounded-card bg-sunken">
                    <PostImage
                      picture={entry}
                      sizes="(min-width: 1024px) 260px, (min-width: 640px) 33vw, 50vw"
                      alt={altTextBeside(entry)}
                      fit="cover"
                    />
                  </span>
                  <span className="line-clamp-1 leading-snug group-hover:underline">{entry.prompt}</span>
                </Link>
                <span className="flex flex-wrap items-center justify-between gap-x-3">
                  <Author entry={entry} />
                  <Link
                    href={`/top/${entry.day}`}
                    className="flex min-h-6 items-center text-sm text-muted tabular-nums underline decoration-line underline-offset-4 hover:text-ink"
                  >
                    <time dateTime={entry.day}>
                      {format.dateTime(startOfDay(entry.day), { month: "short", day: "numeric" })}
                    </time>
                  </Link>
                </span>
              </li>
            ))}
          </ol>
        </section>
        <section aria-labelledby="laureates">
          <h2 id="laureates" className="mb-4 text-lg font-bold">
            {t("laureates")}
          </h2>
          <table className="w-full text-left tabular-nums">
            <thead className="text-sm text-muted">
              <tr className="border-b border-line">
                <th scope="col" className="py-2 font-semibold">
                  {t("member")}
                </th>
                <th scope="col" className="py-2 pl-4 text-right font-semibold">
                  {t("firsts")}
                </th>
                <th scope="col" className="py-2 pl-4 text-right font-semibold">
                  {t("podiums")}
                </th>
              </tr>
            </thead>
            <tbody>
              {laureates.map(({ userId, handle, hasProfile, firsts, podiums }) => (
                <tr key={userId} className="border-b border-line">
                  <th scope="row" className="py-2.5 font-normal">
                    {handle && hasProfile ? (
                      <Link
                        href={`/u/${handle}`}
                        className="inline-flex min-h-6 items-center font-semibold hover:underline"
                      >
                        @{handle}
                      </Link>
                    ) : (
                      <Author entry={{ author: handle }} />
                    )}
                  </th>
                  <td className="py-2.5 pl-4 text-right">{format.number(firsts)}</td>
                  <td className="py-2.5 pl-4 text-right">{format.number(podiums)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </>
  );
}
