import { useFormatter, useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { galleryPath } from "@/lib/posts/gallery-path";
import type { AuthorFilter, GalleryOrder, GalleryScope } from "@/lib/posts/orders";

type AuthorScope = Extract<GalleryScope, { author: unknown }>;

const isSame = (a: AuthorFilter | undefined, b: AuthorFilter | undefined) =>
  a === b || (typeof a === "object" && typeof b === "object" && a.model === b.model);

/** Which of a member's images: all, those in the tournament, those of a model. Each is a page of its own and keeps the order. */
export function ProfileFilters({
  scope: { author, only },
  order,
  models,
}: {
  scope: AuthorScope;
  order: GalleryOrder;
  /** Of their visible images, the most used first. */
  models: readonly { readonly name: string; readonly count: number }[];
}) {
  const t = useTranslations("boards.profile.filter");
  const format = useFormatter();
  const filters: readonly { key: string; only?: AuthorFilter; label: string; count?: number }[] = [
    { key: "all", label: t("all") },
    { key: "tournament", only: "tournament", label: t("tournament") },
    ...models.map(({ name, count }) => ({ key: `model ${name}`, only: { model: name }, label: name, count })),
  ];
  return (
    <nav aria-label={t("label")} className="link-line -mx-4 px-4 sm:-mx-3 sm:px-0">
      <ul className="flex text-sm">
        {filters.map(({ key, only: each, label, count }) => (
          <li key={key}>
            <Link
              href={galleryPath({ author, ...(each && { only: each }) }, order)}
              prefetch={false}
              aria-current={isSame(each, only) ? "page" : undefined}
              className="flex min-h-11 items-center gap-1.5 rounded-full px-3 whitespace-nowrap text-muted transition-colors hover:text-ink [&[aria-current]]:bg-sunken [&[aria-current]]:text-ink"
            >
              {label}
              {count !== undefined && <span className="text-muted tabular-nums">{format.number(count)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
