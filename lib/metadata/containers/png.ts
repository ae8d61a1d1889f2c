import { latin1, startsWith, u32, untilZero } from "../bytes";
import type { Found } from "../found";
import { readExif } from "./exif";
import { readRawProfile } from "./raw-profile";

function addText(keyword: string, text: Uint8Array, found: Found): void {
  if (/^XML:com\.adobe\.xmp$/i.test(keyword)) found.addXmp(text);
  else if (/^Raw profile type /i.test(keyword)) readRawProfile(keyword.slice(17), text, found);
  else found.add(keyword, text);
}

/** keyword, 0, flag, method, language, 0, translated keyword, 0, text. @see PNG §11.3.3.4 */
function readInternational(data: Uint8Array, found: Found): void {
  const keywordEnd = untilZero(data);
  const translatedAt = untilZero(data, keywordEnd + 3) + 1;
  const text = data.subarray(untilZero(data, translatedAt) + 1);
  const plain = data[keywordEnd + 1] === 1 ? found.inflate(text) : text;
  if (plain) addText(latin1(data, 0, Math.min(keywordEnd, 79)), plain, found);
}

/** The text chunks wherever they stand, also behind the pixels. @see PNG §11.3.3, and for `comf` ComfyUI's animated PNG */
export function readPng(bytes: Uint8Array, found: Found): void {
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = u32(bytes, at);
    const type = latin1(bytes, at + 4, 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === "IEND" || !found.part()) return;
    if (data.length < length) {
      found.warn("truncated");
      return;
    }
    if (type === "tEXt" || type === "comf") {
      const end = untilZero(data);
      addText(latin1(data, 0, Math.min(end, 79)), data.subarray(end + 1), found);
    } else if (type === "zTXt") {
      const end = untilZero(data);
      const text = found.inflate(data.subarray(end + 2));
      if (text) addText(latin1(data, 0, Math.min(end, 79)), text, found);
    } else if (type === "iTXt") readInternational(data, found);
    else if (type === "eXIf") readExif(startsWith(data, "Exif\0\0") ? data.subarray(6) : data, found);
    else if (type === "caBX") found.addManifest(data);
    at += 12 + length;
  }
  found.warn("truncated");
}
