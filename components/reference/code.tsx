import { Fragment, type ReactNode } from "react";

/** Text of which the parts between backticks are code, in paragraphs. */
export function Prose({ text }: { text: string }) {
  return text.split(/\n\n/).map((paragraph) => (
    <p key={paragraph} className="max-w-3xl break-words">
      {paragraph.split("`").map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a constant text
        index % 2 === 1 ? <code key={index}>{part}</code> : <Fragment key={index}>{part}</Fragment>,
      )}
    </p>
  ));
}

/** A block to copy; it scrolls for itself, by keyboard too. */
export function CodeBlock({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and too many of them to be landmarks
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-card bg-sunken p-4"
    >
      <pre className="text-sm leading-relaxed">
        <code>{children}</code>
      </pre>
    </div>
  );
}
