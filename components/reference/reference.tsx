import { useTranslations } from "next-intl";
import type { OpenApiDocument, OpenApiOperation } from "@/lib/openapi/types";
import { tags } from "@/lib/operation/rest";
import { Prose } from "./code";
import { ErrorCodes } from "./error-codes";
import { OperationEntry } from "./operation-entry";
import { SchemaFields } from "./schema-fields";

interface Entry {
  readonly path: string;
  readonly method: string;
  readonly operation: OpenApiOperation;
}

function entriesByTag({ paths }: OpenApiDocument) {
  const entries: Entry[] = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([method, operation]) => ({ path, method, operation })),
  );
  return tags
    .map((tag) => ({ tag, entries: entries.filter(({ operation }) => operation.tags[0] === tag) }))
    .filter(({ entries: those }) => those.length > 0);
}

/** The API's document for reading: chapters of calls, then the objects that they speak of. */
export function Reference({ document, site }: { document: OpenApiDocument; site: string }) {
  const t = useTranslations("reference");
  const chapters = entriesByTag(document);
  return (
    <>
      <div className="flex flex-col gap-3">
        <Prose text={document.info.description} />
      </div>
      <nav aria-label={t("contents")} className="mt-8 grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {chapters.map(({ tag, entries }) => (
          <div key={tag}>
            <h2 className="mb-1 text-sm font-semibold">{t(`tags.${tag}`)}</h2>
            <ul>
              {entries.map(({ method, path, operation }) => (
                <li key={operation.operationId}>
                  <a
                    href={`#${operation.operationId}`}
                    className="flex min-h-11 items-center gap-2 text-sm text-muted hover:text-ink sm:min-h-7"
                  >
                    <code className="break-all">
                      {method.toUpperCase()} {path}
                    </code>
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <h2 className="mt-12 mb-3 text-xl font-bold tracking-tight">{t("signIn")}</h2>
      <dl className="flex flex-col gap-3 text-sm">
        {Object.entries(document.components.securitySchemes).map(([name, scheme]) => (
          <div key={name}>
            <dt>
              <code className="font-semibold">{name}</code>
            </dt>
            <dd className="text-muted">
              <Prose text={String(scheme.description)} />
            </dd>
          </div>
        ))}
      </dl>
      {chapters.map(({ tag, entries }) => (
        <section key={tag} aria-labelledby={`tag-${tag}`} className="mt-12">
          <h2 id={`tag-${tag}`} className="mb-4 scroll-mt-20 text-xl font-bold tracking-tight">
            {t(`tags.${tag}`)}
          </h2>
          {entries.map((entry) => (
            <OperationEntry key={entry.operation.operationId} {...entry} site={site} />
          ))}
        </section>
      ))}
      <section aria-labelledby="errors" className="mt-12">
        <h2 id="errors" className="mb-2 scroll-mt-20 text-xl font-bold tracking-tight">
          {t("errors")}
        </h2>
        <ErrorCodes document={document} />
      </section>
      <section aria-labelledby="objects" className="mt-12">
        <h2 id="objects" className="mb-4 scroll-mt-20 text-xl font-bold tracking-tight">
          {t("objects")}
        </h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <div key={name} className="border-t border-line py-6">
            <h3 id={`object-${name}`} className="mb-1 scroll-mt-20 text-lg font-semibold">
              <code>{name}</code>
            </h3>
            <SchemaFields schema={schema} className="divide-y divide-line" />
          </div>
        ))}
      </section>
    </>
  );
}
