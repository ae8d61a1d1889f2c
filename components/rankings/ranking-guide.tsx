import { useTranslations } from "next-intl";

const chapters = ["top", "rating", "sure", "side", "draw", "undo", "honest", "models", "archive"] as const;

/** Each formula with the sentence that says it in words. */
const formulas = [
  ["formulaModel", "P(left wins) = 1 / (1 + exp(−(θ_left − θ_right + γ)))"],
  ["formulaFit", "minimise  −Σ log P(vote) + (λ/2) Σ θ²"],
  ["formulaScale", "rating = 1000 + (400 / ln 10) · θ"],
  ["formulaInterval", "θ ± 1.96 · √(H⁻¹)"],
  ["formulaRank", "1 + #(low > own high)  …  n − #(high < own low)"],
] as const;

/** The boards explained for people; the formulas for those who want them. */
export function RankingGuide() {
  const t = useTranslations("boards.guide");
  return (
    <div className="flex flex-col gap-8">
      {chapters.map((chapter) => (
        <section key={chapter} aria-labelledby={chapter}>
          <h2 id={chapter} className="text-lg font-bold">
            {t(`${chapter}Title`)}
          </h2>
          <p className="mt-2 leading-relaxed text-muted">{t(`${chapter}Text`)}</p>
        </section>
      ))}
      <details>
        <summary className="unfolds">{t("formulas")}</summary>
        <dl className="mt-2 flex flex-col gap-6">
          {formulas.map(([words, formula]) => (
            <div key={words}>
              <dt className="text-muted">{t(words)}</dt>
              <dd className="mt-2 overflow-x-auto rounded-card bg-sunken px-4 py-3 font-mono text-sm">{formula}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
