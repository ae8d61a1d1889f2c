import { cacheTags } from "@/lib/operation/cache-tags";
import { defineOperation } from "@/lib/operation/define";
import { exampleImage } from "@/lib/posts/examples";
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
  restoredPost,
  restorePostInput,
} from "./schema";

const at = new Date("2026-11-24T09:40:00Z");

/** Every page that shows a post, or has just begun or ceased to. */
const everywhere = ({ id }: { id: number }) => ({
  now: [cacheTags.post(id), cacheTags.gallery, cacheTags.top, cacheTags.archive, cacheTags.ratings],
});

/** A member's own page, and the links that lead to it. */
const itsPage = ({ id }: { id: number }) => ({ now: [cacheTags.member(id), cacheTags.archive] });

export const hidePost = defineOperation({
  name: "hidePost",
  actor: "moderator",
  limit: "moderation",
  input: hidePostInput,
  output: moderatedState,
  async run(input, { viewer }) {
    const { storageKey } = await mutations.hidePost(input, viewer);
    await settleFilesOrLeave(storageKey);
    return { id: input.id, isActive: false };
  },
  expires: everywhere,
  rest: {
    method: "POST",
    path: "/moderation/images/{id}/hide",
    tag: "moderation",
    summary: "Hide an image from everyone.",
    description: "It is out of every page and answer at once, and its bytes are no longer served.",
    refuses: ["NOT_FOUND", "ALREADY_HIDDEN", "DELETED_BY_OWNER"],
    example: { input: { id: 42, reason: "Shows a real person." }, output: { id: 42, isActive: false } },
  },
});

export const restorePost = defineOperation({
  name: "restorePost",
  actor: "moderator",
  limit: "moderation",
  input: restorePostInput,
  output: restoredPost,
  async run(input, { viewer }) {
    const { storageKey, nearDuplicateId } = await mutations.restorePost(input, viewer);
    await settleFilesOrLeave(storageKey);
    return { id: input.id, isActive: true, nearDuplicateId };
  },
  expires: everywhere,
  rest: {
    method: "POST",
    path: "/moderation/images/{id}/restore",
    tag: "moderation",
    summary: "Give a hidden image back.",
    description:
      "Where one that shows the same competes by now, it comes back without competing, and the answer names the other: no two of a kind compete.",
    refuses: ["NOT_FOUND", "NOT_HIDDEN", "DELETED_BY_OWNER"],
    example: {
      input: { id: 42, reason: "It was a mistake." },
      output: { id: 42, isActive: true, nearDuplicateId: null },
    },
  },
});

/** The avatar's address is dead with the account, and answers again with it. */
async function setMemberActive(...change: Parameters<typeof mutations.setMemberActive>) {
  const account = await mutations.setMemberActive(...change);
  await settleFilesOrLeave(account.avatarKey);
  return account;
}

/** A moderator's act on plain members, an admin's on everybody. */
export const deactivateMember = defineOperation({
  name: "deactivateMember",
  actor: "moderator",
  limit: "moderation",
  input: deactivateMemberInput,
  output: moderatedAccount,
  run: (input, { viewer }) => setMemberActive({ ...input, isActive: false }, viewer),
  expires: itsPage,
  rest: {
    method: "POST",
    path: "/moderation/members/{id}/deactivate",
    tag: "moderation",
    summary: "Keep a member out.",
    description: "Their sessions end at once. Moderators decide about members; about moderators and admins, admins do.",
    refuses: ["NOT_FOUND", "FORBIDDEN", "LAST_ADMIN"],
    example: { input: { id: 7, reason: "Spam." }, output: { id: 7, role: "member", isActive: false } },
  },
});

export const reactivateMember = defineOperation({
  name: "reactivateMember",
  actor: "moderator",
  limit: "moderation",
  input: reactivateMemberInput,
  output: moderatedAccount,
  run: (input, { viewer }) => setMemberActive({ ...input, isActive: true }, viewer),
  expires: itsPage,
  rest: {
    method: "POST",
    path: "/moderation/members/{id}/reactivate",
    tag: "moderation",
    summary: "Let a member in again.",
    refuses: ["NOT_FOUND", "FORBIDDEN"],
    example: { input: { id: 7 }, output: { id: 7, role: "member", isActive: true } },
  },
});

export const changeRole = defineOperation({
  name: "changeRole",
  actor: "admin",
  limit: "moderation",
  input: changeRoleInput,
  output: moderatedAccount,
  run: (input, { viewer }) => mutations.changeRole(input, viewer),
  rest: {
    method: "PUT",
    path: "/moderation/members/{id}/role",
    tag: "moderation",
    summary: "Give an account another role.",
    description: "Their sessions end at once.",
    refuses: ["NOT_FOUND", "FORBIDDEN", "LAST_ADMIN"],
    example: { input: { id: 7, role: "moderator" }, output: { id: 7, role: "moderator", isActive: true } },
  },
});

export const listModeratedPosts = defineOperation({
  name: "listModeratedPosts",
  actor: "moderator",
  limit: "moderation",
  input: listPostsInput,
  output: moderatedPosts,
  run: (input, { viewer }) => queries.listPostsForModeration(input, viewer),
  rest: {
    method: "GET",
    path: "/moderation/images",
    tag: "moderation",
    summary: "List images in whatever state, newest first.",
    description: "`q` is looked for in prompt, model and author, and as the id. Pass `next_before` back as `before`.",
    example: {
      input: { state: "hidden" },
      output: {
        items: [{ ...exampleImage, state: "hidden", hidden: { by: "noor", reason: "Shows a real person.", at } }],
        nextBefore: null,
      },
    },
  },
});

export const listModeratedMembers = defineOperation({
  name: "listModeratedMembers",
  actor: "moderator",
  limit: "moderation",
  input: listMembersInput,
  output: moderatedMembers,
  run: (input, { viewer }) => queries.listMembers(input, viewer),
  rest: {
    method: "GET",
    path: "/moderation/members",
    tag: "moderation",
    summary: "List accounts, newest first.",
    description: "`q` is looked for in the handle, and as the id. Pass `next_before` back as `before`.",
    example: {
      input: { q: "mira" },
      output: {
        items: [{ id: 7, handle: "mira", role: "member", isActive: true, createdAt: at, postCount: 3 }],
        nextBefore: null,
      },
    },
  },
});

export const listModerationActions = defineOperation({
  name: "listModerationActions",
  actor: "moderator",
  limit: "moderation",
  input: listActionsInput,
  output: auditTrail,
  run: (input, { viewer }) => queries.listActions(input, viewer),
  rest: {
    method: "GET",
    path: "/moderation/actions",
    tag: "moderation",
    summary: "What moderators and admins did, newest first.",
    description: "With `target_type` and `target_id`, what was done to that one. Pass `next_before` back as `before`.",
    example: {
      input: { targetType: "post", targetId: 42 },
      output: {
        items: [
          {
            id: 12,
            actorId: 2,
            actor: "noor",
            action: "hide_post",
            targetType: "post",
            targetId: 42,
            target: exampleImage.prompt,
            reason: "Shows a real person.",
            before: { isActive: true },
            after: { isActive: false },
            createdAt: at,
          },
        ],
        nextBefore: null,
      },
    },
  },
});
