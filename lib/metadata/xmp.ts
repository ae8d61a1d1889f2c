import type { Found } from "./found";
import { metadataLimits } from "./limits";

/** The namespaces of the properties that are read, under the prefix by which they are known here. */
const namespaces: Readonly<Record<string, string>> = {
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://ns.adobe.com/xap/1.0/": "xmp",
  "http://ns.adobe.com/exif/1.0/": "exif",
  "http://ns.adobe.com/tiff/1.0/": "tiff",
  "http://ns.adobe.com/photoshop/1.0/": "photoshop",
  "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "iptcExt",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
};

/** Everything else, names and places above all, is not kept. */
const wanted = new Set([
  "dc:description",
  "dc:title",
  "xmp:CreatorTool",
  "exif:UserComment",
  "tiff:Software",
  "tiff:ImageDescription",
  "photoshop:Credit",
  "photoshop:Source",
  "photoshop:Headline",
  "photoshop:Instructions",
  "iptcExt:DigitalSourceType",
  "iptcExt:DigitalSourcetype",
  "iptcExt:AIPromptInformation",
  "iptcExt:AISystemUsed",
]);

const character = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd");

/** Entities as the characters that they stand for. */
function plainText(text: string): string {
  if (!text.includes("&")) return text;
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex) => character(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, decimal) => character(Number(decimal)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** Where the tag that begins at `open` ends; a bracket in quotes does not end it. -1 when nothing does. */
function tagEnd(xml: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < xml.length; at += 1) {
    const char = xml[at] as string;
    if (quote) quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at;
  }
  return -1;
}

const nameCharacter = /[\w.:-]/;
const space = /\s/;

/** A tag's attributes, each character looked at once. */
function attributesOf(tag: string): [string, string][] {
  const attributes: [string, string][] = [];
  let begin = 0;
  for (
    let equals = tag.indexOf("=");
    equals >= 0 && attributes.length < metadataLimits.attributes;
    equals = tag.indexOf("=", begin)
  ) {
    let nameEnd = equals;
    while (nameEnd > begin && space.test(tag[nameEnd - 1] as string)) nameEnd -= 1;
    let nameAt = nameEnd;
    while (nameAt > begin && nameCharacter.test(tag[nameAt - 1] as string)) nameAt -= 1;
    let quoteAt = equals + 1;
    while (space.test(tag[quoteAt] ?? "")) quoteAt += 1;
    const quote = tag[quoteAt];
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, quoteAt + 1) : -1;
    if (end < 0) break;
    attributes.push([tag.slice(nameAt, nameEnd), plainText(tag.slice(quoteAt + 1, end))]);
    begin = end + 1;
  }
  return attributes;
}

/** One packet's wanted properties. Not a validating parser: tags are found by their brackets, each is looked at once. */
function readPacket(xml: string, keep: (name: string, value: string) => void, found: Found): void {
  const prefixes = new Map<string, string>();
  const known = (name: string): string => {
    const [prefix = "", local] = name.split(":", 2);
    return `${prefixes.get(prefix) ?? prefix}:${local ?? ""}`;
  };
  const path: string[] = [];
  let text = "";
  let parts = 0;
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf("<", at);
    if (open < 0) return;
    if (path.length > 0) text += plainText(xml.slice(at, open));
    if (xml.startsWith("<![CDATA[", open)) {
      const end = xml.indexOf("]]>", open);
      if (end < 0) {
        found.warn("xmp_broken");
        return;
      }
      text += xml.slice(open + 9, end);
      at = end + 3;
      continue;
    }
    const isComment = xml.startsWith("<!--", open);
    const close = isComment ? xml.indexOf("-->", open) : tagEnd(xml, open);
    parts += 1;
    if (close < 0 || parts > metadataLimits.parts) {
      found.warn("xmp_broken");
      return;
    }
    at = close + (isComment ? 3 : 1);
    if (isComment || xml[open + 1] === "?" || xml[open + 1] === "!") continue;
    const tag = xml.slice(open + 1, close);
    if (tag.startsWith("/")) {
      const property = path.findLast((name) => wanted.has(name));
      if (property) keep(property, text);
      path.pop();
      text = "";
      continue;
    }
    text = "";
    if (path.length >= metadataLimits.depth) {
      found.warn("xmp_broken");
      return;
    }
    const attributes = attributesOf(tag);
    for (const [name, value] of attributes) {
      const local = name.startsWith("xmlns:") ? name.slice(6) : null;
      const prefix = Object.hasOwn(namespaces, value) ? namespaces[value] : undefined;
      if (local && prefix) prefixes.set(local, prefix);
    }
    for (const [name, value] of attributes) {
      if (wanted.has(known(name))) keep(known(name), value);
    }
    const name = known(/^[^\s/>]{1,120}/.exec(tag)?.[0] ?? "");
    const resource = attributes.find(([name]) => known(name) === "rdf:resource");
    if (resource && wanted.has(name)) keep(name, resource[1]);
    if (!tag.endsWith("/")) path.push(name);
  }
}

/** The wanted properties of all packets, as texts under `xmp:…`; of several values the first that is not empty. */
export function readXmp(found: Found): void {
  const values = new Map<string, string>();
  const keep = (name: string, value: string) => {
    if (value.trim() !== "" && !values.has(name)) values.set(name, value);
  };
  for (const packet of found.xmp) readPacket(packet, keep, found);
  for (const [name, value] of values) found.addText(`xmp/${name}`, value);
}
