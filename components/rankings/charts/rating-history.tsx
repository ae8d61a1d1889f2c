import { useFormatter, useTranslations } from "next-intl";
import { ChartTable } from "./chart-table";
import { scaleBetween, scaleOver } from "./scale";

export interface RatingPoint {
  readonly at: Date;
  readonly rating: number;
  readonly low: number;
  readonly high: number;
}

/** The same in every language: a server's "PM" is not what a Korean clock says. */
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** How a rating went: the line, within the band in which the truth lies 95 times of 100. Points are in the order of time. */
export function RatingHistory({ points }: { points: readonly RatingPoint[] }) {
  const t = useTranslations("boards.chart");
  const format = useFormatter();
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const whole = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  const y = scaleOver(
    points.flatMap(({ low, high }) => [low, high]),
    3,
  );
  const x = scaleBetween(first.at.getTime(), last.at.getTime());
  const isShort = last.at.getTime() - first.at.getTime() < 48 * 60 * 60 * 1_000;
  const time = (at: Date) => format.dateTime(at, { month: "short", day: "numeric", ...(isShort && clock) });
  const place = (point: RatingPoint, value: number) => `${x.at(point.at.getTime())} ${100 - y.at(value)}`;
  const line = points.map((point) => place(point, point.rating)).join(" L");
  const edge = points.toReversed().map((point) => place(point, point.low));
  const band = [...points.map((point) => place(point, point.high)), ...edge].join(" L");
  return (
    <figure>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs text-muted tabular-nums" aria-hidden="true">
        <div className="relative h-36">
          <span className="invisible">{whole(y.high)}</span>
          {y.ticks.map((tick) => (
            <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${100 - y.at(tick)}%` }}>
              {whole(tick)}
            </span>
          ))}
        </div>
        <svg aria-hidden="true" className="h-36 w-full overflow-visible">
          {y.ticks.map((tick) => (
            <line
              key={tick}
              x2="100%"
              y1={`${100 - y.at(tick)}%`}
              y2={`${100 - y.at(tick)}%`}
              className="stroke-line"
            />
          ))}
          {points.length > 1 && (
            <svg
              aria-hidden="true"
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
              width="100%"
              height="100%"
              overflow="visible"
            >
              <path d={`M${band}Z`} className="fill-second" fillOpacity="0.25" />
              <path
                d={`M${line}`}
                fill="none"
                className="stroke-accent"
                strokeWidth="2"
                strokeLinejoin="round"
                strokeLinecap="round"
                vectorEffect="non-scaling-stroke"
              />
            </svg>
          )}
          {points.length === 1 && (
            <line
              x1="50%"
              x2="50%"
              y1={`${100 - y.at(last.low)}%`}
              y2={`${100 - y.at(last.high)}%`}
              className="stroke-second"
              strokeWidth="3"
              strokeLinecap="round"
            />
          )}
          <circle
            cx={points.length === 1 ? "50%" : "100%"}
            cy={`${100 - y.at(last.rating)}%`}
            r="4.5"
            className="fill-accent stroke-paper"
            strokeWidth="2"
          />
        </svg>
        <span />
        <div className="mt-1 flex justify-between">
          {points.length > 1 && <span>{time(first.at)}</span>}
          <span className={points.length > 1 ? "" : "mx-auto"}>{time(last.at)}</span>
        </div>
      </div>
      <ChartTable
        caption={t("historyCaption")}
        columns={[t("time"), t("rating"), t("interval")]}
        rows={thin(points).map((point) => [
          format.dateTime(point.at, { year: "numeric", month: "short", day: "numeric", ...clock }),
          whole(point.rating),
          t("range", { low: whole(point.low), high: whole(point.high) }),
        ])}
      />
    </figure>
  );
}

/** No more rows than one can listen to: evenly chosen, the first and the last among them. */
function thin(points: readonly RatingPoint[], most = 12): readonly RatingPoint[] {
  if (points.length <= most) return points;
  return Array.from(
    { length: most },
    (_, n) => points[Math.round((n * (points.length - 1)) / (most - 1))] as RatingPoint,
  );
}
