import { useTranslations } from "next-intl";
import { placeholderUrl } from "@/components/image/placeholder-url";
import { PostImage } from "@/components/image/post-image";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { ModeratedPost } from "@/lib/moderation/schema";
import type { FormState } from "@/lib/operation/form-state";
import { altTextBeside } from "@/lib/posts/alt-text";
import { ActForm } from "./act-form";

/** A hidden image's bytes are out of everyone's reach; its ThumbHash still tells a moderator which one it was. */
function Thumbnail({ post }: { post: ModeratedPost }) {
  if (post.state === "active") return <PostImage picture={post} sizes="72px" alt={altTextBeside(post)} fit="cover" />;
  const blurred = post.state === "hidden" && post.placeholder ? placeholderUrl(post.placeholder) : null;
  return blurred && <img src={blurred} alt="" className="size-full object-cover" />;
}

function HiddenLine({ hidden }: { hidden: NonNullable<ModeratedPost["hidden"]> }) {
  const t = useTranslations("moderation");
  return (
    <p className="text-sm text-muted">
      {t.rich("hiddenLine", { by: hidden.by ?? t("someone"), time: () => <LocalTime at={hidden.at} /> })}
      <span className="block">{t("noPreview")}</span>
      {hidden.reason && <span className="block text-ink">{t("hiddenReason", { reason: hidden.reason })}</span>}
    </p>
  );
}

/** Posts as rows, each with the one act that its state allows. */
export function PostList({
  posts,
  back,
  answers,
}: {
  posts: readonly ModeratedPost[];
  back: string;
  answers: { hide: FormState; restore: FormState };
}) {
  const t = useTranslations("moderation");
  return (
    <ul className="divide-y divide-line">
      {posts.map((post) => (
        <li
          key={post.id}
          className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-start gap-x-4 gap-y-3 py-4 lg:grid-cols-[4.5rem_minmax(0,1fr)_13rem_9rem]"
        >
          <div className="size-18 overflow-hidden rounded-card bg-sunken">
            <Thumbnail post={post} />
          </div>
          <div className="flex min-w-0 flex-col gap-1">
            <p className="leading-snug wrap-anywhere">
              {post.state === "active" ? (
                // The link itself is cut, or what is not seen of it would lie on what is below.
                <Link href={`/images/${post.id}`} prefetch={false} className="line-clamp-2 hover:underline">
                  {post.prompt}
                </Link>
              ) : (
                <span className="line-clamp-2">{post.prompt}</span>
              )}
            </p>
            <p className="flex flex-wrap gap-x-2 text-sm text-muted">
              <span>#{post.id}</span>
              <span>{post.author ? t("by", { author: post.author }) : t("byUnknown")}</span>
              {post.modelName && <span>{post.modelName}</span>}
              <LocalTime at={post.createdAt} />
            </p>
            {post.hidden && <HiddenLine hidden={post.hidden} />}
          </div>
          <div className="col-start-2 flex flex-wrap items-center gap-x-4 text-sm lg:col-start-3 lg:flex-col lg:items-start lg:pt-0.5">
            <span className={post.state === "active" ? "text-muted" : "font-semibold text-danger"}>
              {t(`postStates.${post.state}`)}
            </span>
            <span className="text-muted tabular-nums">
              {t("counts", { likes: post.likeCount, wins: post.tournamentWinCount })}
            </span>
            <Link
              href={{ pathname: "/admin/audit", query: { target: `post:${post.id}` } }}
              aria-label={`${t("history")} #${post.id}`}
              className="inline-flex min-h-11 items-center self-start text-muted underline hover:text-ink lg:min-h-6"
            >
              {t("history")}
            </Link>
          </div>
          {post.state !== "deleted" && (
            <ActForm
              key={post.state}
              act={post.state === "active" ? "hide" : "restore"}
              id={post.id}
              name={String(post.id)}
              back={back}
              answer={post.state === "active" ? answers.hide : answers.restore}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
