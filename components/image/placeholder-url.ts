import { thumbHashToDataURL } from "thumbhash";

/** A blurred image of about 32 pixels as a data URL, from its ThumbHash in base64. Null when the hash is broken. */
export function placeholderUrl(placeholder: string): string | null {
  try {
    return thumbHashToDataURL(Buffer.from(placeholder, "base64"));
  } catch {
    return null;
  }
}
