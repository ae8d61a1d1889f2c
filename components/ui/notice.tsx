import type { ReactNode } from "react";

/** A message about what just happened, read out at once by screen readers when it is an error. */
export function Notice({ tone = "plain", children }: { tone?: "plain" | "error"; children: ReactNode }) {
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={`rounded-card bg-sunken px-4 py-3 text-sm ${tone === "error" ? "text-danger" : "text-ink"}`}
    >
      {children}
    </div>
  );
}
