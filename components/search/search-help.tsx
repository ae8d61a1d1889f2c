import { useTranslations } from "next-intl";

const examples = [
  ["phrase", '"red hair"'],
  ["without", "-cat"],
  ["model", "model:sdxl"],
  ["by", "by:mira"],
  ["sampler", "sampler:euler"],
  ["seed", "seed:1234"],
  ["lora", "lora:detail"],
  ["size", "size:1024x1536"],
  ["dates", "from:2026-01 to:2026-06"],
  ["orientation", "orientation:portrait"],
  ["workflow", "has:workflow"],
] as const;

/** What one can type. */
export function SearchHelp() {
  const t = useTranslations("search.help");
  return (
    <details className="text-sm">
      <summary className="unfolds">{t("title")}</summary>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-6 gap-y-2 pt-2 pb-4">
        {examples.map(([name, example]) => (
          <div key={name} className="contents">
            <dt>
              <code className="whitespace-nowrap">{example}</code>
            </dt>
            <dd className="text-muted">{t(name)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
