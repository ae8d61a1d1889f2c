import { useTranslations } from "next-intl";

/** What goes with an account, and what does not. */
export function WhatGoes({
  belongings,
  isElsewhere,
}: {
  belongings: Readonly<Record<"images" | "likes" | "votes" | "tokens", number>>;
  /** Does the account itself live in an external auth server? */
  isElsewhere: boolean;
}) {
  const t = useTranslations("settings.deletion");
  return (
    <div className="mb-6 flex flex-col gap-3 text-sm">
      <p className="font-semibold">{t("goes")}</p>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-muted">
        <li>{t("images", { count: belongings.images })}</li>
        <li>{t("deeds", { likes: belongings.likes, votes: belongings.votes })}</li>
        <li>{t("access", { count: belongings.tokens })}</li>
        <li>{t("rest")}</li>
      </ul>
      <p className="text-muted">{t("stays")}</p>
      {isElsewhere && <p className="text-muted">{t("elsewhere")}</p>}
      <p className="font-semibold">{t("final")}</p>
    </div>
  );
}
