import { createPublicKey } from "node:crypto";
import { z } from "zod";

/** Where the keys of an external auth server come from; at most one of them is set. */
const keyVariables = ["AUTH_JWT_PUBLIC_KEY", "AUTH_JWT_JWKS_URL", "AUTH_JWT_SECRET"] as const;
const detailVariables = ["AUTH_JWT_ISSUER", "AUTH_JWT_AUDIENCE", "AUTH_SERVER_URL"] as const;

type Variables = {
  readonly [name in (typeof keyVariables)[number] | (typeof detailVariables)[number]]?: string | undefined;
};

/** An RSA public key as PEM. Line breaks may be written as `\n`, since many tools keep a variable on one line. */
export const publicKeyPem = z
  .string()
  .transform((text) => text.replaceAll("\\n", "\n").trim())
  .superRefine((pem, context) => {
    const complaint = complainAboutKey(pem);
    if (complaint) context.addIssue({ code: "custom", message: complaint });
  });

function complainAboutKey(pem: string): string | null {
  // Node reads the public half out of a private key as well; who put that here has given it away.
  if (pem.includes("PRIVATE KEY")) return "is a private key: Podium must only have the public one";
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== "rsa" || bits < 2048) return "must be an RSA key of 2048 bits or more";
    return null;
  } catch {
    return "must be a public key in PEM form (-----BEGIN PUBLIC KEY-----)";
  }
}

/** Are the users of this deployment those of an external auth server? */
export const hasAuthServer = (env: Variables): boolean => keyVariables.some((name) => env[name]);

/** What is wrong with these variables together: each the variable's name and the rest of a sentence. */
export function authServerComplaints(env: Variables): [string, string][] {
  const [first, second] = keyVariables.filter((name) => env[name]);
  if (first && second) return [[second, `and ${first} cannot both be set: one decides how tokens are checked`]];
  if (first) return [];
  return detailVariables
    .filter((name) => env[name])
    .map((name) => [name, `needs the key of the auth server: set ${keyVariables.join(", or ")}`]);
}
