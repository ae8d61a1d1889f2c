import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";
import type { CreatedToken, PersonalToken } from "@/lib/access-tokens/schema";
import type { FormState } from "@/lib/operation/form-state";
import { CreateTokenForm } from "./create-token-form";
import { RevokeTokenForm } from "./revoke-token-form";

/** A member's personal access tokens, and the form for another one. */
export function AccessTokens({
  tokens,
  answers,
}: {
  tokens: readonly PersonalToken[];
  /** What the forms were answered when they were sent without JavaScript. */
  answers: { create: FormState<CreatedToken>; revoke: FormState<{ id: number }> };
}) {
  const t = useTranslations("settings.tokens");
  return (
    <div className="flex flex-col gap-8">
      <CreateTokenForm answer={answers.create} />
      {tokens.length === 0 ? (
        <p className="text-sm text-muted">{t("none")}</p>
      ) : (
        <ul aria-label={t("list")} className="flex flex-col divide-y divide-line border-y border-line">
          {tokens.map((token) => (
            <li key={token.id} className="flex items-center justify-between gap-6 py-4">
              <div className="min-w-0">
                <p className="font-semibold wrap-anywhere">{token.name}</p>
                <p className="text-sm text-muted">
                  {t(`scopes.${token.scope}`)} · <Expiry token={token} />
                </p>
                <p className="text-sm text-muted">
                  {token.lastUsedAt
                    ? t.rich("lastUsed", { time: () => <LocalTime at={token.lastUsedAt as Date} /> })
                    : t("neverUsed")}
                </p>
              </div>
              <RevokeTokenForm id={token.id} name={token.name} answer={answers.revoke} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Expiry({ token: { expiresAt } }: { token: PersonalToken }) {
  const t = useTranslations("settings.tokens");
  if (!expiresAt) return t("noExpiry");
  return t.rich("expires", { time: () => <LocalTime at={expiresAt} format="date" /> });
}
