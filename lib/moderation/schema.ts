import { z } from "zod";
import { roles } from "@/lib/auth/viewer";
import { idField, limitField, textField } from "@/lib/operation/fields";
import { postSummary } from "@/lib/posts/schema";

/** Code points a reason may have. */
export const maxReason = 500;

export const reasonField = textField(1, maxReason);
const optionalReason = textField(0, maxReason)
  .transform((reason) => (reason === "" ? null : reason))
  .nullable()
  .default(null);

export const hidePostInput = z.object({ id: idField, reason: reasonField });
export const restorePostInput = z.object({ id: idField, reason: optionalReason });
export const deactivateMemberInput = z.object({ id: idField, reason: reasonField });
export const reactivateMemberInput = z.object({ id: idField, reason: optionalReason });
export const changeRoleInput = z.object({ id: idField, role: z.enum(roles), reason: optionalReason });

export const moderatedState = z.object({ id: z.int(), isActive: z.boolean() });
export const restoredPost = moderatedState.extend({
  /** The post that competes and shows the same, because of which this one does not compete any more; null for none. */
  nearDuplicateId: z.int().nullable(),
});
export const moderatedAccount = z.object({ id: z.int(), role: z.enum(roles), isActive: z.boolean() });
export type ModeratedAccount = z.output<typeof moderatedAccount>;

/** Deleted: by its author, which is for good. */
export const postStates = ["active", "hidden", "deleted"] as const;
export const postFilters = ["all", "active", "hidden"] as const;
export type PostFilter = (typeof postFilters)[number];

export const memberFilters = ["all", "active", "inactive"] as const;
export type MemberFilter = (typeof memberFilters)[number];

/** What to look for, within any text; "" for everything. */
const queryField = textField(0, 200).default("");
/** Lists go from the newest id down; the next page begins below this one. */
export const beforeField = idField.optional();
export const pageSize = limitField(100, 30);

export const listPostsInput = z.object({
  q: queryField,
  state: z.enum(postFilters).default("all"),
  before: beforeField,
  limit: pageSize,
});
export const listMembersInput = z.object({
  q: queryField,
  state: z.enum(memberFilters).default("all"),
  before: beforeField,
  limit: pageSize,
});

export const targetTypes = ["post", "user"] as const;
export const listActionsInput = z.object({
  targetType: z.enum(targetTypes).optional(),
  targetId: idField.optional(),
  before: beforeField,
  limit: pageSize,
});

export const moderatedPost = postSummary.extend({
  state: z.enum(postStates),
  /** The last time it was hidden; null for a post that is not hidden, or was hidden by no moderator's act. */
  hidden: z.object({ by: z.string().nullable(), reason: z.string().nullable(), at: z.date() }).nullable(),
});
export type ModeratedPost = z.output<typeof moderatedPost>;

export const moderatedMember = z.object({
  id: z.int(),
  handle: z.string(),
  role: z.enum(roles),
  isActive: z.boolean(),
  createdAt: z.date(),
  /** Visible posts. */
  postCount: z.int(),
});
export type ModeratedMember = z.output<typeof moderatedMember>;

/** Every act that leaves a line in the audit trail. */
export const auditedActions = [
  "hide_post",
  "restore_post",
  "deactivate_user",
  "reactivate_user",
  "change_role",
  "quarantine_votes",
  "restore_votes",
  "resolve_report",
] as const;
export type AuditedAction = (typeof auditedActions)[number];

export const auditEntry = z.object({
  id: z.int(),
  actorId: z.int(),
  /** The handle of who did it; null for an account that this site does not know. */
  actor: z.string().nullable(),
  /** One of `auditedActions`, or the name of an act that a tool wrote. */
  action: z.string(),
  targetType: z.enum(targetTypes),
  targetId: z.int(),
  /** A member's handle or the beginning of a post's prompt; null when the row is gone. */
  target: z.string().nullable(),
  reason: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
});
export type AuditEntry = z.output<typeof auditEntry>;

/** A page of a list; `nextBefore` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextBefore: z.int().nullable() });
export const moderatedPosts = pageOf(moderatedPost);
export const moderatedMembers = pageOf(moderatedMember);
export const auditTrail = pageOf(auditEntry);

export interface Listed<T> {
  items: T[];
  nextBefore: number | null;
}
