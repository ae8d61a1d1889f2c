import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:opacity-90",
  quiet: "border border-line bg-surface text-ink hover:bg-sunken",
  bare: "text-muted hover:text-ink",
  danger: "border border-danger text-danger hover:bg-sunken",
} as const;

/** The classes of a button, for links that look like one. */
export function buttonClass(look: keyof typeof looks = "primary", className = ""): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 text-sm font-semibold whitespace-nowrap transition disabled:opacity-50 aria-disabled:opacity-50 ${looks[look]} ${className}`;
}

export function Button({
  look = "primary",
  className,
  type = "button",
  ...props
}: ComponentProps<"button"> & { look?: keyof typeof looks }) {
  return <button type={type} className={buttonClass(look, className)} {...props} />;
}
