import { useLocale, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { OauthProvider } from "@/lib/env/oauth";

/** A link to each OAuth provider, which leads back to `next`. Links, not forms: no form of ours may lead away from this site. */
export function ProviderLinks({ providers, next }: { providers: readonly OauthProvider[]; next: string }) {
  const t = useTranslations("account.otherWays");
  const locale = useLocale();
  return providers.map((provider) => (
    <a
      key={provider}
      href={`/api/auth/start/${provider}?${new URLSearchParams({ next, locale })}`}
      className={buttonClass("quiet")}
    >
      {t(`with.${provider}`)}
    </a>
  ));
}

/** The OAuth providers that this site knows, below a form. */
export function OtherWays({
  providers,
  next,
  hasFailed,
}: {
  providers: readonly OauthProvider[];
  next: string;
  /** Has a provider, or this site, just refused? */
  hasFailed: boolean;
}) {
  const t = useTranslations("account.otherWays");
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="other-ways" className="mt-8 flex flex-col gap-3 border-t border-line pt-6">
      <h2 id="other-ways" className="text-sm font-semibold text-muted">
        {t("title")}
      </h2>
      {hasFailed && <Notice tone="error">{t("failed")}</Notice>}
      <ProviderLinks providers={providers} next={next} />
    </section>
  );
}
