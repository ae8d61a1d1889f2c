import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { settleFilesOrLeave } from "@/lib/posts/files";
import * as mutations from "./mutations";
import * as queries from "./queries";
import {
  auditTrail,
  changeRoleInput,
  deactivateMemberInput,
  hidePostInput,
  listActionsInput,
  listMembersInput,
  listPostsInput,
  moderatedAccount,
  moderatedMembers,
  moderatedPosts,
  moderatedState,
  reactivateMemberInput,
  restorePostInput,
} from "./schema";

/** Every page that shows a post, or has just begun or ceased to. */
const everywhere = ({ id }: { id: number }) => ({
  now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top, cacheTags.archive, cacheTags.ratings],
});

/** A member's own page, and the links that lead to it. */
const itsPage = ({ id }: { id: number }) => ({ now: [cacheTags.member(id), cacheTags.archive] });

export const hidePost = defineOperation({
  name: "hidePost",
  actor: "moderator",
  input: hidePostInput,
  output: moderatedState,
  async run(input, { viewer }) {
    const { storageKey } = await mutations.hidePost(input, viewer);
    await settleFilesOrLeave(storageKey);
    return { id: input.id, isActive: false };
  },
  expires: everywhere,
});

export const restorePost = defineOperation({
  name: "restorePost",
  actor: "moderator",
  input: restorePostInput,
  output: moderatedState,
  async run(input, { viewer }) {
    const { storageKey } = await mutations.restorePost(input, viewer);
    await settleFilesOrLeave(storageKey);
    return { id: input.id, isActive: true };
  },
  expires: everywhere,
});

/** A moderator's act on plain members, an admin's on everybody. */
export const deactivateMember = defineOperation({
  name: "deactivateMember",
  actor: "moderator",
  input: deactivateMemberInput,
  output: moderatedAccount,
  run: (input, { viewer }) => mutations.setMemberActive({ ...input, isActive: false }, viewer),
  expires: itsPage,
});

export const reactivateMember = defineOperation({
  name: "reactivateMember",
  actor: "moderator",
  input: reactivateMemberInput,
  output: moderatedAccount,
  run: (input, { viewer }) => mutations.setMemberActive({ ...input, isActive: true }, viewer),
  expires: itsPage,
});

export const changeRole = defineOperation({
  name: "changeRole",
  actor: "admin",
  input: changeRoleInput,
  output: moderatedAccount,
  run: (input, { viewer }) => mutations.changeRole(input, viewer),
});

export const listModeratedPosts = defineOperation({
  name: "listModeratedPosts",
  actor: "moderator",
  input: listPostsInput,
  output: moderatedPosts,
  run: (input, { viewer }) => queries.listPostsForModeration(input, viewer),
});

export const listModeratedMembers = defineOperation({
  name: "listModeratedMembers",
  actor: "moderator",
  input: listMembersInput,
  output: moderatedMembers,
  run: (input, { viewer }) => queries.listMembers(input, viewer),
});

export const listModerationActions = defineOperation({
  name: "listModerationActions",
  actor: "moderator",
  input: listActionsInput,
  output: auditTrail,
  run: (input, { viewer }) => queries.listActions(input, viewer),
});
