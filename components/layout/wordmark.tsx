/** The mark and the name. Three steps of a podium, the middle one highest; app/icon.svg is the same drawing. */
export function Wordmark() {
  return (
    <>
      <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 shrink-0">
        <path d="M1 14a2 2 0 0 1 2-2h4v10H1Z" className="fill-ink" opacity="0.55" />
        <path d="M9 4a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v18H9Z" className="fill-accent" />
        <path d="M17 9h4a2 2 0 0 1 2 2v11h-6Z" className="fill-ink" opacity="0.8" />
      </svg>
      <span className="text-lg font-bold tracking-tight">Podium</span>
    </>
  );
}
