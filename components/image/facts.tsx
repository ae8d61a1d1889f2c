import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/account/avatar";
import { Link } from "@/lib/i18n/navigation";
import { galleryPath } from "@/lib/posts/gallery-path";
import type { PostDetail } from "@/lib/posts/schema";

const link = "underline decoration-line underline-offset-4 hover:decoration-ink";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-6 py-2.5">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}

/** What is known about an image beside its prompt. */
export function Facts({ post }: { post: PostDetail }) {
  const t = useTranslations("gallery.image");
  const format = useFormatter();
  return (
    <dl className="divide-y divide-line text-sm">
      <Fact name={t("author")}>
        {post.author ? (
          <Link href={`/u/${post.author}`} prefetch={false} className="group inline-flex items-center gap-2">
            <Avatar handle={post.author} variants={post.authorAvatar} size={24} />
            <span className={link}>@{post.author}</span>
          </Link>
        ) : (
          t("unsaid")
        )}
      </Fact>
      <Fact name={t("model")}>
        {post.modelName ? (
          <Link href={galleryPath({ model: post.modelName }, { sort: "new" })} prefetch={false} className={link}>
            {post.modelName}
          </Link>
        ) : (
          t("unsaid")
        )}
      </Fact>
      <Fact name={t("posted")}>
        <time dateTime={post.createdAt.toISOString()}>{format.dateTime(post.createdAt, { dateStyle: "long" })}</time>
      </Fact>
      <Fact name={t("voting")}>{t(post.isTournamentOptIn ? "votingOn" : "votingOff")}</Fact>
      <Fact name={t("record")}>
        {t("recordValue", { wins: post.tournamentWinCount, losses: post.tournamentLossCount })}
      </Fact>
    </dl>
  );
}
