import { useTranslations } from "next-intl";
import { PostImage } from "@/components/image/post-image";
import { LocalTime } from "@/components/ui/local-time";
import { Link } from "@/lib/i18n/navigation";
import type { Report } from "@/lib/moderation/report-schema";
import type { FormState } from "@/lib/operation/form-state";
import { altTextBeside } from "@/lib/posts/alt-text";
import { ActForm } from "./act-form";

/** What members reported: why, about which image, and whether it is dealt with. Acts on the image are on its own row. */
export function ReportList({ reports, back, answer }: { reports: readonly Report[]; back: string; answer: FormState }) {
  const t = useTranslations("moderation");
  return (
    <ul className="divide-y divide-line">
      {reports.map(({ id, image, reporter, reason, createdAt, resolved }) => (
        <li
          key={id}
          className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-start gap-x-4 gap-y-3 py-4 lg:grid-cols-[4.5rem_minmax(0,1fr)_9rem]"
        >
          <div className="size-18 overflow-hidden rounded-card bg-sunken">
            {image.isActive && <PostImage picture={image} sizes="72px" alt={altTextBeside(image)} fit="cover" />}
          </div>
          <div className="flex min-w-0 flex-col gap-1">
            <p className="leading-snug font-semibold break-words">{reason}</p>
            <p className="text-sm text-muted">
              {t.rich("reports.line", { by: reporter ?? t("someone"), time: () => <LocalTime at={createdAt} /> })}
            </p>
            <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
              <Link
                href={{ pathname: "/admin", query: { q: `#${image.id}` } }}
                className="inline-flex min-h-11 shrink-0 items-center underline hover:text-ink lg:min-h-6"
              >
                {t("reports.post", { id: image.id })}
              </Link>
              <span className="line-clamp-1 min-w-0 flex-1 basis-24">{image.prompt}</span>
              {!image.isActive && <span className="font-semibold text-danger">{t("reports.gone")}</span>}
            </p>
            {resolved && (
              <p className="text-sm text-muted">
                {t.rich("reports.resolved", {
                  by: resolved.by ?? t("someone"),
                  time: () => <LocalTime at={resolved.at} />,
                })}
              </p>
            )}
          </div>
          {!resolved && <ActForm act="resolve" id={id} name={String(id)} back={back} answer={answer} />}
        </li>
      ))}
    </ul>
  );
}
