import { type Db, Prisma, prisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { avatarVariants } from "./avatar-variants";
import type { AvatarVariant, OwnProfile, Profile } from "./profile-schema";

const profileColumns = Prisma.sql`id, handle, created_at AS "joinedAt", bio, links, avatar_key AS "avatarKey"`;

type ProfileRow = Omit<Profile, "avatar"> & { avatarKey: string | null };

/** The active account of a handle in any case; `null` with the id of one that is not active, so that a cache can name it. */
export async function findProfile(
  handle: string,
  db: Db = prisma,
): Promise<{ id: number | null; profile: Profile | null }> {
  const [row] = await db.$queryRaw<(ProfileRow & { isActive: boolean })[]>`
    SELECT ${profileColumns}, is_active AS "isActive" FROM users WHERE LOWER(handle) = LOWER(${handle})`;
  if (!row) return { id: null, profile: null };
  const { isActive, avatarKey, ...profile } = row;
  return { id: row.id, profile: isActive ? { ...profile, avatar: avatarVariants(avatarKey) } : null };
}

/**
 * What an active account says about itself.
 * @throws AppError NOT_FOUND
 */
export async function getOwnProfile(userId: number, db: Db = prisma): Promise<OwnProfile> {
  const [row] = await db.$queryRaw<
    ProfileRow[]
  >`SELECT ${profileColumns} FROM users WHERE id = ${userId} AND is_active`;
  if (!row) throw new AppError("NOT_FOUND");
  const { id, handle, bio, links, avatarKey } = row;
  return { id, handle, bio, links: [...links], avatar: avatarVariants(avatarKey) };
}

/** An account's avatar, for whoever is it. */
export async function findAvatar(userId: number, db: Db = prisma): Promise<AvatarVariant[]> {
  const row = await db.user.findUnique({ where: { id: userId }, select: { avatarKey: true } });
  return avatarVariants(row?.avatarKey ?? null);
}
