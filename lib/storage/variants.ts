import { storage } from "./storage";

/** Stores what the pipeline made of an image, each width in both formats. Durable when it returns. */
export async function writeVariants(
  storageKey: string,
  { variants }: { variants: readonly { width: number; avif: Uint8Array; webp: Uint8Array }[] },
): Promise<void> {
  for (const { width, avif, webp } of variants) {
    await storage().write(`${storageKey}/${width}.avif`, avif);
    await storage().write(`${storageKey}/${width}.webp`, webp);
  }
}
