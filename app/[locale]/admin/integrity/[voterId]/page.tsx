import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ActForm } from "@/components/moderation/act-form";
import { AdminFrame } from "@/components/moderation/admin-frame";
import { BoardDifferenceTable, PreviewInProgress, PreviewRefused } from "@/components/moderation/board-difference";
import { VoterEvidence } from "@/components/moderation/voter-evidence";
import type { Moderator } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { Link } from "@/lib/i18n/navigation";
import { findInspectedVoter } from "@/lib/integrity/inspection-queries";
import { quarantineVotes, restoreVotes } from "@/lib/integrity/operations";
import { previewQuarantine } from "@/lib/integrity/preview-quarantine";
import { idField } from "@/lib/operation/fields";
import { formAnswer } from "@/lib/operation/form-answer";
import { adminMetadata, admitModerator, firstValues } from "../../admit";

export const instant = false;

type Props = PageProps<"/[locale]/admin/integrity/[voterId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return adminMetadata((await params).locale, "integrity");
}

/** Comes after the page in a large community. A refusal is shown in its place: the evidence is there without it. */
async function Preview({ voterId, moderator }: { voterId: number; moderator: Moderator }) {
  const difference = await previewQuarantine({ voterId }, moderator).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  return difference ? <BoardDifferenceTable difference={difference} /> : <PreviewRefused />;
}

/** The evidence against one voter, and the board with and without the votes, before anything is done. */
export default async function SuspiciousVoterPage({ params, searchParams }: Props) {
  const { locale, voterId } = await params;
  const path = `/admin/integrity/${voterId}`;
  const { moderator } = await admitModerator(locale, path);
  const query = firstValues(await searchParams);
  const id = idField.safeParse(voterId);
  const voter = id.success ? await findInspectedVoter(id.data, moderator) : null;
  if (!voter) notFound();
  const t = await getTranslations("moderation.integrity");
  const name = voter.handle ?? `#${voter.voterId}`;
  const { isQuarantined } = voter;
  const preview = <Preview voterId={voter.voterId} moderator={moderator} />;
  return (
    <AdminFrame tab="integrity" done={{ action: query.done, id: query.id }}>
      <Link href="/admin/integrity" className="inline-flex min-h-11 items-center text-sm text-muted underline">
        {t("back")}
      </Link>
      <h2 className="text-lg font-semibold">{name}</h2>
      <p className="mb-4 text-sm text-muted">
        {t("votes", { count: voter.voteCount })} · {t(isQuarantined ? "aside" : voter.isMarked ? "marked" : "unmarked")}
      </p>
      <VoterEvidence voter={voter} />
      <section className="mt-8 flex flex-col gap-3">
        <h3 className="font-semibold">{t("preview")}</h3>
        <p className="text-muted">{t(isQuarantined ? "restoring" : "quarantining")}</p>
        {query.wait ? preview : <Suspense fallback={<PreviewInProgress here={path} />}>{preview}</Suspense>}
        <div className="grid gap-2">
          <ActForm
            key={String(isQuarantined)}
            act={isQuarantined ? "restoreVotes" : "quarantine"}
            id={voter.voterId}
            name={name}
            back="/admin/integrity"
            answer={await formAnswer(isQuarantined ? restoreVotes : quarantineVotes)}
          />
        </div>
      </section>
    </AdminFrame>
  );
}
