import { useTranslations } from "next-intl";
import { errorStatus } from "@/lib/errors/app-error";
import { waitValues } from "@/lib/errors/wait";
import type { OpenApiDocument } from "@/lib/openapi/types";
import { codesOf } from "./schema-text";

/** Every code that a call may be refused with, in the order of its status, and what `detail` then says to this reader. */
export function ErrorCodes({ document }: { document: OpenApiDocument }) {
  const t = useTranslations("errors.codes");
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const codes = new Set(operations.flatMap(({ responses }) => Object.values(responses).flatMap(codesOf)));
  return (
    <dl className="grid gap-x-6 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
      {[...codes]
        .sort((a, b) => errorStatus[a] - errorStatus[b])
        .map((code) => (
          <div key={code} className="contents">
            <dt id={`error-${code}`} className="scroll-mt-20 pt-2 font-semibold tabular-nums">
              {errorStatus[code]} <code>{code}</code>
            </dt>
            <dd className="text-muted sm:pt-2">{t(code, waitValues())}</dd>
          </div>
        ))}
    </dl>
  );
}
