import { z } from "zod";
import { log } from "@/lib/log/log";
import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { removeForsakenFiles } from "@/lib/storage/loose-files";
import { requireConfirmation } from "@/lib/users/confirm";
import { deleteAccountRows, deleteStragglers } from "./mutations";

/** Every page that showed the account or one of its images, or said how many there are. */
const everywhere = ({ id, postIds }: { id: number; postIds: readonly number[] }) => ({
  now: [
    cacheTags.member(id),
    ...postIds.map(cacheTags.post),
    cacheTags.gallery,
    cacheTags.top,
    cacheTags.archive,
    cacheTags.ratings,
  ],
});

/**
 * Deletes the caller's own account with everything in it. The rows go first and together, then the cached pages, and the files
 * meanwhile; what a crash leaves of those, the sweep removes. Only a form calls this: a token that was lost must not be able to.
 */
export const deleteAccount = defineOperation({
  name: "deleteAccount",
  actor: "member",
  limit: "edits",
  input: z.object({ password: z.string().max(200).default(""), handle: z.string().trim().max(100).default("") }),
  output: z.object({ id: z.int(), postIds: z.array(z.int()) }),
  async run(input, { viewer }) {
    await requireConfirmation(input, viewer);
    const { postIds, storageKeys } = await deleteAccountRows(viewer.id);
    // Nobody waits for thousands of files: pages expire when this returns, and must not outlive the rows by seconds.
    void removeForsakenFiles(storageKeys);
    await deleteStragglers(viewer.id).catch((error: unknown) =>
      log.error({ err: error, userId: viewer.id }, "an account is deleted; what came in beside that may be left of it"),
    );
    return { id: viewer.id, postIds: [...postIds] };
  },
  expires: everywhere,
});
