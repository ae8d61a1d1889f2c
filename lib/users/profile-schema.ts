import { z } from "zod";
import { documented } from "@/lib/operation/documented";
import { textField } from "@/lib/operation/fields";
import { maxBio, maxLink, maxLinks, parseLink, tidyText } from "./profile-text";

/** One width of an uploaded avatar, a square, in its two formats, by URL. */
const avatarVariant = documented(z.object({ width: z.int(), avif: z.string(), webp: z.string() }), {
  name: "AvatarVariant",
});
export type AvatarVariant = z.output<typeof avatarVariant>;

/** Ascending by width; empty where the avatar is drawn from the handle. */
export const avatarField = z.array(avatarVariant);

const bioField = documented(z.string().transform(tidyText).pipe(textField(0, maxBio)), {
  schema: { type: "string", maxLength: maxBio },
});

/** A form sends one a line. */
const linksField = documented(
  z.union([z.array(z.string()), z.string().transform((text) => text.split("\n"))]).transform((lines, context) => {
    const written = lines.filter((line) => line.trim() !== "");
    const links = written.slice(0, maxLinks).flatMap((line) => parseLink(line) ?? []);
    if (links.length === written.length) return [...new Set(links)];
    context.addIssue({ code: "custom", params: { code: "links" }, input: lines });
    return z.NEVER;
  }),
  { schema: { type: "array", items: { type: "string", format: "uri", maxLength: maxLink }, maxItems: maxLinks } },
);

/** What a member says about themselves; what is not sent stays. */
export const updateProfileInput = z.object({ bio: bioField.optional(), links: linksField.optional() });

/** A member's own words and picture. */
export const ownProfile = documented(
  z.object({
    id: z.int(),
    handle: z.string(),
    bio: z.string(),
    links: z.array(z.string()),
    avatar: avatarField,
  }),
  { name: "Profile" },
);
export type OwnProfile = z.output<typeof ownProfile>;

/** An account as everybody sees it. */
export interface Profile {
  readonly id: number;
  /** As its owner writes it. */
  readonly handle: string;
  readonly joinedAt: Date;
  readonly bio: string;
  readonly links: readonly string[];
  readonly avatar: readonly AvatarVariant[];
}

const isSentFile = (value: unknown) => value instanceof Uint8Array && value.length > 0;

/** Judged by its bytes, later and elsewhere. */
export const avatarInput = z.object({
  file: documented(z.custom<Uint8Array>().refine(isSentFile, { params: { code: "required" } }), {
    schema: { type: "string", format: "binary" },
  }),
});
