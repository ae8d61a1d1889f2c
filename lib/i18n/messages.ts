import type en from "./catalogue-en";
import type { Locale } from "./routing";

export type Messages = typeof en;

/** All words of one language. The Korean catalogue must have the very keys of the English one; a test says so. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === "ko" ? (await import("./catalogue-ko")).default : (await import("./catalogue-en")).default;
}
