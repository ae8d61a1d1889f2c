import { randomBytes } from "node:crypto";

const prefixForm = /^[0-9a-f]{32}$/;
const keyForm = /^([0-9a-f]{32})\/([1-9]\d{0,4}\.(?:avif|webp)|full\.(?:jpg|webp))$/;

/** A name for a new image: 128 random bits, so that nobody finds an image by guessing, or learns its content from its name. */
export function createStorageKey(): string {
  return randomBytes(16).toString("hex");
}

export function isStorageKey(text: string): boolean {
  return prefixForm.test(text);
}

/** The two parts of an object's key, or null for anything else. `full` is what is kept for the download. */
export function parseObjectKey(key: string): { prefix: string; name: string } | null {
  const [, prefix, name] = keyForm.exec(key) ?? [];
  return prefix && name ? { prefix, name } : null;
}

/** Where a variant is served. */
export function variantPath(storageKey: string, width: number, format: "avif" | "webp"): string {
  return `/media/${storageKey}/${width}.${format}`;
}

/** Where an image in full resolution is stored; it is served as a download alone. */
export const fullObject = (storageKey: string, format: string) => `${storageKey}/full.${format}`;
