import { thumbHashToAverageRGBA, thumbHashToDataURL } from "thumbhash";

const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** The average colour of an image, as CSS, from its ThumbHash in base64. Undefined when there is none or it is broken. */
export function placeholderColour(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined;
  try {
    const { r, g, b, a } = thumbHashToAverageRGBA(bytes(placeholder));
    const channels = [r, g, b].map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255));
    return channels.some(Number.isNaN) ? undefined : `rgb(${channels.join(" ")} / ${Number(a.toFixed(2))})`;
  } catch {
    return undefined;
  }
}

/** A blurred image of about 32 pixels as a data URL, from its ThumbHash in base64. Null when the hash is broken. */
export function placeholderUrl(placeholder: string): string | null {
  try {
    return thumbHashToDataURL(bytes(placeholder));
  } catch {
    return null;
  }
}
