import { execFileSync } from "node:child_process";
import { encode } from "next-auth/jwt";
import { createMember, database } from "./support/community";
import { startSite, stop } from "./support/servers";
import { expect, signInBrowser, test } from "./support/test";

test("a provider is offered where its variables are set, and the way to it carries our name and a state; where not, there is none", async ({
  page,
  baseURL,
  allowConsole,
}) => {
  // The provider itself is out of reach here.
  allowConsole(/ERR_|Failed to load resource/);
  const DATABASE_URL = execFileSync(process.execPath, ["scripts/db-url.mjs"], { encoding: "utf8" }).trim();
  const site = await startSite({
    DATABASE_URL,
    GITHUB_ID: "our-id",
    GITHUB_SECRET: "a secret",
    KAKAO_ID: "k",
    KAKAO_SECRET: "s",
  });
  try {
    await page.goto(`${site.url}/sign-in`);
    const github = page.getByRole("link", { name: /GitHub/ });
    await expect(github).toBeVisible();
    await expect(page.getByRole("link", { name: /Kakao/ })).toBeVisible();
    await expect(page.getByRole("link", { name: /Google|Discord|Naver/ })).toHaveCount(0);
    const start = await fetch(`${site.url}${await github.getAttribute("href")}`, { redirect: "manual" });
    const to = new URL(start.headers.get("location") as string);
    expect([to.origin, to.pathname]).toEqual(["https://github.com", "/login/oauth/authorize"]);
    expect(to.searchParams.get("client_id")).toBe("our-id");
    expect(to.searchParams.get("redirect_uri")).toBe(`${site.url}/api/auth/callback/github`);
    expect(to.searchParams.get("state")).toMatch(/.{20}/);
  } finally {
    // A page that is open would still fetch what waits until it is at rest.
    await page.goto("about:blank");
    await stop(site.process);
  }
  await page.goto(`${baseURL}/sign-in`);
  await expect(page.getByLabel("Password")).toBeVisible();
  await expect(page.getByRole("link", { name: /GitHub|Kakao/ })).toHaveCount(0);
});

test("the first password of an account that a provider lets in is offered to whoever has just come from there, and others are led there", async ({
  page,
  context,
  expectAccessible,
}) => {
  const DATABASE_URL = execFileSync(process.execPath, ["scripts/db-url.mjs"], { encoding: "utf8" }).trim();
  const site = await startSite({ DATABASE_URL, GITHUB_ID: "our-id", GITHUB_SECRET: "a secret" });
  const member = await createMember();
  await database().query("UPDATE users SET password_hash = NULL WHERE id = $1", [member.id]);
  await database().query("INSERT INTO user_identities (provider, subject, user_id) VALUES ('github', $1, $2)", [
    member.handle,
    member.id,
  ]);
  const signIn = async (minutesAgo: number) => {
    const token = { sub: String(member.id), ver: 1, at: Math.floor(Date.now() / 1_000) - minutesAgo * 60 };
    const cookie = await encode({ token, secret: process.env.NEXTAUTH_SECRET as string });
    await signInBrowser(context, site.url, { ...member, cookie: `next-auth.session-token=${cookie}` });
  };
  try {
    for (const [path, words] of [
      ["/settings", "sign in again first"],
      ["/ko/settings", "먼저 다시 로그인해"],
    ] as const) {
      await signIn(11);
      await page.goto(site.url + path);
      const section = page.locator("#password");
      await expect(section.getByText(words)).toBeVisible();
      await expect(section.locator("input")).toHaveCount(0);
      const way = section.getByRole("link", { name: /GitHub/ });
      const to = new URL((await way.getAttribute("href")) ?? "", site.url);
      expect([to.pathname, to.searchParams.get("next")]).toEqual(["/api/auth/start/github", "/settings#password"]);
      await expectAccessible();
    }
    // The form was left lying: nothing is set, and the way is shown.
    await signIn(1);
    await page.goto(`${site.url}/settings`);
    const section = page.locator("#password");
    await section.getByLabel("New password").fill("a long enough password");
    await signIn(11);
    await section.getByRole("button", { name: "Set password" }).click();
    await expect(section.getByRole("link", { name: /GitHub/ })).toBeVisible();
    await signIn(1);
    await page.reload();
    await section.getByLabel("New password").fill("a long enough password");
    await section.getByRole("button", { name: "Set password" }).click();
    await expect(section.getByText("Your password is changed.")).toBeVisible();
    await expect(section.getByRole("link", { name: /GitHub/ })).toHaveCount(0);
  } finally {
    await page.goto("about:blank");
    await stop(site.process);
  }
});
