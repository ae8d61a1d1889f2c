import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import type { InspectedVoter } from "@/lib/integrity/schema";
import { VoterEvidence } from "./voter-evidence";

/** Voters as rows, each with its evidence and the way to what putting its votes aside would do. */
export function VoterList({ voters }: { voters: readonly InspectedVoter[] }) {
  const t = useTranslations("moderation");
  return (
    <ul className="divide-y divide-line">
      {voters.map((voter) => {
        const name = voter.handle ?? `#${voter.voterId}`;
        return (
          <li key={voter.voterId} className="grid gap-x-8 gap-y-3 py-6 lg:grid-cols-[14rem_minmax(0,1fr)_auto]">
            <div className="flex flex-col gap-1">
              <h2 className="font-semibold">{name}</h2>
              <p className="text-sm text-muted">{t("integrity.votes", { count: voter.voteCount })}</p>
              <p className={`text-sm ${voter.isQuarantined ? "font-semibold" : "text-danger"}`}>
                {t(`integrity.${voter.isQuarantined ? "aside" : "marked"}`)}
              </p>
            </div>
            <VoterEvidence voter={voter} />
            <Link
              href={`/admin/integrity/${voter.voterId}`}
              prefetch={false}
              aria-label={t("integrity.previewOf", { handle: name })}
              className="inline-flex min-h-11 items-center self-start font-semibold underline underline-offset-4"
            >
              {t("integrity.preview")}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
