import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { Results } from "@/components/search/results";
import { SearchForm } from "@/components/search/search-form";
import { SearchHelp } from "@/components/search/search-help";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import type { AppError } from "@/lib/errors/app-error";
import { waitValues } from "@/lib/errors/wait";
import { pageMetadata } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { callOperation } from "@/lib/operation/call";
import { searchSorts } from "@/lib/search/cursor";
import { searchImages } from "@/lib/search/operations";

// Rendered per request and never kept: a million different queries fill nothing, and what is hidden is gone at once.
export const instant = false;

type Props = PageProps<"/[locale]/search">;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "search" });
  const q = first((await searchParams).q);
  return {
    ...pageMetadata({
      title: q ? t("titleOf", { query: q.slice(0, 100) }) : t("title"),
      description: t("description"),
      path: "/search",
      locale,
    }),
    robots: { index: false, follow: false },
  };
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

/** Why nothing was looked for, in the reader's words. */
async function Refused({ refusal: { code, details } }: { refusal: AppError }) {
  // The codes are data here; a test checks that the catalogue has words for each.
  const t = (await getTranslations("errors")) as unknown as (key: string, values?: object) => string;
  const field = Object.values(details.fields ?? {})[0];
  return (
    <div className="pt-6">
      <Notice tone="error">
        {field ? t(`fields.${field.code}`, { ...field.values }) : t(`codes.${code}`, waitValues(details.retryAfter))}
      </Notice>
    </div>
  );
}

export default async function SearchPage({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  await connection();
  const asked = await searchParams;
  const q = first(asked.q);
  const sort = searchSorts.find((known) => known === first(asked.sort)) ?? "relevance";
  const cursor = first(asked.cursor);
  const { output: result, refusal } = await callOperation(searchImages, { q, sort, ...(cursor && { cursor }) });
  const t = await getTranslations("search");
  return (
    <Page title={t("title")} width="full">
      <SearchForm q={q} sort={sort} />
      <div className="pt-1">
        <SearchHelp />
      </div>
      {refusal ? <Refused refusal={refusal} /> : <Results q={q} sort={sort} result={result} />}
    </Page>
  );
}
