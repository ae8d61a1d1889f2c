import { useTranslations } from "next-intl";
import { LocalTime } from "@/components/ui/local-time";

const names: Readonly<Record<string, string>> = {
  github: "GitHub",
  google: "Google",
  discord: "Discord",
  kakao: "Kakao",
  naver: "Naver",
};

/** The accounts elsewhere that let one in. */
export function Entrances({ providers }: { providers: readonly { provider: string; createdAt: Date }[] }) {
  const t = useTranslations("settings.password");
  return (
    <div className="mt-8">
      <p id="services" className="text-sm font-semibold">
        {t("services")}
      </p>
      <ul aria-labelledby="services" className="mt-2 flex flex-col divide-y divide-line border-y border-line">
        {providers.map(({ provider, createdAt }) => (
          <li key={provider} className="flex items-baseline justify-between gap-6 py-3">
            <span className="font-semibold">{names[provider] ?? provider}</span>
            <span className="text-sm text-muted">
              {t.rich("connected", { time: () => <LocalTime at={createdAt} format="date" /> })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
