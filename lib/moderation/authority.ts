import type { Role } from "@/lib/auth/viewer";

/**
 * May an account of role `actor` keep one of role `target` in or out?
 * Moderators look after plain members; about moderators and admins only admins decide.
 */
export function maySetActive(actor: Role, target: Role): boolean {
  return actor === "admin" || (actor === "moderator" && target === "member");
}
