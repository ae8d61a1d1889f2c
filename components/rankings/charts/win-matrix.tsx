import { useFormatter, useTranslations } from "next-intl";
import { ChartTable } from "./chart-table";

export interface MatrixCell {
  readonly won: number;
  readonly matches: number;
}

/**
 * Who beats whom, as a heat map: each row's share of matches won against each column's. More than half is the accent, less
 * the second colour, the stronger the further; pale where few matches speak. Rows and columns are in the same order.
 */
export function WinMatrix({
  names,
  cell,
}: {
  names: readonly string[];
  cell: (row: number, column: number) => MatrixCell | null;
}) {
  const t = useTranslations("boards.chart");
  const format = useFormatter();
  const share = ({ won, matches }: MatrixCell) =>
    format.number(won / matches, { style: "percent", maximumFractionDigits: 0 });
  const side = 44;
  const label = 148;
  const width = label + side * names.length;
  const height = 28 + side * names.length;
  const short = (name: string) => (name.length > 18 ? `${name.slice(0, 17)}…` : name);
  return (
    <figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it */}
      <section className="overflow-x-auto" tabIndex={0} aria-label={t("matrixCaption")}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          className="max-w-none text-xs tabular-nums"
        >
          {names.map((name, column) => (
            <text key={name} x={label + side * (column + 0.5)} y="16" textAnchor="middle" className="fill-muted">
              {column + 1}
            </text>
          ))}
          {names.map((name, row) => (
            <g key={name} transform={`translate(0 ${28 + side * row})`}>
              <text x="0" y={side / 2 + 4} className="fill-ink">
                <tspan className="fill-muted">{row + 1}</tspan> <tspan dx="4">{short(name)}</tspan>
              </text>
              {names.map((other, column) => {
                const x = label + side * column;
                const known = row === column ? null : cell(row, column);
                if (!known || known.matches === 0) {
                  const empty = row === column ? "fill-transparent" : "fill-sunken";
                  return (
                    <rect key={other} x={x + 1} y="1" width={side - 2} height={side - 2} rx="4" className={empty} />
                  );
                }
                const rate = known.won / known.matches;
                const trust = known.matches / (known.matches + 4);
                return (
                  <g key={other}>
                    <rect x={x + 1} y="1" width={side - 2} height={side - 2} rx="4" className="fill-sunken" />
                    <rect
                      x={x + 1}
                      y="1"
                      width={side - 2}
                      height={side - 2}
                      rx="4"
                      className={rate >= 0.5 ? "fill-accent" : "fill-second"}
                      fillOpacity={Math.round(Math.abs(rate - 0.5) * 2 * trust * 55) / 100}
                    />
                    <text x={x + side / 2} y={side / 2 + 4} textAnchor="middle" className="fill-ink">
                      {share(known)}
                    </text>
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      </section>
      <ChartTable
        caption={t("matrixCaption")}
        columns={[t("model"), ...names]}
        rows={names.map((name, row) => [
          name,
          ...names.map((_, column) => {
            const known = row === column ? null : cell(row, column);
            if (!known || known.matches === 0) return t("noMatches");
            return t("wonOf", { share: share(known), matches: known.matches });
          }),
        ])}
      />
    </figure>
  );
}
