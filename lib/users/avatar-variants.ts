import { variantPath } from "@/lib/storage/keys";
import type { AvatarVariant } from "./profile-schema";

/** The sides of a stored avatar in pixels: beside a name, and on its owner's page; three times what the page shows. */
export const avatarWidths = [96, 288] as const;

/** Where an uploaded avatar is served, ascending by width; nothing for one that is drawn from the handle. */
export function avatarVariants(avatarKey: string | null): AvatarVariant[] {
  if (avatarKey === null) return [];
  return avatarWidths.map((width) => ({
    width,
    avif: variantPath(avatarKey, width, "avif"),
    webp: variantPath(avatarKey, width, "webp"),
  }));
}
