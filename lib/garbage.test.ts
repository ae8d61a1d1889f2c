import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";
import { testDatabase } from "@/lib/testing/database";
import type { Operation } from "./operation/define";
import { errorResponse } from "./operation/error-response";
import { runOperation, toAppError } from "./operation/run";
import { fromWire } from "./operation/wire-case";
import { operations } from "./registry";
import { fieldsOf, garbage, goodCall } from "./testing/garbage";

const admin: Viewer = { id: 1, handle: "admin", role: "admin" };

beforeAll(async () => {
  const { prisma } = await testDatabase();
  Object.assign(globalThis, { podiumPrisma: prisma });
  await prisma.user.create({ data: { handle: "admin", role: "admin" } });
  await prisma.imagePost.createMany({
    data: Array.from({ length: 45 }, (_, n) => ({
      userId: 1,
      imageUrl: "/x",
      prompt: `p${n}`,
      isTournamentOptIn: true,
    })),
  });
});

/** What a call with this input comes to over HTTP: the status, and the body of a refusal. */
async function outcome(operation: Operation, input: unknown) {
  const about = { requestId: "test", operation: operation.name };
  try {
    await runOperation(operation, {
      ...about,
      expire: () => {},
      findViewer: async () => admin,
      readInput: async () => fromWire(input),
    });
    return { status: 200, body: null };
  } catch (error) {
    const refusal = toAppError(error, about);
    // With the bug itself, so that a failing run shows it.
    if (refusal.status >= 500) throw error;
    const response = await errorResponse(refusal, new Request("http://localhost"), "test");
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
}

// A password is hashed at each call that gets so far.
const runs = (name: string) => (/^sign/.test(name) ? 40 : 120);

describe.each((operations as readonly Operation[]).map((each) => [each.name, each] as const))(
  "%s",
  (name, operation) => {
    const fields = fieldsOf(operation);

    test("garbage in any one field is refused in the API's form or understood, and never a failure of ours", async () => {
      if (fields.length === 0) return expect(fields).toEqual([]);
      const calls = fc.record({ field: fc.constantFrom(...fields), value: garbage });
      await fc.assert(
        fc.asyncProperty(calls, async ({ field, value }) => {
          const { status, body } = await outcome(operation, { ...goodCall(operation), [field]: value });
          if (body) {
            expect(status).toBeGreaterThanOrEqual(400);
            expect(body).toMatchObject({
              detail: expect.any(String),
              error_code: expect.any(String),
              timestamp: expect.stringMatching(/Z$/),
            });
          }
        }),
        { numRuns: runs(name) },
      );
    });

    test("what no field can be is refused in each of them: structures where a value stands, and ten million characters", async () => {
      for (const field of fields) {
        for (const value of [
          { not: "" },
          [["x"]],
          JSON.parse('{"__proto__":{"role":"admin"}}'),
          "x".repeat(10_000_000),
        ]) {
          const { status, body } = await outcome(operation, { ...goodCall(operation), [field]: value });
          expect([field, status]).toEqual([field, 422]);
          expect(body?.error_code).toBe("VALIDATION_FAILED");
        }
      }
      for (const value of [-1, 0, 1e9]) {
        if (!fields.includes("limit")) break;
        expect((await outcome(operation, { ...goodCall(operation), limit: value })).status).toBe(422);
      }
    });

    test("garbage in every field, and fields that nobody knows", async () => {
      const calls = fc.record(
        Object.fromEntries(fields.map((field) => [field, fc.option(garbage, { nil: undefined })])),
      );
      await fc.assert(
        fc.asyncProperty(calls, fc.string(), garbage, async (call, stray, value) => {
          const { status } = await outcome(operation, { ...call, [stray]: value });
          expect(status).toBeLessThan(500);
        }),
        { numRuns: runs(name) / 4 },
      );
    });
  },
);

test("a failure of ours would be seen", async () => {
  const broken = { ...(operations[0] as Operation), run: () => Promise.reject(new TypeError("a bug")) };
  await expect(outcome(broken, {})).rejects.toThrow("a bug");
  expect(toAppError(new TypeError("a bug"), { requestId: "test", operation: "test" })).toBeInstanceOf(AppError);
});
