import { closeDatabase } from "../../e2e/support/community";
import { type OwnSite, startOwnSite } from "../lib/own-site";

const secret = "only for pictures, and long enough to be a secret";
/** Everybody looks from one address, faster than people do. */
const limits = ["READS", "UPLOADS", "VOTES", "LIKES", "SIGN_IN", "SIGN_UP", "MODERATION", "EDITS"];
const siteEnv = { NEXTAUTH_SECRET: secret, ...Object.fromEntries(limits.map((name) => [`LIMIT_${name}`, "100000"])) };

/** A site of its own for as long as `use` takes; members are made and signed in there as in the tests. */
export async function withPictureSite<T>(env: Record<string, string>, use: (site: OwnSite) => Promise<T>): Promise<T> {
  const site = await startOwnSite({ ...siteEnv, ...env });
  // Whom the tests' support speaks to.
  process.env.NEXTAUTH_SECRET = secret;
  process.env.PODIUM_DATA_DIR = site.dataDir;
  try {
    return await use(site);
  } finally {
    await closeDatabase();
    await site.stop();
  }
}
