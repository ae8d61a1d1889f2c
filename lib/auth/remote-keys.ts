import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from "jose";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log/log";

const sets = new Map<string, JWTVerifyGetKey>();

/**
 * The keys that an auth server publishes: fetched at the first use, again every ten minutes, and for an unknown key at
 * most twice a minute. While they cannot be fetched, the last ones are used.
 */
export function remoteKeys(url: string): JWTVerifyGetKey {
  const known = sets.get(url);
  if (known) return known;
  const remote = createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000 });
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // These are about the token; everything else is about the server.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      log.warn({ err: error }, "the keys of the auth server cannot be fetched");
      const last = remote.jwks();
      if (last) return createLocalJWKSet(last)(header, token);
      throw new AppError("AUTH_SERVER_UNAVAILABLE", { retryAfter: 5, cause: error });
    }
  };
  sets.set(url, keys);
  return keys;
}
