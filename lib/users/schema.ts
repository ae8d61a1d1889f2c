import { z } from "zod";
import { isReservedHandle } from "@/lib/auth/handle";
import { roles } from "@/lib/auth/viewer";
import { documented } from "@/lib/operation/documented";
import { textField } from "@/lib/operation/fields";

export const handleField = textField(1, 30)
  .pipe(z.string().min(3))
  .refine((handle) => /^[A-Za-z0-9_-]+$/.test(handle), { params: { code: "handleCharacters" } })
  .refine((handle) => !isReservedHandle(handle), { params: { code: "handleReserved" } });

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
  /** The browser's session at the external auth server, where there is one. */
  sessionId: z.string().optional(),
});
export type SignedIn = z.output<typeof signedIn>;

/** A token for programs. `expiresIn` is in seconds. */
export const accessToken = z.object({
  accessToken: z.string(),
  tokenType: z.literal("Bearer"),
  expiresIn: z.int(),
  user: z.object({ id: z.int(), handle: z.string(), role: z.enum(roles) }),
});
/** An account as its owner is told of it. */
export const me = documented(z.object({ id: z.int(), handle: z.string(), role: z.enum(roles) }), { name: "Me" });
