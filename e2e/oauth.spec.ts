import { execFileSync } from "node:child_process";
import { startSite, stop } from "./support/servers";
import { expect, test } from "./support/test";

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
