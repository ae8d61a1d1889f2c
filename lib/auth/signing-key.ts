import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { calculateJwkThumbprint, exportJWK, type JWK } from "jose";
import { env } from "@/lib/env/env";

interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The public half as others fetch it, named by its RFC 7638 thumbprint. */
  readonly jwk: JWK & { readonly kid: string };
}

let known: Promise<SigningKey> | undefined;

/** The key pair that this site's own tokens are signed with: made at its first use, kept in the data directory. */
export function signingKey(): Promise<SigningKey> {
  known ??= loadSigningKey(env().PODIUM_DATA_DIR).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

/** The key of a data directory. Of any number of processes that make it at once, all get the same one. */
export async function loadSigningKey(directory: string): Promise<SigningKey> {
  const path = join(/* turbopackIgnore: true */ directory, "token-key.pem");
  const privateKey = createPrivateKey((await read(path)) ?? (await make(path, directory)));
  const publicKey = createPublicKey(privateKey);
  const jwk = await exportJWK(publicKey);
  return { privateKey, publicKey, jwk: { ...jwk, alg: "RS256", use: "sig", kid: await calculateJwkThumbprint(jwk) } };
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

async function make(path: string, directory: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  await mkdir(directory, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(/* turbopackIgnore: true */ draft, "wx", 0o600);
  try {
    await file.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
    await file.sync();
    // Unlike a rename this fails where somebody was faster, and the file never is there in part.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
  return readFile(path, "utf8");
}
