"use client";

import { type ComponentProps, type ReactNode, useId } from "react";

const box =
  "w-full rounded-card border border-line bg-surface px-4 py-3 text-base text-ink placeholder:text-muted aria-invalid:border-danger";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do, in the reader's language. */
  readonly error?: string | undefined;
}

function useField({ hint, error }: Omit<FieldProps, "label">) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, control: { id, "aria-invalid": Boolean(error), "aria-describedby": describedBy || undefined } } as const;
}

function FieldFrame({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}

/** A labelled line of text with its hint and its error, tied together for screen readers. */
export function TextField({ label, hint, error, className = "", ...props }: ComponentProps<"input"> & FieldProps) {
  const { id, control } = useField({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input className={`${box} ${className}`} {...control} {...props} />
    </FieldFrame>
  );
}

/** A labelled text of several lines. */
export function TextAreaField({
  label,
  hint,
  error,
  className = "",
  ...props
}: ComponentProps<"textarea"> & FieldProps) {
  const { id, control } = useField({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea className={`${box} ${className}`} {...control} {...props} />
    </FieldFrame>
  );
}

/** A labelled choice of one among several. */
export function SelectField({ label, hint, error, className = "", ...props }: ComponentProps<"select"> & FieldProps) {
  const { id, control } = useField({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select className={`${box} ${className}`} {...control} {...props} />
    </FieldFrame>
  );
}

/** A labelled choice that can be on or off; its form value is "on". */
export function CheckboxField({ label, hint, error, ...props }: ComponentProps<"input"> & FieldProps) {
  const { id, control } = useField({ hint, error });
  return (
    <div className="flex gap-3">
      <input type="checkbox" className="mt-0.5 size-5 shrink-0 accent-accent" {...control} {...props} />
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} className="text-sm text-danger">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
