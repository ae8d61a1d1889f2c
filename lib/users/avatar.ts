import { processSquare } from "@/lib/images/process";
import { createStorageKey } from "@/lib/storage/keys";
import { removeLooseFilesOrLeave } from "@/lib/storage/loose-files";
import { noteLooseFiles } from "@/lib/storage/loose-mutations";
import { writeVariants } from "@/lib/storage/variants";
import { avatarWidths } from "./avatar-variants";
import { replaceAvatar } from "./profile-mutations";

/**
 * Makes a file an account's avatar: the middle square, stripped of all else. Whatever step fails, there is the old one or
 * the new one, and after the sweep at the latest no file of the other.
 * @throws AppError as `processSquare`; SIGN_IN_REQUIRED for an account that went meanwhile
 */
export async function setAvatarFromFile(
  { file, userId }: { file: Uint8Array; userId: number },
  signal?: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const image = await processSquare(bytes, { widths: avatarWidths, signal });
  signal?.throwIfAborted();
  const avatarKey = createStorageKey();
  await noteLooseFiles([avatarKey]);
  let before: string | null;
  try {
    await writeVariants(avatarKey, image);
    before = await replaceAvatar({ userId, avatarKey });
  } catch (error) {
    await removeLooseFilesOrLeave([avatarKey]);
    throw error;
  }
  if (before) await removeLooseFilesOrLeave([before]);
}

/** Takes an account's avatar away; its files are gone when this returns. Without one nothing happens. */
export async function clearAvatar(userId: number): Promise<void> {
  const before = await replaceAvatar({ userId, avatarKey: null });
  if (before) await removeLooseFilesOrLeave([before]);
}
