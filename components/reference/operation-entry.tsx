import { useTranslations } from "next-intl";
import type { OpenApiOperation } from "@/lib/openapi/types";
import { CodeBlock, Prose } from "./code";
import { curlFor } from "./curl";
import { FieldRow, SchemaFields } from "./schema-fields";
import { codesOf } from "./schema-text";

const heading = "mt-6 mb-1 text-sm font-semibold";

/** Successes by what they mean, refusals by their codes; the words of a code stand once, below all calls. */
function Answers({ responses }: { responses: OpenApiOperation["responses"] }) {
  return (
    <dl className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {Object.entries(responses).map(([status, response]) => (
        <div key={status} className="contents">
          <dt className="font-semibold tabular-nums">{status}</dt>
          <dd className="flex min-w-0 flex-wrap gap-x-4 text-muted">
            {codesOf(response).map((code) => (
              <a key={code} href={`#error-${code}`} className="break-all hover:text-ink hover:underline">
                <code>{code}</code>
              </a>
            ))}
            {codesOf(response).length === 0 && <Prose text={response.description} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One call: what it does, who may make it, what goes in, what comes out, and how it looks. */
export function OperationEntry({
  method,
  path,
  operation,
  site,
}: {
  method: string;
  path: string;
  operation: OpenApiOperation;
  site: string;
}) {
  const t = useTranslations("reference");
  const { operationId, parameters, requestBody, responses } = operation;
  const body = Object.values(requestBody?.content ?? {})[0];
  const success = Object.entries(responses).find(([status]) => status.startsWith("20") && responses[status]?.content);
  const answer = success?.[1].content?.["application/json"];
  const verb = method.toUpperCase();
  return (
    <section aria-labelledby={operationId} className="border-t border-line py-8">
      <h3 id={operationId} className="scroll-mt-20 text-lg leading-snug font-semibold">
        <a href={`#${operationId}`} className="hover:underline">
          <code className="break-all">
            <span className="text-accent">{verb}</span> {path}
          </code>
        </a>
      </h3>
      <div className="mt-2 flex flex-col gap-2">
        <Prose text={operation.summary} />
        <div className="flex flex-col gap-2 text-muted">
          <Prose text={operation.description} />
        </div>
      </div>
      <div className="mt-2 grid gap-x-10 lg:grid-cols-2">
        <div className="min-w-0">
          {parameters.length > 0 && (
            <>
              <h4 className={heading}>{t("parameters")}</h4>
              <ul className="divide-y divide-line">
                {parameters.map((parameter) => (
                  <FieldRow
                    key={parameter.name}
                    name={parameter.name}
                    schema={parameter.schema}
                    isRequired={parameter.required}
                    note={t(`in.${parameter.in}`)}
                  />
                ))}
              </ul>
            </>
          )}
          {body && (
            <>
              <h4 className={heading}>
                {t("body")} <span className="font-normal text-muted">{Object.keys(requestBody?.content ?? {})[0]}</span>
              </h4>
              <SchemaFields schema={body.schema} className="divide-y divide-line" />
            </>
          )}
          <h4 className={heading}>{t("answers")}</h4>
          <Answers responses={responses} />
          {answer && <SchemaFields schema={answer.schema} className="mt-2 divide-y divide-line" />}
        </div>
        <div className="min-w-0">
          <h4 className={heading}>{t("example")}</h4>
          <CodeBlock label={t("example")}>{curlFor(site, method, path, operation)}</CodeBlock>
          {answer && (
            <>
              <h4 className={heading}>
                {t("exampleAnswer")} <span className="font-normal text-muted">{success?.[0]}</span>
              </h4>
              <CodeBlock label={t("exampleAnswer")}>{JSON.stringify(answer.example, null, 2)}</CodeBlock>
            </>
          )}
        </div>
      </div>
    </section>
  );
}
