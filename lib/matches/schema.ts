import { z } from "zod";
import { documented } from "@/lib/operation/documented";
import { picture } from "@/lib/posts/schema";
import type { Pair } from "./pair-selection";

const maxAvoided = 20;

/** Up to 20 pairs as "1-2,3-4": what the client holds already, or has just skipped. */
export const avoidField = documented(
  z
    .string()
    .max(maxAvoided * 22)
    .transform((text) => (text === "" ? [] : text.split(",")))
    .pipe(z.array(z.string().regex(/^[1-9]\d{0,9}-[1-9]\d{0,9}$/)).max(maxAvoided))
    .transform((names) => names.map((name) => name.split("-").map(Number) as unknown as Pair)),
  { schema: { type: "string", maxLength: maxAvoided * 22 } },
).default([]);

/** A pair to judge. Nothing in it tells whose the images are, what they show, or how they stand. */
export const match = documented(
  z.object({
    matchId: z.uuid(),
    /** Left, right. */
    images: z.tuple([picture, picture]),
    /** When the right to judge it ends. */
    expiresAt: z.date(),
  }),
  { name: "Match" },
);
export type Match = z.output<typeof match>;

/** What a new image had of the matches that it was promised. */
export const exposure = z.object({
  imageId: z.int(),
  /** Up to the end of its first hours. */
  matches: z.int(),
  promised: z.int(),
  endsAt: z.date(),
  /** Is it still before that end? */
  isOpen: z.boolean(),
});
export type Exposure = z.output<typeof exposure>;
