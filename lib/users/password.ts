import { hash, verify } from "@node-rs/argon2";

/**
 * Argon2id with OWASP's second recommended setting: 19 MiB of memory, 2 passes, 1 lane.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a password, with its salt and its cost in it (PHC string, 97 characters). About 20 ms off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), cost);
}

/** Is this the password? False for a hash that cannot be read. */
export function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  return verify(passwordHash, normalize(password)).catch(() => false);
}

// One password typed on a Mac and on Windows: Hangul and accents arrive composed or in parts. NIST SP 800-63B asks for this.
const normalize = (password: string) => password.normalize("NFKC");

let decoy: Promise<string> | undefined;

/** Costs what `verifyPassword` costs and is always false: for accounts that do not exist. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword("");
  await verifyPassword(password, await decoy);
  return false;
}
