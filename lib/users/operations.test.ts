import { beforeAll, expect, test } from "vitest";
import { createSessionToken, findViewerByToken } from "@/lib/auth/session";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env/env";
import { AppError } from "@/lib/errors/app-error";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { accounts } from "./accounts";
import { requirePassword } from "./confirm";
import { createUser, setPassword, setUserActive, setUserRole } from "./mutations";
import * as operations from "./operations";

let db: PrismaClient;
const password = "correct horse battery staple";

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: db });
});

const call = (operation: Parameters<typeof runOperation>[0], input: unknown) =>
  runOperation(operation, {
    requestId: "test",
    findViewer: async () => null,
    readInput: async () => input,
    expire: () => {},
  });

const signUp = (input: unknown) => call(operations.signUp as never, input);
const signIn = (input: unknown) => call(operations.signIn as never, input);

/** Everything of a refusal that a caller can tell apart. */
async function refusal(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, got ${error}`);
  return { code: error.code, status: error.status, details: error.details };
}

test("of fifty simultaneous sign-ups with one handle one succeeds, the rest are told 409", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      signUp({ handle: i % 2 ? "Racer" : "racer", email: `racer${i}@example.com`, password }),
    ),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(49);
  expect(new Set(refused.map(({ reason }) => (reason as AppError).code))).toEqual(new Set(["HANDLE_TAKEN"]));
  expect(refused.every(({ reason }) => (reason as AppError).status === 409)).toBe(true);
  expect(await db.user.count({ where: { handle: { equals: "racer", mode: "insensitive" } } })).toBe(1);
});

test("handles and emails are one whatever their case", async () => {
  await signUp({ handle: "Mina", email: "Mina@example.com", password });
  expect(await refusal(signUp({ handle: "mINA", email: "other@example.com", password }))).toMatchObject({
    code: "HANDLE_TAKEN",
    details: { fields: { handle: { code: "handleTaken" } } },
  });
  await expect(signIn({ name: "MINA", password })).resolves.toMatchObject({ handle: "Mina" });
  await expect(signIn({ name: " mina@EXAMPLE.com ", password })).resolves.toMatchObject({ handle: "Mina" });
});

test("a taken email is refused without saying which field was to blame", async () => {
  await signUp({ handle: "first", email: "shared@example.com", password });
  expect(await refusal(signUp({ handle: "second", email: "SHARED@example.com", password }))).toEqual({
    code: "SIGN_UP_REFUSED",
    status: 409,
    details: {},
  });
  expect(await db.user.count({ where: { handle: "second" } })).toBe(0);
});

test("an unknown account, a wrong password and a deactivated account are refused alike", async () => {
  const gone = await createUser({ handle: "gone", email: "gone@example.com", password }, db);
  await setUserActive(gone.id, false, db);
  await createUser({ handle: "nopassword", password: null }, db);
  await createUser({ handle: "here", email: "here@example.com", password }, db);
  const refusals = await Promise.all([
    refusal(signIn({ name: "nobody-at-all", password })),
    refusal(signIn({ name: "nobody@example.com", password })),
    refusal(signIn({ name: "here", password: "not the password" })),
    refusal(signIn({ name: "gone", password })),
    refusal(signIn({ name: "gone@example.com", password })),
    refusal(signIn({ name: "nopassword", password })),
    refusal(signIn({ name: "nopassword", password: "empty hash?" })),
  ]);
  for (const each of refusals) expect(each).toEqual({ code: "WRONG_CREDENTIALS", status: 401, details: {} });
});

test("an unknown account takes as long to refuse as a wrong password", async () => {
  await createUser({ handle: "timed", password }, db);
  // The processor's time, not the clock's: what else the machine does is not counted.
  const time = async (name: string) => {
    const start = process.cpuUsage();
    await refusal(signIn({ name, password: "not the password" }));
    return process.cpuUsage(start).user;
  };
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
  await time("nobody");
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 15; i += 1) {
    known.push(await time("timed"));
    unknown.push(await time("nobody"));
  }
  // Without the decoy hash the ratio is under 0.1.
  expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
  expect(median(unknown) / median(known)).toBeLessThan(2);
});

test("a password, a role or a deactivation that changes ends every session of the account", async () => {
  const changes = [
    (id: number) => setPassword(id, "another fine password", db),
    (id: number) => setUserRole(id, "moderator", db),
    (id: number) => setUserActive(id, false, db),
  ];
  for (const [i, change] of changes.entries()) {
    const account = await createUser({ handle: `changing${i}`, password }, db);
    const token = await createSessionToken(account);
    expect(await findViewerByToken(token)).toMatchObject({ id: account.id, handle: `changing${i}`, role: "member" });
    expect((await change(account.id)).sessionVersion).toBe(account.sessionVersion + 1);
    expect(await findViewerByToken(token)).toBeNull();
  }
});

test("a changed password lets in, the old one no more", async () => {
  const { id } = await createUser({ handle: "changer", password }, db);
  await setPassword(id, "another fine password", db);
  await expect(signIn({ name: "changer", password: "another fine password" })).resolves.toMatchObject({ id });
  expect((await refusal(signIn({ name: "changer", password }))).code).toBe("WRONG_CREDENTIALS");
});

test("a session token that was altered, made with another secret or made up is nobody", async () => {
  const account = await createUser({ handle: "holder", password }, db);
  const token = await createSessionToken(account);
  expect(await findViewerByToken(`${token.slice(0, -2)}xx`)).toBeNull();
  expect(await findViewerByToken("nonsense")).toBeNull();
  expect(await findViewerByToken(await createSessionToken({ id: 2 ** 40, sessionVersion: 1 }))).toBeNull();
  expect(await findViewerByToken(await createSessionToken({ id: account.id, sessionVersion: 99 }))).toBeNull();
});

test("a password is never in the database in the clear, and its hash is argon2id at OWASP's cost", async () => {
  const { id } = await createUser({ handle: "hashed", password }, db);
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(passwordHash).not.toContain(password);
});

test("a password typed in another Unicode form is the same password", async () => {
  await createUser({ handle: "composed", password: "비밀번호는한글로é1".normalize("NFC") }, db);
  await expect(signIn({ name: "composed", password: "비밀번호는한글로é1".normalize("NFD") })).resolves.toBeTruthy();
});

test.each([
  [{ handle: "ab" }, { handle: { code: "tooShort", values: { minimum: 3 } } }],
  [{ handle: "a".repeat(31) }, { handle: { code: "tooLong", values: { maximum: 30 } } }],
  [{ handle: "" }, { handle: { code: "required" } }],
  [{ handle: "has space" }, { handle: { code: "handleCharacters" } }],
  [{ handle: "한글이름" }, { handle: { code: "handleCharacters" } }],
  [{ handle: "a@b.example" }, { handle: { code: "handleCharacters" } }],
  [{ handle: "Admin" }, { handle: { code: "handleReserved" } }],
  [{ email: "nope" }, { email: { code: "email" } }],
  [{ email: "" }, { email: { code: "required" } }],
  [{ password: "ninechars" }, { password: { code: "tooShort", values: { minimum: 10 } } }],
  [{ password: "x".repeat(201) }, { password: { code: "tooLong", values: { maximum: 200 } } }],
])("a sign-up with %j is told which field is wrong", async (part, fields) => {
  const input = { handle: "proper", email: "proper@example.com", password, ...part };
  expect(await refusal(signUp(input))).toMatchObject({ code: "VALIDATION_FAILED", details: { fields } });
  expect(await db.user.count({ where: { handle: "proper" } })).toBe(0);
});

test("an account is tried so often an hour, by its handle, by its email, by form, by the API and by next-auth together", async () => {
  const { LIMIT_SIGN_IN_ACCOUNT: before } = env();
  Object.assign(env(), { LIMIT_SIGN_IN_ACCOUNT: 4 });
  try {
    for (const handle of ["besieged", "neighbour"])
      await createUser({ handle, email: `${handle}@example.com`, password }, db);
    const issueToken = (input: unknown) => call(operations.issueToken as never, input);
    const wrong = "not the password";
    expect((await refusal(signIn({ name: "besieged", password: wrong }))).code).toBe("WRONG_CREDENTIALS");
    expect((await refusal(signIn({ name: "BESIEGED@example.com", password: wrong }))).code).toBe("WRONG_CREDENTIALS");
    expect((await refusal(issueToken({ name: "besieged", password: wrong }))).code).toBe("WRONG_CREDENTIALS");
    expect(await accounts.verify("Besieged", wrong)).toBeNull();
    // Even who knows the password waits now; the limit must not tell that it was right.
    for (const attempt of [signIn, issueToken])
      expect((await refusal(attempt({ name: "besieged", password }))).code).toBe("RATE_LIMITED");
    expect((await refusal(accounts.verify("besieged", password))).code).toBe("RATE_LIMITED");
    await expect(signIn({ name: "neighbour", password })).resolves.toMatchObject({ handle: "neighbour" });
    // Its owner, who is inside, still shows the password; as often as that again.
    const { id, passwordHash } = await db.user.findFirstOrThrow({ where: { handle: "besieged" } });
    const confirm = (password: string) =>
      requirePassword({ password, passwordHash: passwordHash as string, field: "password" }, { id } as Viewer);
    await expect(confirm(password)).resolves.toBeUndefined();
    for (let n = 0; n < 3; n += 1) expect((await refusal(confirm(wrong))).code).toBe("VALIDATION_FAILED");
    expect((await refusal(confirm(password))).code).toBe("RATE_LIMITED");
  } finally {
    Object.assign(env(), { LIMIT_SIGN_IN_ACCOUNT: before });
  }
});
