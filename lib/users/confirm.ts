import { areAccountsElsewhere } from "@/lib/auth/access-token";
import { signInMoment } from "@/lib/auth/session";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError, type FieldError } from "@/lib/errors/app-error";
import { spendFor } from "@/lib/rate-limit/spend";
import { verifyPassword } from "./password";
import { findEntrances } from "./queries";

const refuse = (field: string, code: FieldError["code"]) => {
  throw new AppError("VALIDATION_FAILED", { fields: { [field]: { code } } });
};

/**
 * Is it really its owner who sits in front of this session? Asks for the password that the account has. As often
 * an hour as somebody may try to sign in, but counted apart from that: a stranger at the door must not lock its owner out.
 * @throws AppError VALIDATION_FAILED about `field`, RATE_LIMITED when this account was tried too often
 */
export async function requirePassword(
  { password, passwordHash, field }: { password: string; passwordHash: string; field: string },
  viewer: Viewer,
): Promise<void> {
  if (password === "") refuse(field, "required");
  await spendFor("signInAccount", `confirm:${viewer.id}`);
  if (!(await verifyPassword(password, passwordHash))) refuse(field, "wrongPassword");
}

/** So long a sign-in shows that it is its owner who sits there, in seconds. */
const recent = 10 * 60;

/** Has the viewer signed in just now, with this very session? */
export function isRecentSignIn({ signedInAt }: Viewer, now = signInMoment()): boolean {
  return signedInAt !== undefined && now - signedInAt <= recent;
}

/**
 * Of an account that has no password to ask for: whoever finds a session open, or a cookie, cannot sign in as its owner.
 * @throws AppError SIGN_IN_AGAIN
 */
export function requireRecentSignIn(viewer: Viewer): void {
  if (!isRecentSignIn(viewer)) throw new AppError("SIGN_IN_AGAIN");
}

/**
 * Asks for the password, or, of an account without one here, for its own handle.
 * @throws AppError as `requirePassword`
 */
export async function requireConfirmation(
  { password, handle }: { password: string; handle: string },
  viewer: Viewer,
): Promise<void> {
  const { passwordHash } = await findEntrances(viewer.id);
  if (passwordHash !== null && !areAccountsElsewhere())
    return requirePassword({ password, passwordHash, field: "password" }, viewer);
  if (handle === "") refuse("handle", "required");
  if (handle.replace(/^@/, "").toLowerCase() !== viewer.handle.toLowerCase()) refuse("handle", "handleDiffers");
}
