import { inflate } from "./inflate";
import { metadataLimits } from "./limits";
import type { MetadataWarning } from "./metadata";
import { decodeText } from "./text";

/** A text and where it stood: a PNG keyword as it is, or `exif:…`, `iptc:…`, `comment`. */
export interface FoundText {
  readonly key: string;
  readonly value: string;
}

/** What a container gives up, against one budget for the whole file. */
export interface Found {
  readonly texts: FoundText[];
  readonly xmp: string[];
  /** C2PA manifest stores, as JUMBF boxes. */
  readonly manifests: Uint8Array[];
  readonly warnings: Set<MetadataWarning>;
  warn(code: MetadataWarning): void;
  /** Whether one more chunk, box, entry or record may be looked at; what is refused is warned of. */
  part(): boolean;
  /** Whether so many more bytes of text may be read; what is refused is warned of. */
  admit(bytes: number): boolean;
  /** A compressed text's content, against a budget of its own; null, and a warning, where there is none. */
  inflate(bytes: Uint8Array): Uint8Array | null;
  /** Keeps a text given as bytes. An empty one is no text. */
  add(key: string, bytes: Uint8Array, decode?: (bytes: Uint8Array) => string): void;
  addText(key: string, value: string): void;
  addXmp(bytes: Uint8Array): void;
  addManifest(store: Uint8Array): void;
}

export function createFound(): Found {
  let left: number = metadataLimits.allText;
  let [packed, unpacked, blocks, parts, decoded] = [0, 0, 0, 0, 0];
  const warnings = new Set<MetadataWarning>();
  const found: Found = {
    texts: [],
    xmp: [],
    manifests: [],
    warnings,
    warn: (code) => warnings.add(code),
    part() {
      parts += 1;
      if (parts > metadataLimits.parts) warnings.add("truncated");
      return parts <= metadataLimits.parts;
    },
    admit(bytes) {
      if (bytes > metadataLimits.text) warnings.add("text_too_large");
      else if (bytes > left) warnings.add("too_much_text");
      else {
        left -= bytes;
        return true;
      }
      return false;
    },
    inflate(bytes) {
      packed += bytes.length;
      if (packed > metadataLimits.inflated || blocks >= metadataLimits.blocks) {
        warnings.add("inflate_too_large");
        return null;
      }
      const left = { bytes: metadataLimits.inflated - unpacked, blocks: metadataLimits.blocks - blocks };
      const { outcome, bytes: text, blocks: used } = inflate(bytes, left.bytes, left.blocks);
      unpacked += text.length;
      blocks += used;
      if (outcome !== "whole") warnings.add(outcome === "full" ? "inflate_too_large" : "inflate_broken");
      return outcome === "whole" ? text : null;
    },
    add(key, bytes, decode = decodeText) {
      if (bytes.length === 0) return;
      // Before the budget and before decoding, which is what costs.
      if (decoded >= metadataLimits.texts) warnings.add("too_much_text");
      else if (found.admit(bytes.length)) {
        decoded += 1;
        found.addText(key, decode(bytes));
      }
    },
    addText(key, value) {
      const text = value.replaceAll("\0", "").trim();
      if (text === "") return;
      if (found.texts.length >= metadataLimits.texts) warnings.add("too_much_text");
      else {
        if (text.includes("\ufffd")) warnings.add("encoding_broken");
        found.texts.push({ key, value: text });
      }
    },
    addXmp(bytes) {
      if (found.xmp.length >= metadataLimits.xmpPackets) return;
      if (found.admit(bytes.length)) found.xmp.push(decodeText(bytes));
    },
    addManifest(store) {
      const isKept = store.length <= metadataLimits.manifest && found.manifests.length < metadataLimits.manifests;
      if (isKept) found.manifests.push(store);
      else warnings.add("c2pa_unreadable");
    },
  };
  return found;
}
