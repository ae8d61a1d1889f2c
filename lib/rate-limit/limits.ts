import type { Env } from "@/lib/env/env";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * What a limit does while Redis is away. "refuse": 503, what it guards can wait. "pass": nobody is counted.
 * "here": this process counts by itself, which is exact for one server and lax for several.
 */
type Outage = "refuse" | "pass" | "here";

interface Rule {
  /** The variable that says how many; what holds where it is not set is in lib/env. */
  readonly variable: Extract<keyof Env, `LIMIT_${string}`>;
  /** In ms. */
  readonly window: number;
  /** "caller": the account, else the address. "address": the address, whoever is signed in. */
  readonly by: "caller" | "address";
  readonly outage: Outage;
}

/** What is limited, and in what window. */
export const limits = {
  uploads: { variable: "LIMIT_UPLOADS", window: minute, by: "caller", outage: "here" },
  edits: { variable: "LIMIT_EDITS", window: minute, by: "caller", outage: "here" },
  likes: { variable: "LIMIT_LIKES", window: minute, by: "caller", outage: "here" },
  votes: { variable: "LIMIT_VOTES", window: minute, by: "caller", outage: "refuse" },
  votesPerDay: { variable: "LIMIT_VOTES_PER_DAY", window: day, by: "caller", outage: "refuse" },
  reads: { variable: "LIMIT_READS", window: minute, by: "caller", outage: "pass" },
  /** An image in full size: up to twenty megabytes, where a page has some kilobytes. */
  downloads: { variable: "LIMIT_DOWNLOADS", window: minute, by: "caller", outage: "here" },
  /** An archive of all of one's own: as much work as a thousand pages. */
  exports: { variable: "LIMIT_EXPORTS", window: hour, by: "caller", outage: "here" },
  moderation: { variable: "LIMIT_MODERATION", window: minute, by: "caller", outage: "refuse" },
  signUp: { variable: "LIMIT_SIGN_UP", window: 5 * minute, by: "address", outage: "here" },
  signIn: { variable: "LIMIT_SIGN_IN", window: 5 * minute, by: "address", outage: "here" },
  /** Keyed by the account that somebody tries to enter, by whatever name. */
  signInAccount: { variable: "LIMIT_SIGN_IN_ACCOUNT", window: hour, by: "caller", outage: "here" },
} as const satisfies Record<string, Rule>;

export type LimitName = keyof typeof limits;
