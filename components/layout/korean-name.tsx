/**
 * 한국어, drawn: as text, three syllables would bring two files of letters to every English page, and until those are there a
 * device without Hangul shows empty boxes after a search through all its fonts that holds up the first paint.
 */
export const KoreanName = () => (
  <svg
    viewBox="0 0 37 14"
    aria-hidden="true"
    className="h-[0.95em] w-[2.5em] shrink-0"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.45"
  >
    <path d="M4 .5v1.6M.2 2.1h7.7M9.8.2v9.6M9.8 5h2.4M2.7 9.1v3.1h8.4M14.4 1.5h8.7q0 2-.3 4.2M13 6.1h11.9M18.9 6.1v3M14.3 9.1h8.8v4.3M36 .2v13.2M31.9 6.1H36" />
    <ellipse cx="4" cy="6" rx="2.6" ry="1.7" />
    <ellipse cx="29" cy="6.1" rx="2.7" ry="3.9" />
  </svg>
);
