import { type ChildProcess, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { asOwnPage, createMember } from "./support/community";
import { startSite, stop } from "./support/servers";
import { expect, signInBrowser, test } from "./support/test";

test.describe.configure({ mode: "serial" });

/** A server on the same database, with the limits that hold where nothing is set. */
let site: { url: string; process: ChildProcess };
test.beforeAll(async () => {
  const DATABASE_URL = execFileSync(process.execPath, ["scripts/db-url.mjs"], { encoding: "utf8" }).trim();
  site = await startSite({ DATABASE_URL });
});
test.afterAll(async () => {
  if (site) await stop(site.process);
});

const remaining = (response: Response) => Number(response.headers.get("ratelimit-remaining"));
const read = (headers: Record<string, string> = {}) => fetch(`${site.url}/api/v1/images/top-24h`, { headers });

test("no header that a caller writes changes whose limit is counted", async () => {
  const forged = [
    "X-Forwarded-For",
    "X-Real-IP",
    "Forwarded",
    "CF-Connecting-IP",
    "True-Client-IP",
    "X-Client-IP",
    "Fastly-Client-IP",
    "X-Cluster-Client-IP",
    "X-Forwarded",
    "Via",
    "X-Podium-Address",
  ];
  let left = remaining(await read());
  expect(left).toBeGreaterThan(forged.length);
  for (const name of forged) {
    const now = remaining(await read({ [name]: name === "Forwarded" ? "for=203.0.113.9" : "203.0.113.9" }));
    expect([name, now]).toEqual([name, left - 1]);
    left = now;
  }
});

test("the 61st like of a minute waits: 429 with Retry-After and words; another member is not held up", async () => {
  const [fan, other] = [await createMember(), await createMember()];
  const like = (who: typeof fan) =>
    fetch(`${site.url}/api/v1/images/2000000000/like`, {
      method: "POST",
      headers: { ...asOwnPage(who), "Accept-Language": "ko" },
    });
  for (let n = 1; n <= 60; n += 1) {
    const response = await like(fan);
    expect([response.status, response.headers.get("ratelimit-limit"), remaining(response)]).toEqual([
      404,
      "60",
      60 - n,
    ]);
  }
  const refused = await like(fan);
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  // Who waits until the window's end and who waits as told come back at the same moment.
  expect(Math.abs(Number(refused.headers.get("ratelimit-reset")) - wait)).toBeLessThanOrEqual(1);
  expect(await refused.json()).toMatchObject({
    error_code: "RATE_LIMITED",
    detail: expect.stringContaining(`${wait}초`),
  });
  expect((await like(other)).status).toBe(404);
});

test("moderators' lists are answered with where one stands, as every limited call is", async () => {
  const moderator = await createMember("moderator");
  const response = await fetch(`${site.url}/api/v1/moderation/actions`, { headers: asOwnPage(moderator) });
  expect([response.status, response.headers.get("ratelimit-limit")]).toEqual([200, "300"]);
  expect(Number(response.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("who judged too often is told for how long to rest", async ({ page, context }) => {
    const voter = await createMember();
    await signInBrowser(context, site.url, voter);
    await page.goto(`${site.url}/vote`);
    const vote = () =>
      fetch(`${site.url}/api/v1/tournaments/vote`, {
        method: "POST",
        headers: { ...asOwnPage(voter), "Content-Type": "application/json" },
        body: JSON.stringify({ match_id: randomUUID(), winner_image_id: 1 }),
      });
    await expect.poll(async () => (await vote()).status, { intervals: [0] }).toBe(429);
    await page.getByRole("button", { name: /^Choose left image/ }).click();
    await expect(page.getByText(/That was too often\. Try again in \d+ seconds?\./)).toBeVisible();
  });
});

test("the 26th attempt to sign in from an address is refused in words, and the form keeps the name", async ({
  page,
}) => {
  await page.goto(`${site.url}/sign-in`);
  for (let n = 0; n < 26; n += 1) {
    await page.getByLabel("Name or email").fill(`nobody-${n}`);
    await page.getByLabel("Password").fill("not the password");
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    const submit = page.getByRole("button", { name: "Sign in" });
    await submit.click();
    await answered;
    // The answer is on the page, which fills in the name that was refused, before the next one is typed.
    await expect(submit).toBeEnabled();
  }
  await expect(page.getByText(/That was too often\. Try again in \d/)).toBeVisible();
  await expect(page.getByLabel("Name or email")).toHaveValue("nobody-25");
});

test("and so is the next one by the API and by next-auth, whatever account it names", async () => {
  const json = { "Content-Type": "application/json" };
  const token = await fetch(`${site.url}/api/v1/auth/token`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ name: "somebody-else", password: "not the password" }),
  });
  expect([token.status, ((await token.json()) as { error_code: string }).error_code]).toEqual([429, "RATE_LIMITED"]);
  const nextAuth = await fetch(`${site.url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { ...asOwnPage(), "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ name: "somebody-else", password: "not the password" }),
  });
  expect(nextAuth.status).toBe(429);
});
