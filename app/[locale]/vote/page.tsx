import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { SignedOutPair } from "@/components/voting/signed-out-pair";
import { Voting } from "@/components/voting/voting";
import { VotingClosed } from "@/components/voting/voting-closed";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { judgedBy } from "@/lib/matches/candidates";
import { firstMatch, firstMatchQuery, pairForVisitor } from "@/lib/matches/first-match";
import { formAnswer } from "@/lib/operation/form-answer";
import { castVote } from "@/lib/votes/operations";
import { recordOutcome } from "@/lib/votes/outcome-operations";
import { findUndoTime, findVote, listRevealed } from "@/lib/votes/queries";
import { undoVote } from "@/lib/votes/undo-operations";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

type Props = PageProps<"/[locale]/vote">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "voting" });
  return pageMetadata({ title: t("title"), description: t("description"), path: "/vote", locale });
}

/** What the vote revealed that a plain form has just sent. */
async function revealedBy(viewer: Viewer, matchId: unknown) {
  const vote = typeof matchId === "string" && matchId.length === 36 ? await findVote(viewer.id, matchId) : null;
  if (!vote) return undefined;
  const [reveal, undoableFor] = await Promise.all([listRevealed(vote), findUndoTime(viewer.id, vote.matchId)]);
  return { matchId: vote.matchId, reveal, undoableFor };
}

/** Why a plain form was refused that was sent in this very request. */
async function refusalOf() {
  const answers = await Promise.all([formAnswer(castVote), formAnswer(recordOutcome), formAnswer(undoVote)]);
  return answers.find((answer) => answer.status === "refused");
}

async function memberPage(viewer: Viewer, search: Awaited<Props["searchParams"]>) {
  const [{ match, chosenId }, judged, refusal] = await Promise.all([
    firstMatch(viewer.id, firstMatchQuery.parse(search)),
    revealedBy(viewer, search.voted),
    refusalOf(),
  ]);
  const initial = { ...match, expiresAt: match.expiresAt.getTime() };
  return <Voting key={match.matchId} initial={initial} chosenId={chosenId} judged={judged} refusal={refusal} />;
}

/** Why nobody can vote now, as a page and not as an error. */
async function closedPage(error: unknown, viewer: Viewer | null) {
  if (!(error instanceof AppError)) throw error;
  if (error.code !== "NO_MATCH_AVAILABLE") return <VotingClosed because="unavailable" />;
  const hasJudged = viewer && (await judgedBy(viewer.id)).pairs.size > 0;
  return <VotingClosed because={hasJudged ? "judgedAll" : "tooFew"} />;
}

export default async function VotePage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  // A draw belongs to the one request that asks: it reads the clock and a random number.
  await connection();
  const [viewer, search] = await Promise.all([getCurrentViewer(), searchParams]);
  try {
    if (viewer) return await memberPage(viewer, search);
    const { pictures, ticket } = await pairForVisitor(firstMatchQuery.parse(search));
    return <SignedOutPair key={ticket} pictures={pictures} ticket={ticket} />;
  } catch (error) {
    return closedPage(error, viewer);
  }
}
