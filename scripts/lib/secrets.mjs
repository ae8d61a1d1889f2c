import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { newPassword } from "./postgres.mjs";
import { writeWhole } from "./write-whole.mjs";

/**
 * What a data directory needs to stay itself: made once, kept in `secrets.json`, readable by its owner alone.
 * The caller holds the directory's lock.
 * @param {string} directory
 * @returns {Promise<{ databasePassword: string, nextAuthSecret: string }>}
 */
export async function loadSecrets(directory) {
  const path = join(directory, "secrets.json");
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`${path} cannot be read: restore it from a backup.`);
    if (error.code !== "ENOENT") throw error;
  }
  const secrets = { databasePassword: newPassword(), nextAuthSecret: randomBytes(32).toString("base64url") };
  // On the disk before the database is created with it: a power cut must not leave a cluster without its password.
  await writeWhole(path, JSON.stringify(secrets, null, 2));
  return secrets;
}
