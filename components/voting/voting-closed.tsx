import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Link } from "@/lib/i18n/navigation";
import { VotingFrame } from "./voting-frame";

/** The vote page when there is nothing to judge, or when nothing can be judged now. */
export function VotingClosed({ because }: { because: "judgedAll" | "tooFew" | "unavailable" }) {
  const t = useTranslations("voting");
  const isUnavailable = because === "unavailable";
  return (
    <VotingFrame isClosed>
      <div className="flex max-w-prose flex-col items-start gap-6">
        <Notice>{t(isUnavailable ? "unavailable.text" : `empty.${because}`)}</Notice>
        <Link
          href={isUnavailable ? "/vote" : "/upload"}
          prefetch={false}
          className={buttonClass(isUnavailable ? "quiet" : "primary")}
        >
          {t(isUnavailable ? "unavailable.retry" : "empty.post")}
        </Link>
      </div>
    </VotingFrame>
  );
}
