import { z } from "zod";

const rowNumber = z.int().min(1).max(2_147_483_647);

/** What an access token says. SimpleJWT marks its own as `access` or `refresh`; only the first is for us. */
export const accessClaims = z.object({
  user_id: rowNumber,
  username: z.string().max(1_000).nullish(),
  token_type: z.literal("access").optional(),
  exp: z.number(),
});
export type AccessClaims = z.output<typeof accessClaims>;

/** The same of a token of ours, which names the session version of its account. */
export const ownAccessClaims = accessClaims.extend({ ver: rowNumber });
