import { type ComponentProps, useId } from "react";

/** One thing that a file tells, with a tick for whether it is shown. */
export function ParameterTick({
  label,
  children,
  ...input
}: Omit<ComponentProps<"input">, "children"> & { label: string; children: string }) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex min-h-11 cursor-pointer items-start gap-3 py-2.5 text-sm">
      <input {...input} id={id} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" />
      <span className="w-24 shrink-0 text-muted">{label}</span>
      <span className="line-clamp-3 min-w-0 break-words">{children}</span>
    </label>
  );
}
