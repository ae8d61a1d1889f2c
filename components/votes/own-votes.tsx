import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { buttonClass } from "@/components/ui/button";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { PostSummary } from "@/lib/posts/schema";
import type { Agreement, OwnVote } from "@/lib/votes/schema";

const percent = (share: number) => Math.round(share * 100);

/** How many votes, and how far they go with the crowd's. */
export function AgreementLine({ agreement: { votes, rated, agreed } }: { agreement: Agreement }) {
  const t = useTranslations("my-votes.summary");
  return (
    <p className="mb-10 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <strong className="text-lg font-bold tabular-nums">{t("votes", { count: votes })}</strong>
      <span className="text-muted">
        {rated > 0 ? t("agreement", { percent: percent(agreed / rated), count: rated }) : t("unrated")}
      </span>
    </p>
  );
}

function Side({ post, isChosen }: { post: PostSummary | null; isChosen: boolean }) {
  const t = useTranslations("my-votes");
  const frame = `relative block size-20 shrink-0 overflow-hidden rounded-card bg-sunken sm:size-24 ${isChosen ? "outline-2 outline-offset-2 outline-accent" : ""}`;
  if (!post)
    return (
      <span className={`${frame} flex items-center justify-center text-muted`}>
        <span aria-hidden="true">—</span>
        <span className="sr-only">{t("hidden")}</span>
      </span>
    );
  return (
    <Link href={`/images/${post.id}`} prefetch={false} className={frame}>
      <PostImage picture={post} alt={post.altText} fit="cover" sizes="96px" />
    </Link>
  );
}

function Crowd({ others, expected }: Pick<OwnVote, "others" | "expected">) {
  const t = useTranslations("my-votes");
  return (
    <p className="text-sm text-muted">
      {others.total > 0
        ? t("others", { percent: percent(others.same / others.total), count: others.total })
        : t("nobody")}
      {expected !== null && ` ${t("expected", { percent: percent(expected) })}`}
    </p>
  );
}

/** One's votes, a line each: what was chosen, over what, and what the others think of the pair. */
export function OwnVotes({ votes }: { votes: readonly OwnVote[] }) {
  const t = useTranslations("my-votes");
  return (
    <section>
      <h2 className="text-lg font-bold">{t("list")}</h2>
      <ol className="divide-y divide-line">
        {votes.map(({ id, winner, loser, createdAt, ...crowd }) => (
          <li key={id} className="flex flex-col gap-3 py-5 sm:flex-row sm:items-center sm:gap-6">
            <div className="flex shrink-0 gap-3 px-1">
              <Side post={winner} isChosen />
              <Side post={loser} isChosen={false} />
            </div>
            <div className="flex min-w-0 flex-col gap-1">
              <p className="line-clamp-2 leading-snug">
                <span className="font-semibold text-accent">{t("chose")}</span> {winner?.prompt ?? t("hidden")}
              </p>
              <p className="truncate text-sm text-muted">
                {t("over")} {loser?.prompt ?? t("hidden")}
              </p>
              <Crowd {...crowd} />
              <p className="text-sm text-muted">
                <LocalTime at={createdAt} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** To older votes, and back to the newest. */
export function OwnVotePager({ isFirst, nextCursor }: { isFirst: boolean; nextCursor: string | null }) {
  const t = useTranslations("my-votes");
  if (isFirst && !nextCursor) return null;
  return (
    <nav aria-label={t("paging")} className="mt-8 flex justify-center gap-3">
      {!isFirst && (
        <Link href="/me/votes" prefetch={false} className={buttonClass("bare")}>
          {t("newest")}
        </Link>
      )}
      {nextCursor && (
        <Link href={`/me/votes?before=${nextCursor}`} prefetch={false} className={buttonClass("quiet")}>
          {t("older")}
        </Link>
      )}
    </nav>
  );
}
