import { z } from "zod";
import { idField, textField } from "@/lib/operation/fields";

export const tokenScopes = ["read", "write"] as const;
/** How long a token may live, in days; `never` until it is revoked. */
export const tokenLifetimes = ["30", "90", "365", "never"] as const;
/** As many tokens one account may have at once. */
export const maxTokens = 50;
export const maxTokenName = 60;

export const createTokenInput = z.object({
  name: textField(1, maxTokenName),
  scope: z.enum(tokenScopes),
  lifetime: z.enum(tokenLifetimes).default("90"),
});

export const revokeTokenInput = z.object({ id: idField });

/** What is known of a token; never the token. */
export const personalToken = z.object({
  id: z.int(),
  name: z.string(),
  scope: z.enum(tokenScopes),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
});
export type PersonalToken = z.output<typeof personalToken>;

/** The one answer that has the token itself. */
export const createdToken = personalToken.extend({ secret: z.string() });
export type CreatedToken = z.output<typeof createdToken>;

export const revokedToken = z.object({ id: z.int() });
