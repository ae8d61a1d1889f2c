import type { ComponentProps } from "react";

/** A heart, outlined or filled; decoration, its meaning stands beside it. */
export function HeartIcon({ filled = false, ...props }: ComponentProps<"svg"> & { filled?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" {...props}>
      <path
        d="M12 20.5 4.2 12.9a5 5 0 0 1 7.1-7.1l.7.7.7-.7a5 5 0 0 1 7.1 7.1Z"
        fill={filled ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** An arrow to one side; decoration, its meaning stands beside it. */
export function ArrowIcon({ to, ...props }: ComponentProps<"svg"> & { to: "left" | "right" }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" {...props}>
      <path
        d={to === "left" ? "M19 12H5m6-6-6 6 6 6" : "M5 12h14m-6-6 6 6-6 6"}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Two sheets, or a tick once it is done; decoration, its meaning stands beside it. */
export function CopyIcon({ isDone, ...props }: ComponentProps<"svg"> & { isDone: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" {...props}>
      <path
        d={isDone ? "m5 12.5 4.5 4.5L19 7.5" : "M9 9h10v10H9zM15 9V5H5v10h4"}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
