import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { Link } from "@/lib/i18n/navigation";
import type { PostSummary } from "@/lib/posts/schema";

/** A voter's own ten best, first to last. */
export function Taste({
  board,
}: {
  board: readonly { readonly post: PostSummary; readonly wins: number; readonly losses: number }[];
}) {
  const t = useTranslations("my-votes.taste");
  return (
    <section className="mb-12">
      <h2 className="text-lg font-bold">{t("title")}</h2>
      <p className="mt-1 mb-4 max-w-prose text-sm text-muted">{t("text")}</p>
      <ol className="grid grid-cols-2 gap-x-3 gap-y-5 sm:grid-cols-5">
        {board.map(({ post, wins, losses }, index) => (
          <li key={post.id}>
            <Link href={`/images/${post.id}`} prefetch={false} className="group block">
              <span className="block aspect-square overflow-hidden rounded-card bg-sunken">
                <PostImage picture={post} alt={post.altText} fit="cover" sizes="(min-width: 40rem) 220px, 50vw" />
              </span>
              <span className="mt-2 flex items-baseline gap-2 text-sm">
                <b className="tabular-nums">{index + 1}</b>
                <span className="text-muted tabular-nums group-hover:text-ink">{t("record", { wins, losses })}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How far the board still is. */
export function TasteSoon({ missing }: { missing: number }) {
  const t = useTranslations("my-votes.taste");
  return <p className="mb-10 text-muted">{t("soon", { count: missing })}</p>;
}
