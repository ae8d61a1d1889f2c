/** Characters that a bio may have, in code points. */
export const maxBio = 500;
export const maxLinks = 5;
/** Characters of a link, as it is stored. */
export const maxLink = 200;

/**
 * A text of several lines as it is kept: one kind of line break, no empty lines in a row beyond one, and none of the
 * characters that are not seen but change how what follows is read.
 */
export function tidyText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out; U+0000 is refused later
      .replace(/[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/\n[^\S\n]*(?:\n[^\S\n]*){2,}/g, "\n\n")
  );
}

/**
 * A link as it is stored and shown, or null for what is none: http or https, a host with a dot in it, and no name or password, which
 * would make it look like another place's.
 */
export function parseLink(text: string): string | null {
  const trimmed = text.trim();
  const address = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (/\s/.test(trimmed) || !URL.canParse(address)) return null;
  const { protocol, hostname, username, password, href } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  if (!/.\../.test(hostname) || username !== "" || password !== "") return null;
  return href.length <= maxLink ? href : null;
}

/** A stored link for people: where it leads, in the characters it is sent in, so that no letter can pass for another. */
export function linkText(link: string): string {
  const { host, pathname, search } = new URL(link);
  const text = `${host.replace(/^www\./, "")}${pathname}${search}`.replace(/\/$/, "");
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}
