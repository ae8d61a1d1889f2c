import { escapeXml } from "./xml";

export interface AtomEntry {
  /** Of its page: also what it is known by, so it never changes. */
  readonly url: string;
  readonly title: string;
  readonly author: string | null;
  readonly publishedAt: Date;
  readonly image: { readonly url: string; readonly width: number; readonly height: number; readonly alt: string };
  /** What is said below the image. */
  readonly text: string;
}

export interface AtomFeed {
  /** Of the feed itself. */
  readonly url: string;
  /** Of the page that shows the same to people. */
  readonly pageUrl: string;
  readonly title: string;
  readonly entries: readonly AtomEntry[];
}

const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;

function entry({ url, title, author, publishedAt, image, text }: AtomEntry): string {
  const html = `<a href="${escapeXml(url)}"><img src="${escapeXml(image.url)}" width="${image.width}" height="${image.height}" alt="${escapeXml(image.alt)}"></a><p>${escapeXml(text)}</p>`;
  return [
    "<entry>",
    element("id", url),
    element("title", title),
    `<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
    // Atom wants an author; an account that this site does not know has no name to give.
    `<author>${element("name", author ?? "–")}</author>`,
    element("published", publishedAt.toISOString()),
    element("updated", publishedAt.toISOString()),
    `<content type="html">${escapeXml(html)}</content>`,
    "</entry>",
  ].join("");
}

/**
 * A feed as Atom. Addresses are absolute.
 * @see https://www.rfc-editor.org/rfc/rfc4287
 */
export function writeAtom({ url, pageUrl, title, entries }: AtomFeed): string {
  const times = entries.map(({ publishedAt }) => publishedAt.getTime());
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element("id", url),
    element("title", title),
    `<link rel="self" type="application/atom+xml" href="${escapeXml(url)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(pageUrl)}"/>`,
    // Of an empty feed nothing is known but that it is one.
    element("updated", new Date(times.length > 0 ? Math.max(...times) : 0).toISOString()),
    ...entries.map(entry),
    "</feed>",
  ].join("\n");
}
