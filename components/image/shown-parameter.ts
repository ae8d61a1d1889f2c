import type { useTranslations } from "next-intl";
import type { PublishableField } from "@/lib/posts/parameters";

const sourceTypes = ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia"] as const;

/** A parameter as people read it: the IPTC's codes in words, everything else as it is. */
export function shownParameter(
  field: PublishableField,
  text: string,
  t: ReturnType<typeof useTranslations<"metadata">>,
): string {
  const known = sourceTypes.find((type) => field === "digital_source_type" && type === text);
  return known ? t(`sourceTypes.${known}`) : text;
}
