export const roles = ["member", "moderator", "admin"] as const;
export type Role = (typeof roles)[number];

declare const moderatorBrand: unique symbol;
declare const adminBrand: unique symbol;

/** Who is asking: an active account, as the database had it during this very request. */
export interface Viewer {
  readonly id: number;
  readonly handle: string;
  readonly role: Role;
  /** When this session was signed in to, in seconds since 1970: not when it was renewed. Of a token nothing is known. */
  readonly signedInAt?: number;
}

/** A viewer who may see and hide other people's posts. Only `requireActor` makes one, so a forgotten check does not compile. */
export type Moderator = Viewer & { readonly [moderatorBrand]: true };

/** A moderator who may also change accounts. */
export type Admin = Moderator & { readonly [adminBrand]: true };

/** Who may call an operation, and what `run` is then given. */
export interface ViewerOf {
  anyone: Viewer | null;
  member: Viewer;
  moderator: Moderator;
  admin: Admin;
}
export type Actor = keyof ViewerOf;
