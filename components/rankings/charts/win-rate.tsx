/**
 * A share of matches won as a bar, with a mark where an average image would stand against the same opponents. `expected` and
 * `won` are shares. The numbers stand beside it.
 */
export function WinRate({ won, expected, className = "" }: { won: number; expected: number; className?: string }) {
  const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;
  return (
    <svg aria-hidden="true" className={`h-5 w-full overflow-visible ${className}`}>
      <rect y="6" width="100%" height="8" rx="4" className="fill-sunken" />
      <rect y="6" width={percent(won)} height="8" rx="4" className="fill-accent" />
      <line x1={percent(expected)} x2={percent(expected)} y1="0" y2="20" className="stroke-ink" strokeWidth="2" />
    </svg>
  );
}
