import { useFormatter, useTranslations } from "next-intl";

/** Numbers of the boards in the reader's language: whole points, whole percents. */
export function useBoardNumbers() {
  const format = useFormatter();
  const t = useTranslations("boards.chart");
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  return {
    whole,
    percent: (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 }),
    interval: (low: number, high: number) => t("range", { low: whole(low), high: whole(high) }),
    ranks: (low: number | null, high: number | null) => {
      if (low === null || high === null) return t("unranked");
      return low === high ? whole(low) : t("range", { low: whole(low), high: whole(high) });
    },
  };
}
