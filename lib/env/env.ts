import { resolve } from "node:path";
import { z } from "zod";
import { authServerComplaints, publicKeyPem } from "./auth-server";
import { type OauthVariable, oauthComplaints, oauthVariables } from "./oauth";

/** An unset variable and an empty one mean the same: a shell cannot tell them apart either. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" });
const redisUrl = z.url({ protocol: /^rediss?$/, error: "must be a redis:// or rediss:// URL" });
/** How often something may be done; the windows are in lib/rate-limit/limits.ts. */
const limit = (max: number) =>
  optional(z.coerce.number({ error: "must be a number" }).int().min(1).max(1_000_000_000)).transform(
    (set) => set ?? max,
  );
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" });
const text = optional(z.string());

const schema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
    PORT: optional(z.coerce.number().int().min(0).max(65_535)).transform((port) => port ?? 3000),
    HOST: optional(z.string()).transform((host) => host ?? "localhost"),
    PODIUM_DATA_DIR: optional(z.string()).transform((dir) => resolve(/* turbopackIgnore: true */ dir ?? ".data")),
    PODIUM_DEMO: optional(z.enum(["0", "1"], { error: "must be 0 or 1" })).transform((demo) => demo !== "0"),
    DATABASE_URL: optional(postgresUrl),
    UPSTASH_REDIS_REST_URL: optional(httpUrl),
    UPSTASH_REDIS_REST_TOKEN: text,
    REDIS_URL: optional(redisUrl),
    NEXTAUTH_SECRET: optional(z.string().min(32, "must have 32 characters or more")),
    NEXTAUTH_URL: optional(httpUrl),
    TRUSTED_PROXIES: optional(z.coerce.number({ error: "must be a number" }).int().min(0).max(10)).transform(
      (proxies) => proxies ?? 0,
    ),
    LIMIT_UPLOADS: limit(10),
    LIMIT_EDITS: limit(60),
    LIMIT_LIKES: limit(60),
    LIMIT_VOTES: limit(60),
    LIMIT_VOTES_PER_DAY: limit(1_000),
    LIMIT_READS: limit(300),
    LIMIT_MODERATION: limit(300),
    LIMIT_DOWNLOADS: limit(60),
    LIMIT_EXPORTS: limit(5),
    LIMIT_SIGN_UP: limit(25),
    LIMIT_SIGN_IN: limit(25),
    LIMIT_SIGN_IN_ACCOUNT: limit(25),
    AUTH_JWT_PUBLIC_KEY: optional(publicKeyPem),
    AUTH_JWT_JWKS_URL: optional(httpUrl),
    AUTH_JWT_SECRET: optional(z.string().min(32, "must have 32 characters or more")),
    AUTH_JWT_ISSUER: text,
    AUTH_JWT_AUDIENCE: text,
    AUTH_SERVER_URL: optional(httpUrl),
    ...(Object.fromEntries(oauthVariables.map((name) => [name, text])) as Record<OauthVariable, typeof text>),
  })
  .refine((env) => Boolean(env.UPSTASH_REDIS_REST_URL) === Boolean(env.UPSTASH_REDIS_REST_TOKEN), {
    path: ["UPSTASH_REDIS_REST_TOKEN"],
    error: "and UPSTASH_REDIS_REST_URL must be set together",
  })
  .superRefine((env, context) => {
    for (const [name, message] of [...authServerComplaints(env), ...oauthComplaints(env)])
      context.addIssue({ code: "custom", path: [name], message });
  });

export type Env = z.output<typeof schema>;

/**
 * The environment, checked.
 * @throws Error with one sentence a variable, each naming it, when a value is wrong
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`).join("\n"));
}

let parsed: Env | undefined;

/** The environment of this process, read and checked once. Never call it at module scope: a build has none. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
