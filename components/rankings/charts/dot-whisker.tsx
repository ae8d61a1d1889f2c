import type { Scale } from "./scale";

/**
 * An estimate as a dot with its interval as a whisker, on a scale that it shares with others of its list; a fine line marks
 * the average. The numbers stand beside it, so a screen reader misses nothing.
 */
export function DotWhisker({
  value,
  low,
  high,
  scale,
  average,
  className = "",
}: {
  value: number;
  low: number;
  high: number;
  scale: Scale;
  average?: number;
  className?: string;
}) {
  return (
    <svg aria-hidden="true" className={`h-5 w-full overflow-visible ${className}`}>
      <line x1="0" x2="100%" y1="50%" y2="50%" className="stroke-line" />
      {average !== undefined && (
        <line
          x1={scale.percent(average)}
          x2={scale.percent(average)}
          y1="0"
          y2="100%"
          className="stroke-line"
          strokeWidth="2"
        />
      )}
      <line
        x1={scale.percent(low)}
        x2={scale.percent(high)}
        y1="50%"
        y2="50%"
        className="stroke-second"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx={scale.percent(value)} cy="50%" r="5" className="fill-accent stroke-paper" strokeWidth="2" />
    </svg>
  );
}

/** The numbers of the scale above a list of whiskers. */
export function ScaleAxis({ scale, format }: { scale: Scale; format: (value: number) => string }) {
  return (
    <svg aria-hidden="true" className="h-4 w-full overflow-visible text-xs">
      {scale.ticks.map((tick, index) => (
        <text
          key={tick}
          x={scale.percent(tick)}
          y="12"
          textAnchor={index === 0 ? "start" : index === scale.ticks.length - 1 ? "end" : "middle"}
          // Between a phone, which gives the scale a line of its own, and a laptop there is room for every second of many.
          className={`fill-muted tabular-nums ${index % 2 === 1 && scale.ticks.length > 5 ? "sm:max-lg:hidden" : ""}`}
        >
          {format(tick)}
        </text>
      ))}
    </svg>
  );
}
