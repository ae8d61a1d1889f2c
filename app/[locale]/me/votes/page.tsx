import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { AgreementLine, OwnVotePager, OwnVotes } from "@/components/votes/own-votes";
import { Taste, TasteSoon } from "@/components/votes/taste";
import { getCurrentViewer } from "@/lib/auth/current-viewer";
import { Link } from "@/lib/i18n/navigation";
import { isLocale } from "@/lib/i18n/routing";
import { decodeCursor } from "@/lib/posts/paging";
import { listPostsById } from "@/lib/posts/queries";
import { boardSize } from "@/lib/rankings/schema";
import { tasteFrom, tasteOf } from "@/lib/rankings/taste";
import { findAgreement, listChoices, listVotesOf } from "@/lib/votes/queries";

// Rendered per request and in one piece: without JavaScript a streamed part would stay hidden.
export const instant = false;

type Props = PageProps<"/[locale]/me/votes">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "my-votes" });
  return { title: t("title"), description: t("description"), robots: { index: false } };
}

/** The first ten of a voter's own board that can be seen. */
async function personalBoard(voterId: number) {
  const board = tasteOf(await listChoices(voterId)).slice(0, 10 * boardSize);
  const posts = new Map((await listPostsById(board.map(({ imageId }) => imageId))).map((post) => [post.id, post]));
  return board
    .flatMap(({ imageId, ...liking }) => {
      const post = posts.get(imageId);
      return post ? [{ post, ...liking }] : [];
    })
    .slice(0, boardSize);
}

export default async function OwnVotesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const [t, viewer, { before }] = await Promise.all([getTranslations("my-votes"), getCurrentViewer(), searchParams]);
  if (!viewer)
    return (
      <Page title={t("title")} width="text">
        <p className="mb-6 text-muted">{t("signedOut")}</p>
        <Link href="/sign-in?next=/me/votes" className={buttonClass()}>
          {t("signIn")}
        </Link>
      </Page>
    );
  const beforeId = typeof before === "string" ? (decodeCursor(before) ?? undefined) : undefined;
  const isFirst = beforeId === undefined;
  const [page, agreement] = await Promise.all([
    listVotesOf({ voterId: viewer.id, beforeId }),
    findAgreement(viewer.id),
  ]);
  if (agreement.votes === 0)
    return (
      <Page title={t("title")} width="text">
        <p className="mb-6 text-muted">{t("empty")}</p>
        <Link href="/vote" prefetch={false} className={buttonClass()}>
          {t("vote")}
        </Link>
      </Page>
    );
  const board = isFirst && agreement.votes >= tasteFrom ? await personalBoard(viewer.id) : [];
  return (
    <Page title={t("title")}>
      <AgreementLine agreement={agreement} />
      {board.length > 0 && <Taste board={board} />}
      {isFirst && agreement.votes < tasteFrom && <TasteSoon missing={tasteFrom - agreement.votes} />}
      <OwnVotes votes={page.items} />
      <OwnVotePager isFirst={isFirst} nextCursor={page.nextCursor} />
    </Page>
  );
}
