import { open, rename } from "node:fs/promises";

/** Writes a file for its owner alone. Whatever happens meanwhile, a power cut too, the file is the old one or the new one. */
export async function writeWhole(/** @type {string} */ path, /** @type {string} */ text) {
  const file = await open(`${path}.new`, "w", 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(`${path}.new`, path);
}
