import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import {
  type FieldName,
  type FieldPart,
  formatQuery,
  orientations,
  type QueryPart,
  withField,
} from "@/lib/search/query";
import type { Facets } from "@/lib/search/schema";
import { type SearchPlace, searchHref } from "./search-path";

const chip =
  "inline-flex min-h-11 max-w-full items-center gap-2 rounded-full border border-line px-4 text-sm text-ink transition-colors hover:bg-sunken";

interface Choice {
  readonly field: FieldName;
  readonly value: string;
  readonly name: string;
  readonly count: number;
}

function Choices({
  title,
  choices,
  parts,
  sort,
}: {
  title: string;
  choices: Choice[];
  parts: readonly QueryPart[];
  sort: SearchPlace["sort"];
}) {
  if (choices.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold text-muted">{title}</h2>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ field, value, name, count }) => (
          <li key={value} className="max-w-full">
            <Link
              href={searchHref({ q: formatQuery(withField(parts, field, value)), sort })}
              prefetch={false}
              rel="nofollow"
              className={chip}
            >
              <span className="truncate">{name}</span>
              <span className="text-muted tabular-nums">{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the matches can be narrowed down by, each with how many it leaves. Choosing one adds its field to the query. */
export function Filters({
  facets,
  parts,
  sort,
  ofNewest,
}: {
  facets: Facets;
  parts: readonly QueryPart[];
  sort: SearchPlace["sort"];
  /** How many they were counted over, where these are not all. */
  ofNewest: number | null;
}) {
  const t = useTranslations("search");
  const isAsked = (field: FieldName) =>
    parts.some((part) => part.kind === "field" && part.field === field && !part.isExcluded);
  const named = (field: FieldName, values: Facets["models"], name = (value: string) => value): Choice[] =>
    isAsked(field) ? [] : values.map(({ value, count }) => ({ field, value, count, name: name(value) }));
  const orientation = (value: string) => t(`orientations.${orientations.find((known) => known === value) ?? "square"}`);
  const workflow = isAsked("has") || facets.workflows === 0 ? [] : [{ value: "workflow", count: facets.workflows }];
  const groups = [
    { title: t("fields.orientation"), choices: named("orientation", facets.orientations, orientation) },
    { title: t("fields.model"), choices: named("model", facets.models) },
    { title: t("fields.sampler"), choices: named("sampler", facets.samplers) },
    { title: t("fields.has"), choices: named("has", workflow, () => t("workflow")) },
  ];
  if (groups.every(({ choices }) => choices.length === 0)) return null;
  return (
    <details>
      <summary className="unfolds text-sm">{t("filters")}</summary>
      <div className="flex flex-col gap-5 pt-2 pb-4">
        {groups.map((group) => (
          <Choices key={group.title} {...group} parts={parts} sort={sort} />
        ))}
        {ofNewest !== null && <p className="text-sm text-muted">{t("countsOfNewest", { count: ofNewest })}</p>}
      </div>
    </details>
  );
}

/** The fields that a query asks for, each a way to leave it out. */
export function ActiveFilters({ parts, sort }: { parts: readonly QueryPart[]; sort: SearchPlace["sort"] }) {
  const t = useTranslations("search");
  const fields = parts.flatMap((part) => (part.kind === "field" ? [part] : []));
  if (fields.length === 0) return null;
  const nameOf = ({ field, value: asked, isExcluded }: FieldPart) => {
    if (field === "has") return t(isExcluded ? "noWorkflow" : "workflow");
    const orientation = field === "orientation" && orientations.find((known) => known === asked);
    const value = orientation ? t(`orientations.${orientation}`) : asked;
    return isExcluded ? t("without", { field: t(`fields.${field}`), value }) : `${t(`fields.${field}`)}: ${value}`;
  };
  return (
    <ul aria-label={t("active")} className="flex flex-wrap gap-2">
      {fields.map((part) => {
        const name = nameOf(part);
        return (
          <li key={`${part.isExcluded}${part.field}${part.value}`} className="max-w-full">
            <Link
              href={searchHref({ q: formatQuery(parts.filter((other) => other !== part)), sort })}
              prefetch={false}
              aria-label={t("remove", { name })}
              className={`${chip} bg-sunken`}
            >
              <span className="truncate">{name}</span>
              <span aria-hidden="true" className="text-lg leading-none text-muted">
                ×
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
