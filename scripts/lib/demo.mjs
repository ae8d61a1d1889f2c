import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./write-whole.mjs";

/**
 * Is the demo to be hung at this start on the embedded database? Decided once, before there is a database: a community
 * that began empty stays free of demo pictures, and a demo that was cut short is finished at the next start.
 * A start on DATABASE_URL must not ask: it decides nothing for the embedded database that may come later.
 * @param {string} directory the data directory; the caller holds its lock
 * @param {boolean} wanted
 * @returns {Promise<{ finish: () => Promise<void> } | null>} finish is called when all of it hangs
 */
export async function decideDemo(directory, wanted) {
  const record = join(directory, "demo.json");
  const write = (/** @type {string} */ state) => writeWhole(record, JSON.stringify({ state }));
  if (!existsSync(record)) {
    const isFirst = !existsSync(join(directory, "postgres"));
    await write(isFirst && wanted ? "unfinished" : "none");
  }
  return wanted && readState(record) === "unfinished" ? { finish: () => write("done") } : null;
}

/** A record that cannot be read was cut short while the demo was going on; seeding what is there already does nothing. */
function readState(/** @type {string} */ record) {
  try {
    return JSON.parse(readFileSync(record, "utf8")).state;
  } catch {
    return "unfinished";
  }
}
