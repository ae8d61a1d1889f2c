import { beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { Actor, Viewer } from "@/lib/auth/viewer";
import type { Operation } from "@/lib/operation/define";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { listReports, reportImage, resolveReport } from "./report-operations";

let prisma: Awaited<ReturnType<typeof testDatabase>>["prisma"];
const member: Viewer = { id: 1, handle: "member", role: "member" };
const moderator: Viewer = { id: 2, handle: "moderator", role: "moderator" };
let imageId: number;

beforeAll(async () => {
  ({ prisma } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: prisma });
  await prisma.user.createMany({ data: [member, moderator] });
});
beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE image_posts, moderation_actions RESTART IDENTITY CASCADE`;
  ({ id: imageId } = await prisma.imagePost.create({ data: { userId: 9, imageUrl: "/x", prompt: "p" } }));
});

const call = <A extends Actor, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<A, I, O>,
  input: unknown,
  viewer: Viewer | null,
): Promise<z.output<O>> =>
  runOperation(operation, {
    requestId: "test",
    findViewer: async () => viewer,
    readInput: async () => input,
    expire: () => {},
  });
const report = (viewer: Viewer | null = member) => call(reportImage, { imageId, reason: " not theirs " }, viewer);

test("a report reaches the moderators with its image, and nobody else", async () => {
  const filed = await report();
  expect(filed).toMatchObject({ imageId, reason: "not theirs" });
  const { items } = await call(listReports, {}, moderator);
  expect(items).toMatchObject([
    { id: filed.id, reporter: "member", reason: "not theirs", resolved: null, image: { id: imageId, isActive: true } },
  ]);
  await expect(call(listReports, {}, member)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(report(null)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
});

test("fifty simultaneous reports of one member are one; another member's is another", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => report()));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of outcomes)
    if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "ALREADY_REPORTED" });
  await report(moderator);
  expect(await prisma.report.count()).toBe(2);
});

test("what nobody can see cannot be reported", async () => {
  await prisma.imagePost.updateMany({ data: { isActive: false } });
  await expect(report()).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(call(reportImage, { imageId: 999, reason: "r" }, member)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("of many who resolve a report one does, and one line is written; then it can be reported again", async () => {
  const { id } = await report();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => call(resolveReport, { id, reason: "hidden" }, moderator)),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const each of outcomes)
    if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "ALREADY_RESOLVED" });
  expect(await prisma.moderationAction.findMany({ omit: { id: true, createdAt: true } })).toEqual([
    {
      actorId: moderator.id,
      action: "resolve_report",
      targetType: "post",
      targetId: imageId,
      reason: "hidden",
      before: { reportId: id, isOpen: true },
      after: { reportId: id, isOpen: false },
    },
  ]);
  expect((await call(listReports, {}, moderator)).items).toEqual([]);
  const { items } = await call(listReports, { state: "resolved" }, moderator);
  expect(items).toMatchObject([{ id, resolved: { by: "moderator" } }]);
  await report();
  await expect(call(resolveReport, { id: 999 }, moderator)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("the list's pages joined are all of them, newest first", async () => {
  const many = await prisma.report.createManyAndReturn({
    data: Array.from({ length: 25 }, (_, n) => ({ imagePostId: imageId, reporterId: 100 + n, reason: `r${n}` })),
  });
  const ids: number[] = [];
  let before: number | null | undefined;
  do {
    const page = await call(listReports, { limit: 7, ...(before && { before }) }, moderator);
    ids.push(...page.items.map(({ id }) => id));
    before = page.nextBefore;
  } while (before);
  expect(ids).toEqual(many.map(({ id }) => id).reverse());
});
