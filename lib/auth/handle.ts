/** Names that would speak for the site, or that are places of it. */
const reservedHandles = new Set(
  `admin administrator anonymous api deleted en gallery help images ko leaderboard me media mod moderator models null
  official owner podium root search security settings sign-in sign-out sign-up staff support system top u undefined
  upload vote webmaster`.split(/\s+/),
);

export const isReservedHandle = (handle: string): boolean => reservedHandles.has(handle.toLowerCase());

const maxLength = 30;

/**
 * Valid handles for somebody who is called `name` elsewhere, the best first; the last one is free but for a deliberate
 * collision. What follows an "@" is left out: an e-mail address must not become public.
 * @param id makes a name unlike others'; part of all handles but the first
 */
export function handlesFor(name: string | null, id: string): string[] {
  const plain = (name ?? "")
    .replace(/@.*$/s, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const isUsable = plain.length >= 3 && !isReservedHandle(plain);
  const stem = isUsable ? plain : "user";
  const numbered = `${stem.slice(0, maxLength - id.length - 1)}-${id}`;
  return isUsable && plain.length <= maxLength ? [plain, numbered] : [numbered];
}
