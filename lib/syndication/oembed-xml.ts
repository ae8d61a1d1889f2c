import { escapeXml } from "./xml";

/**
 * An oEmbed answer as XML, from its fields in the names of the wire.
 * @see https://oembed.com, section 2.3.4.2
 */
export function writeOembedXml(fields: object): string {
  const elements = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return ['<?xml version="1.0" encoding="utf-8" standalone="yes"?>', "<oembed>", ...elements, "</oembed>"].join("\n");
}
