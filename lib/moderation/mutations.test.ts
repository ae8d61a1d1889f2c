import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requireActor } from "@/lib/auth/require-actor";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { testDatabase } from "@/lib/testing/database";
import { changeRole, hidePost, restorePost, setMemberActive } from "./mutations";

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
beforeAll(async () => {
  ({ prisma } = await testDatabase());
});
beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE users, image_posts, moderation_actions RESTART IDENTITY CASCADE`;
});

let names = 0;
async function account(role: Role, isActive = true): Promise<Viewer> {
  names += 1;
  const { id, handle } = await prisma.user.create({ data: { handle: `user${names}`, role, isActive } });
  return { id, handle, role };
}
const asModerator = (viewer: Viewer) => requireActor("moderator", viewer);
const asAdmin = (viewer: Viewer) => requireActor("admin", viewer);

async function post(data: { isActive?: boolean; status?: string; deletedAt?: Date } = {}): Promise<number> {
  const { id } = await prisma.imagePost.create({ data: { userId: 1, imageUrl: "/x", prompt: "a post", ...data } });
  return id;
}

const isVisible = async (id: number) => (await prisma.imagePost.findUniqueOrThrow({ where: { id } })).isActive;
const trail = () => prisma.moderationAction.findMany({ omit: { id: true, createdAt: true }, orderBy: { id: "asc" } });
const activeAdmins = () => prisma.user.count({ where: { role: "admin", isActive: true } });

/** The code of the refusal, or "done". */
const outcome = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

describe("hiding", () => {
  test("flips the post and writes who, what and why", async () => {
    const moderator = asModerator(await account("moderator"));
    const id = await post();
    await hidePost({ id, reason: "not an image of ours" }, moderator, prisma);
    expect(await isVisible(id)).toBe(false);
    expect(await trail()).toEqual([
      {
        actorId: moderator.id,
        action: "hide_post",
        targetType: "post",
        targetId: id,
        reason: "not an image of ours",
        before: { isActive: true },
        after: { isActive: false },
      },
    ]);
  });

  test("does not happen when its audit line cannot be written", async () => {
    const moderator = asModerator(await account("moderator"));
    const id = await post();
    await expect(hidePost({ id, reason: "x".repeat(501) }, moderator, prisma)).rejects.toThrow();
    expect(await isVisible(id)).toBe(true);
    expect(await trail()).toEqual([]);
  });

  test("twenty moderators at once hide a post once, and leave one line", async () => {
    const moderators = await Promise.all(Array.from({ length: 20 }, () => account("moderator")));
    const id = await post();
    const outcomes = await Promise.all(
      moderators.map((each) => outcome(hidePost({ id, reason: "all at once" }, asModerator(each), prisma))),
    );
    expect(outcomes.filter((each) => each === "done")).toHaveLength(1);
    expect(outcomes.filter((each) => each === "ALREADY_HIDDEN")).toHaveLength(19);
    expect(await trail()).toHaveLength(1);
  });

  test("restoring is the way back, with its own line", async () => {
    const moderator = asModerator(await account("moderator"));
    const id = await post();
    await hidePost({ id, reason: "a mistake" }, moderator, prisma);
    await restorePost({ id, reason: null }, moderator, prisma);
    expect(await isVisible(id)).toBe(true);
    expect((await trail()).map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: "hide_post", before: { isActive: true }, after: { isActive: false } },
      { action: "restore_post", before: { isActive: false }, after: { isActive: true } },
    ]);
  });

  test("what cannot be hidden or restored says why, and leaves no line", async () => {
    const moderator = asModerator(await account("moderator"));
    const [visible, hidden] = [await post(), await post({ isActive: false })];
    const deleted = await post({ isActive: false, deletedAt: new Date() });
    const pending = await post({ isActive: false, status: "pending" });
    const hide = (id: number) => outcome(hidePost({ id, reason: "why not" }, moderator, prisma));
    const restore = (id: number) => outcome(restorePost({ id, reason: null }, moderator, prisma));

    expect(await hide(hidden)).toBe("ALREADY_HIDDEN");
    expect(await hide(deleted)).toBe("DELETED_BY_OWNER");
    expect(await hide(pending)).toBe("NOT_FOUND");
    expect(await hide(4_000_000)).toBe("NOT_FOUND");
    expect(await restore(visible)).toBe("NOT_HIDDEN");
    expect(await restore(deleted)).toBe("DELETED_BY_OWNER");
    expect(await restore(pending)).toBe("NOT_FOUND");
    expect(await restore(4_000_000)).toBe("NOT_FOUND");
    expect(await trail()).toEqual([]);
    expect([await isVisible(deleted), await isVisible(pending)]).toEqual([false, false]);
  });
});

describe("members", () => {
  test("a deactivated member is out, by a line with the reason, and every session ends", async () => {
    const [moderator, member] = [asModerator(await account("moderator")), await account("member")];
    await setMemberActive({ id: member.id, isActive: false, reason: "spam" }, moderator, prisma);
    const row = await prisma.user.findUniqueOrThrow({ where: { id: member.id } });
    expect(row).toMatchObject({ isActive: false, sessionVersion: 2 });
    expect(await trail()).toMatchObject([
      {
        action: "deactivate_user",
        targetType: "user",
        targetId: member.id,
        reason: "spam",
        before: { isActive: true },
      },
    ]);
    await setMemberActive({ id: member.id, isActive: true, reason: null }, moderator, prisma);
    expect(await prisma.user.findUniqueOrThrow({ where: { id: member.id } })).toMatchObject({ isActive: true });
    expect((await trail())[1]).toMatchObject({ action: "reactivate_user", after: { isActive: true } });
  });

  test("a change that changes nothing writes nothing and ends no session", async () => {
    const [admin, member] = [asAdmin(await account("admin")), await account("member")];
    await setMemberActive({ id: member.id, isActive: true, reason: null }, admin, prisma);
    await changeRole({ id: member.id, role: "member", reason: null }, admin, prisma);
    expect(await trail()).toEqual([]);
    expect(await prisma.user.findUniqueOrThrow({ where: { id: member.id } })).toMatchObject({ sessionVersion: 1 });
  });

  test("a moderator keeps out plain members alone; roles are an admin's matter", async () => {
    await account("admin");
    const moderator = asModerator(await account("moderator"));
    for (const role of ["moderator", "admin"] as const) {
      const { id } = await account(role);
      expect(await outcome(setMemberActive({ id, isActive: false, reason: "no" }, moderator, prisma))).toBe(
        "FORBIDDEN",
      );
    }
    const { id } = await account("member");
    expect(await outcome(changeRole({ id, role: "admin", reason: null }, moderator as never, prisma))).toBe(
      "FORBIDDEN",
    );
    expect(await trail()).toEqual([]);
  });

  test("who was deactivated or demoted meanwhile no longer decides", async () => {
    const admin = asAdmin(await account("admin"));
    const [out, demoted, member] = [await account("admin"), await account("admin"), await account("member")];
    await setMemberActive({ id: out.id, isActive: false, reason: "gone" }, admin, prisma);
    await changeRole({ id: demoted.id, role: "member", reason: null }, admin, prisma);
    for (const stale of [out, demoted]) {
      const act = setMemberActive({ id: member.id, isActive: false, reason: "revenge" }, asModerator(stale), prisma);
      expect(await outcome(act)).toBe("FORBIDDEN");
      expect(await outcome(changeRole({ id: member.id, role: "admin", reason: null }, asAdmin(stale), prisma))).toBe(
        "FORBIDDEN",
      );
    }
  });

  test("an unknown member is not found", async () => {
    const admin = asAdmin(await account("admin"));
    expect(await outcome(changeRole({ id: 4_000_000, role: "member", reason: null }, admin, prisma))).toBe("NOT_FOUND");
  });

  test("the last active admin cannot be deactivated or demoted, by themselves neither", async () => {
    const admin = asAdmin(await account("admin"));
    await account("admin", false);
    await account("moderator");
    const { id } = admin;
    expect(await outcome(setMemberActive({ id, isActive: false, reason: "bye" }, admin, prisma))).toBe("LAST_ADMIN");
    expect(await outcome(changeRole({ id, role: "moderator", reason: null }, admin, prisma))).toBe("LAST_ADMIN");
    expect(await activeAdmins()).toBe(1);
    expect(await trail()).toEqual([]);
  });

  test("admins who all step down at the same moment leave one", async () => {
    for (let round = 0; round < 5; round += 1) {
      await prisma.$executeRaw`TRUNCATE users RESTART IDENTITY`;
      const admins = await Promise.all(Array.from({ length: 8 }, () => account("admin")));
      const outcomes = await Promise.all(
        admins.map((admin, index) =>
          outcome(
            index % 2 === 0
              ? changeRole({ id: admin.id, role: "member", reason: null }, asAdmin(admin), prisma)
              : setMemberActive({ id: admin.id, isActive: false, reason: "bye" }, asAdmin(admin), prisma),
          ),
        ),
      );
      expect(await activeAdmins()).toBe(1);
      expect(outcomes.filter((each) => each === "done")).toHaveLength(7);
      expect(outcomes.filter((each) => each === "LAST_ADMIN")).toHaveLength(1);
    }
  });

  test("two admins who take each other's role at the same moment leave one, without a deadlock", async () => {
    for (let round = 0; round < 10; round += 1) {
      await prisma.$executeRaw`TRUNCATE users RESTART IDENTITY`;
      const [one, two] = [await account("admin"), await account("admin")];
      const outcomes = await Promise.all([
        outcome(changeRole({ id: two.id, role: "member", reason: null }, asAdmin(one), prisma)),
        outcome(changeRole({ id: one.id, role: "member", reason: null }, asAdmin(two), prisma)),
      ]);
      expect(await activeAdmins()).toBe(1);
      expect(outcomes.sort()).toEqual(["FORBIDDEN", "done"]);
    }
  });
});
