import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** The form for people whose accounts another service has; without that service's address only tokens let in. */
export function SignInElsewhere({ isPossible, children }: { isPossible: boolean; children: ReactNode }) {
  const t = useTranslations("account.elsewhere");
  if (!isPossible) return <p className="text-muted">{t("tokensOnly")}</p>;
  return (
    <>
      <p className="mb-6 text-sm text-muted">{t("text")}</p>
      {children}
    </>
  );
}
