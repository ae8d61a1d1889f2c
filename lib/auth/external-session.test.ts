import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { whenFileIsDone } from "@/lib/testing/cleanup";
import { testDatabase } from "@/lib/testing/database";
import { withVariables } from "@/lib/testing/site-modules";

const secret = "a shared secret that is long enough for HS256";
let db: PrismaClient;
let site: {
  session: typeof import("./external-session");
  tokens: typeof import("./session");
  options: typeof import("./options");
};
/** Refresh tokens that the auth server still takes: each once, as with SimpleJWT's rotation. */
const alive = new Set<string>();
let renewals = 0;
let given = 0;

const pair = async () => {
  given += 1;
  alive.add(`refresh-${given}`);
  const access = await new SignJWT({ user_id: 7, username: "dana" })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("5m")
    .sign(new TextEncoder().encode(secret));
  return { access, refresh: `refresh-${given}` };
};

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
  Object.assign(globalThis, { podiumPrisma: db });
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.url === "/token/refresh/") {
      renewals += 1;
      if (!alive.delete(JSON.parse(body).refresh)) return response.writeHead(401).end("{}");
    }
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(await pair()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  whenFileIsDone(async () => {
    vi.unstubAllEnvs();
    server.close();
  });
  const variables = {
    AUTH_SERVER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AUTH_JWT_SECRET: secret,
    NEXTAUTH_SECRET: "a secret for the tests alone, 32 characters",
  };
  site = await withVariables(variables, async () => ({
    session: await import("./external-session"),
    tokens: await import("./session"),
    options: await import("./options"),
  }));
});
beforeEach(async () => {
  await db.externalSession.deleteMany();
  renewals = 0;
});

async function signIn() {
  const account = await site.session.signInElsewhere("dana", "whatever");
  if (!account) throw new Error("nobody signed in");
  const { id: userId, sessionVersion: version, sessionId } = account;
  return { ...account, find: () => site.session.findExternalViewer({ userId, version, sessionId }) };
}

test.each([
  ["a minute", "1 minute"],
  ["a night", "9 hours"],
])(
  "all requests of a page that is opened %s after the access token ran out are its reader's, and one renews it",
  async (_, ago) => {
    const { find } = await signIn();
    await db.$executeRawUnsafe(`UPDATE external_sessions SET valid_until = NOW() - INTERVAL '${ago}'`);
    const viewers = await Promise.all(Array.from({ length: 12 }, find));
    for (const viewer of viewers) expect(viewer).toEqual({ id: 7, handle: "dana", role: "member" });
    expect(renewals).toBe(1);
    expect(await find()).not.toBeNull();
  },
);

test("a session that the auth server no longer stands by is nobody's, for all requests at once", async () => {
  const { find } = await signIn();
  alive.clear();
  await db.$executeRaw`UPDATE external_sessions SET valid_until = NOW() - INTERVAL '9 hours'`;
  expect(await Promise.all(Array.from({ length: 6 }, find))).toEqual(Array(6).fill(null));
  expect(await db.externalSession.count()).toBe(0);
});

test("next-auth's own sign-out forgets what the auth server gave, and the session is nobody's", async () => {
  const { sessionId, find, id, sessionVersion } = await signIn();
  const { events, jwt } = site.options.authOptions({ verify: async () => null, link: async () => null });
  const token = await site.tokens.createSessionToken({ id, sessionVersion, sessionId });
  const decoded = await jwt?.decode?.({ token, secret: site.tokens.sessionSecret() });
  expect(decoded).toMatchObject({ sid: sessionId });
  await events?.signOut?.({ token: decoded as never, session: undefined as never });
  expect(await db.externalSession.count()).toBe(0);
  expect(await find()).toBeNull();
});
