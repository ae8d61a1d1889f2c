/**
 * A score as a bar, split into matches won and likes; `max` is the score whose bar is full. Its numbers stand beside it,
 * with the same two marks, so a screen reader misses nothing.
 */
export function ScoreSplit({
  wins,
  likes,
  max,
  className = "",
}: {
  wins: number;
  likes: number;
  max: number;
  className?: string;
}) {
  const percent = (points: number) => `${max === 0 ? 0 : Math.round((points / max) * 10_000) / 100}%`;
  return (
    <svg aria-hidden="true" className={`h-1.5 w-full overflow-hidden rounded-full ${className}`}>
      <rect width="100%" height="100%" className="fill-sunken" />
      <rect width={percent(wins)} height="100%" className="fill-accent" />
      <rect x={percent(wins)} width={percent(likes)} height="100%" className="fill-second" />
    </svg>
  );
}
