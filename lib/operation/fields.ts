import { z } from "zod";
import { documented } from "./documented";

/** A row's id, as JSON's number or as the text of a path, a query or a form. 1 … 2³¹−1. */
export const idField = documented(
  z
    .union([
      z.int(),
      z
        .string()
        .regex(/^[1-9]\d{0,9}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(1).max(2_147_483_647)),
  { schema: { type: "integer", minimum: 1, maximum: 2_147_483_647 } },
);

/** A yes or no, as JSON's or as a form's checkbox, which sends "on" or nothing. */
export const flagField = documented(
  z.union([
    z.boolean(),
    z.enum(["true", "on", "1"]).transform(() => true),
    z.enum(["false", "", "0"]).transform(() => false),
  ]),
  { schema: { type: "boolean" } },
).default(false);

/** A number of rows, 1 … `max`. */
export const limitField = (max: number, fallback: number) =>
  documented(
    z
      .union([
        z.int(),
        z
          .string()
          .regex(/^\d{1,6}$/)
          .transform(Number),
      ])
      .pipe(z.int().min(1).max(max))
      .default(fallback),
    { schema: { type: "integer", minimum: 1, maximum: max, default: fallback } },
  );

/** Text that Postgres can hold and a person can read: trimmed, no NUL, no lone surrogates, length in code points as the database counts. */
export const textField = (min: number, max: number) =>
  documented(
    z
      .string()
      .trim()
      .refine((text) => !text.includes("\0") && text.isWellFormed(), { params: { code: "unreadable" } })
      .pipe(
        z.string().superRefine((text, context) => {
          const length = [...text].length;
          if (length < min)
            context.addIssue({ code: "too_small", origin: "string", minimum: min, inclusive: true, input: text });
          if (length > max)
            context.addIssue({ code: "too_big", origin: "string", maximum: max, inclusive: true, input: text });
        }),
      ),
    { schema: { type: "string", ...(min > 0 && { minLength: min }), maxLength: max } },
  );
