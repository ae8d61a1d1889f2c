import { beforeAll, describe, expect, test } from "vitest";
import { requireActor } from "@/lib/auth/require-actor";
import type { Moderator } from "@/lib/auth/viewer";
import { containing, idWithin } from "@/lib/db/search-pattern";
import { testDatabase } from "@/lib/testing/database";
import { changeRole, hidePost } from "./mutations";
import { listActions, listMembers, listPostsForModeration } from "./queries";
import type { PostFilter } from "./schema";

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
let moderator: Moderator;
const ids: Record<string, number> = {};

beforeAll(async () => {
  ({ prisma } = await testDatabase());
  const root = await prisma.user.create({ data: { handle: "Root", role: "admin" } });
  const ada = await prisma.user.create({ data: { handle: "ada_l" } });
  moderator = requireActor("moderator", { id: root.id, handle: "Root", role: "admin" });
  const add = async (name: string, data: object) => {
    const common = { userId: 77, imageUrl: "/x", prompt: name };
    ids[name] = (await prisma.imagePost.create({ data: { ...common, ...data } })).id;
  };
  await add("flow", { prompt: "A calm FLOW field", userId: ada.id, modelName: "curl-noise" });
  await add("percent", { prompt: "100% glass" });
  await add("thousand", { prompt: "1000 glasses" });
  await add("hidden", { prompt: "something bad" });
  await add("deleted", { isActive: false, deletedAt: new Date() });
  await add("pending", { isActive: false, status: "pending" });
  await hidePost({ id: ids.hidden as number, reason: "it is bad" }, moderator, prisma);
  await changeRole({ id: ada.id, role: "moderator", reason: null }, requireActor("admin", moderator), prisma);
});

const names = (rows: readonly { id: number }[]) =>
  rows.map(({ id }) => Object.keys(ids).find((name) => ids[name] === id));
const search = async (q: string, state: PostFilter = "all") =>
  names((await listPostsForModeration({ q, state, limit: 30 }, moderator, prisma)).items);

describe("the moderators' list of posts", () => {
  test("shows every state but unfinished uploads, newest first", async () => {
    expect(await search("")).toEqual(["deleted", "hidden", "thousand", "percent", "flow"]);
    expect(await search("", "active")).toEqual(["thousand", "percent", "flow"]);
    expect(await search("", "hidden")).toEqual(["hidden"]);
  });

  test("finds a word in prompt, model and author whatever its case, and a post by its number", async () => {
    for (const q of ["flow", "CURL", "ADA_", `#${ids.flow}`]) expect(await search(q), q).toContain("flow");
    expect(await search("ada_")).toEqual(["flow"]);
    expect(await search("nothing like it")).toEqual([]);
  });

  test("takes wildcards for what they are", async () => {
    expect(await search("100%")).toEqual(["percent"]);
    expect(await search("100_")).toEqual([]);
    expect(await search("\\")).toEqual([]);
  });

  test("says who hid a post and why", async () => {
    const { items } = await listPostsForModeration({ q: "", state: "hidden", limit: 30 }, moderator, prisma);
    expect(items[0]).toMatchObject({ state: "hidden", hidden: { by: "Root", reason: "it is bad" } });
  });

  test("pages meet without a gap or a repetition", async () => {
    const seen: unknown[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const page = await listPostsForModeration({ q: "", state: "all", limit: 2, before }, moderator, prisma);
      seen.push(...names(page.items));
      before = page.nextBefore;
    }
    expect(seen).toEqual(await search(""));
  });
});

test("the list of members knows no email and finds a handle by its part", async () => {
  const { items } = await listMembers({ q: "DA_", state: "all", limit: 30 }, moderator, prisma);
  expect(items).toMatchObject([{ handle: "ada_l", role: "moderator", isActive: true, postCount: 1 }]);
  expect(JSON.stringify(items)).not.toContain("email");
  expect((await listMembers({ q: "", state: "inactive", limit: 30 }, moderator, prisma)).items).toEqual([]);
});

test("the audit trail is newest first and can be asked for one target", async () => {
  const all = await listActions({ limit: 30 }, moderator, prisma);
  expect(all.items.map(({ action, actor, target }) => [action, actor, target])).toEqual([
    ["change_role", "Root", "ada_l"],
    ["hide_post", "Root", "something bad"],
  ]);
  const one = await listActions({ targetType: "post", targetId: ids.hidden, limit: 30 }, moderator, prisma);
  expect(one.items.map(({ action }) => action)).toEqual(["hide_post"]);
  expect((await listActions({ limit: 1 }, moderator, prisma)).nextBefore).toBe(all.items[0]?.id);
});

test("a search for a number may mean an id, other text never does", () => {
  expect([idWithin("12"), idWithin("#12"), idWithin("1e3"), idWithin("-1"), idWithin("99999999999")]).toEqual([
    12,
    12,
    null,
    null,
    null,
  ]);
  expect(containing("50%_\\")).toBe("%50\\%\\_\\\\%");
});
