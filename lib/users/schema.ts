import { z } from "zod";
import { roles } from "@/lib/auth/viewer";
import { documented } from "@/lib/operation/documented";
import { textField } from "@/lib/operation/fields";

/** Names that would speak for the site, or that are places of it. */
const reservedHandles = new Set(
  `admin administrator anonymous api deleted en gallery help images ko leaderboard me media mod moderator models null
  official owner podium root search security settings sign-in sign-out sign-up staff support system top u undefined
  upload vote webmaster`.split(/\s+/),
);

export const handleField = textField(1, 30)
  .pipe(z.string().min(3))
  .refine((handle) => /^[A-Za-z0-9_-]+$/.test(handle), { params: { code: "handleCharacters" } })
  .refine((handle) => !reservedHandles.has(handle.toLowerCase()), { params: { code: "handleReserved" } });

const email = z.email();
export const emailField = textField(1, 254).refine((text) => email.safeParse(text).success, {
  params: { code: "email" },
});

/** Length is what makes a password strong; the upper bound only keeps hashing cheap. Never trimmed. */
export const passwordField = z.string().min(1).min(10).max(200);

export const signUpInput = z.object({ handle: handleField, email: emailField, password: passwordField });

/** `name` is a handle or an email. */
export const signInInput = z.object({ name: textField(1, 254), password: z.string().min(1).max(200) });

/** What a session is made for. */
export const signedIn = z.object({
  id: z.int(),
  handle: z.string(),
  role: z.enum(roles),
  sessionVersion: z.int(),
});
export type SignedIn = z.output<typeof signedIn>;

/** An account as its owner is told of it. */
export const me = documented(z.object({ id: z.int(), handle: z.string(), role: z.enum(roles) }), { name: "Me" });
