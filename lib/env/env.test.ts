import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { parseEnv } from "./env";

const rsa = (modulusLength: number) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return {
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
};
const { publicPem, privatePem } = rsa(2048);
const ecPem = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" });
const secret = "x".repeat(32);

test.each<[string, Record<string, string>]>([
  ["AUTH_JWT_PUBLIC_KEY", { AUTH_JWT_PUBLIC_KEY: "nonsense" }],
  ["AUTH_JWT_PUBLIC_KEY", { AUTH_JWT_PUBLIC_KEY: privatePem }],
  ["AUTH_JWT_PUBLIC_KEY", { AUTH_JWT_PUBLIC_KEY: rsa(1024).publicPem }],
  ["AUTH_JWT_PUBLIC_KEY", { AUTH_JWT_PUBLIC_KEY: String(ecPem) }],
  ["AUTH_JWT_JWKS_URL", { AUTH_JWT_JWKS_URL: "file:///etc/passwd" }],
  ["AUTH_JWT_SECRET", { AUTH_JWT_SECRET: "short" }],
  ["AUTH_JWT_SECRET", { AUTH_JWT_SECRET: secret, AUTH_JWT_PUBLIC_KEY: publicPem }],
  ["AUTH_JWT_JWKS_URL", { AUTH_JWT_JWKS_URL: "https://x.example/jwks", AUTH_JWT_PUBLIC_KEY: publicPem }],
  ["AUTH_SERVER_URL", { AUTH_SERVER_URL: "https://auth.example" }],
  ["AUTH_SERVER_URL", { AUTH_SERVER_URL: "auth.example", AUTH_JWT_SECRET: secret }],
  ["AUTH_JWT_ISSUER", { AUTH_JWT_ISSUER: "https://auth.example" }],
  ["AUTH_JWT_AUDIENCE", { AUTH_JWT_AUDIENCE: "podium" }],
  ["LIMIT_VOTES", { LIMIT_VOTES: "many" }],
  ["LIMIT_READS", { LIMIT_READS: "-1" }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "yes" }],
  ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "1.5" }],
  ["GITHUB_SECRET", { GITHUB_ID: "id" }],
  ["NAVER_ID", { NAVER_SECRET: "secret" }],
  ["KAKAO_ID", { KAKAO_ID: "id", KAKAO_SECRET: "secret", AUTH_JWT_SECRET: secret }],
])("a wrong %s is refused by name: %j", (name, variables) => {
  expect(() => parseEnv(variables)).toThrow(new RegExp(`^${name} .+\\.$`, "m"));
});

test("an auth server is configured with one key, whose line breaks may be written out", () => {
  const oneLine = publicPem.trim().replaceAll("\n", "\\n");
  expect(parseEnv({ AUTH_JWT_PUBLIC_KEY: oneLine }).AUTH_JWT_PUBLIC_KEY).toBe(publicPem.trim());
  expect(parseEnv({ AUTH_JWT_SECRET: secret, AUTH_SERVER_URL: "https://auth.example/api" })).toBeTruthy();
  expect(parseEnv({ AUTH_JWT_PUBLIC_KEY: "", AUTH_SERVER_URL: "" }).AUTH_SERVER_URL).toBeUndefined();
  expect(parseEnv({ GITHUB_ID: "id", GITHUB_SECRET: "secret" }).GITHUB_ID).toBe("id");
});
