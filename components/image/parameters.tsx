import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { a1111Text, parameterTexts } from "@/lib/posts/parameter-text";
import type { PostDetail } from "@/lib/posts/schema";
import { CopyButton } from "./copy-button";
import { shownParameter } from "./shown-parameter";

/** How the image was made: a table whose values can be copied, all at once in A1111's form, and the workflow as a file. */
export function Parameters({ post }: { post: PostDetail }) {
  const t = useTranslations("metadata");
  const { workflowUrl } = post.parameters;
  const texts = parameterTexts(post.parameters);
  if (texts.length === 0 && !workflowUrl) return null;
  return (
    <section aria-labelledby="parameters">
      <div className="flex items-center justify-between gap-4">
        <h2 id="parameters" className="text-sm font-semibold text-muted">
          {t("title")}
        </h2>
        {texts.length > 0 && <CopyButton text={a1111Text(post, post.parameters)} label={t("copyAll")} />}
      </div>
      {texts.length > 0 && (
        <table className="mt-3 w-full table-fixed text-left text-sm">
          <tbody className="divide-y divide-line">
            {texts.map(([field, text]) => (
              <tr key={field} className="align-top">
                <th scope="row" className="w-28 py-2.5 pr-4 font-normal text-muted">
                  {t(`fields.${field}`)}
                </th>
                <td className="py-2.5 break-words whitespace-pre-wrap tabular-nums">
                  {shownParameter(field, text, t)}
                </td>
                <td className="w-11 py-2.5 text-right">
                  <CopyButton text={text} name={t(`fields.${field}`)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {workflowUrl && (
        <a href={workflowUrl} download className={buttonClass("quiet", "mt-3 w-full")}>
          {t("download")}
        </a>
      )}
    </section>
  );
}
