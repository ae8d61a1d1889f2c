import koBrowsing from "../messages/ko/browsing.json" with { type: "json" };
import ko from "../messages/ko/common.json" with { type: "json" };
import koRankings from "../messages/ko/rankings.json" with { type: "json" };
import koVoting from "../messages/ko/voting.json" with { type: "json" };
import { database, uniqueHandle } from "./support/community";
import { expect, test } from "./support/test";

test("the whole way in Korean: browse, sign up, like, vote, Top 10, and back to English on the same page", async ({
  page,
  allowConsole,
  expectAccessible,
}) => {
  const handle = uniqueHandle("hangul");
  await page.goto("/ko");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page).toHaveTitle(/Podium/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(koBrowsing.titles.new);
  await expectAccessible();

  await page.getByRole("banner").getByRole("link", { name: ko.accountMenu.signIn }).click();
  await page.waitForURL(/\/ko\/sign-in/);
  await page.goto("/ko/sign-up");
  const [name, email, password] = await page.getByRole("main").locator("input:not([type=hidden])").all();
  await name?.fill(handle);
  await email?.fill(`${handle}@example.org`);
  await password?.fill("short");
  await page.getByRole("main").locator('button[type="submit"]').click();
  await expect(password as NonNullable<typeof password>).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("main")).toContainText(/10자/);
  await password?.fill("충분히 긴 비밀번호 하나");
  await page.getByRole("main").locator('button[type="submit"]').click();
  await page.waitForURL(/\/ko\/?$/);

  await page.locator('main a[href^="/ko/images/"]').first().click();
  await page.waitForURL(/\/ko\/images\/\d+$/);
  await expectAccessible();
  const like = page.getByRole("main").locator("button[data-like]");
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "true");

  await page.goto("/ko/vote");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(koVoting.heading);
  await expectAccessible();
  await page.getByRole("button", { name: new RegExp(`^${koVoting.chooseRight}`) }).click();
  await expect
    .poll(async () => {
      const { rows } = await database().query(
        "SELECT 1 FROM tournament_votes v JOIN users u ON u.id = v.voter_id WHERE u.handle = $1",
        [handle],
      );
      return rows.length;
    })
    .toBe(1);

  await page.goto("/ko/top");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(koRankings.title);
  await expectAccessible();
  await page.getByRole("link", { name: "English" }).first().click();
  await expect(page).toHaveURL(/\/top$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  allowConsole(/status of 404/);
  await page.goto("/ko/nowhere");
  await expect(page.getByRole("heading", { name: ko.notFound.title })).toBeVisible();
});

test("who chose a language has it at every address, until another is chosen", async ({ page }) => {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await page.getByRole("link", { name: "한국어" }).first().click();
  await expect(page).toHaveURL("/ko");
  await page.goto("/");
  await expect(page).toHaveURL("/ko");
  await page.goto("/search?q=light");
  await expect(page).toHaveURL("/ko/search?q=light");
  await page.waitForLoadState("networkidle");
  await page.getByRole("link", { name: "English" }).first().click();
  await expect(page).toHaveURL("/search?q=light");
  await page.goto("/top");
  await expect(page).toHaveURL("/top");
});
