import { useFormatter, useTranslations } from "next-intl";
import { limits, suspicions } from "@/lib/integrity/assess-voter";
import type { InspectedVoter } from "@/lib/integrity/schema";

/** Beyond this nobody reads the digits. */
const mostOdds = 1_000_000;

/** What each test found, in words and numbers. The ones over their limit stand out and come first. */
export function VoterEvidence({ voter }: { voter: InspectedVoter }) {
  const t = useTranslations("moderation.integrity");
  const format = useFormatter();
  const found = suspicions
    .map((name) => ({ name, ...voter.evidence[name], isOver: voter.evidence[name].peak > limits[name] }))
    .sort((one, other) => Number(other.isOver) - Number(one.isOver));
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {found.map(({ name, hits, votes, peak, isOver }) => (
        <li key={name} className={isOver ? "" : "text-muted"}>
          <p>
            {t(name, { hits, votes, author: voter.author ?? "–" })}{" "}
            {isOver && <strong className="whitespace-nowrap text-danger">{t("strong")}</strong>}
          </p>
          <p className="text-muted">
            {peak > Math.LN2
              ? t("odds", { odds: format.number(Math.min(mostOdds, Math.floor(Math.exp(peak)))) })
              : t("within")}
          </p>
        </li>
      ))}
    </ul>
  );
}
