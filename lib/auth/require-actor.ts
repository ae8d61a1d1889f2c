import { AppError } from "@/lib/errors/app-error";
import type { Actor, Role, Viewer, ViewerOf } from "./viewer";

const admitted: Record<Exclude<Actor, "anyone">, readonly Role[]> = {
  member: ["member", "moderator", "admin"],
  moderator: ["moderator", "admin"],
  admin: ["admin"],
};

/**
 * Admits the viewer as `actor`, or refuses.
 * @throws AppError SIGN_IN_REQUIRED for nobody, FORBIDDEN for too low a role
 */
export function requireActor<A extends Actor>(actor: A, viewer: Viewer | null): ViewerOf[A] {
  if (actor === "anyone") return viewer as ViewerOf[A];
  if (!viewer) throw new AppError("SIGN_IN_REQUIRED");
  if (!admitted[actor as Exclude<Actor, "anyone">].includes(viewer.role)) throw new AppError("FORBIDDEN");
  return viewer as ViewerOf[A];
}
