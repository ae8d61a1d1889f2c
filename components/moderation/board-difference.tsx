import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import type { BoardChange, BoardDifference } from "@/lib/integrity/schema";

function Place({ place }: { place: BoardChange["before"] }) {
  const t = useTranslations("moderation.integrity");
  return place ? t("rank", { rank: place.rank, rating: Math.round(place.rating) }) : t("offBoard");
}

/** The images that would move, each with its place now and then. */
export function BoardDifferenceTable({ difference }: { difference: BoardDifference }) {
  const t = useTranslations("moderation.integrity");
  const { votes, moved, changes } = difference;
  return (
    <div className="flex flex-col gap-3">
      <p>{t("difference", { votes, moved })}</p>
      {changes.length > 0 && (
        <table className="w-full text-left text-sm tabular-nums">
          <thead className="text-muted">
            <tr>
              <th className="py-2 pr-4 font-normal">{t("image")}</th>
              <th className="py-2 pr-4 font-normal">{t("now")}</th>
              <th className="py-2 font-normal">{t("then")}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {changes.map(({ imageId, prompt, before, after }) => (
              <tr key={imageId}>
                <td className="py-2 pr-4">
                  <Link href={`/images/${imageId}`} prefetch={false} className="line-clamp-1 hover:underline">
                    {prompt || `#${imageId}`}
                  </Link>
                </td>
                <td className="py-2 pr-4 whitespace-nowrap">
                  <Place place={before} />
                </td>
                <td className="py-2 whitespace-nowrap">
                  <Place place={after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.length > 0 && <p className="text-sm text-muted">{t("more", { count: changes.length })}</p>}
    </div>
  );
}

/** While both boards are fitted. Without JavaScript the answer is on the page that waits for it. */
export function PreviewInProgress({ here }: { here: string }) {
  const t = useTranslations("moderation.integrity");
  return (
    <div role="status" className="text-muted">
      <p className="motion-safe:animate-pulse">{t("fitting")}</p>
      <noscript>
        <Link href={{ pathname: here, query: { wait: 1 } }} className="inline-flex min-h-11 items-center underline">
          {t("wait")}
        </Link>
      </noscript>
    </div>
  );
}

export function PreviewRefused() {
  const t = useTranslations("moderation.integrity");
  return <p role="alert">{t("noPreview")}</p>;
}
