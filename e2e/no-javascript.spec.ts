import { createMember, createPost, database, pictureFile, uniqueHandle } from "./support/community";
import { expect, signInBrowser, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("without JavaScript one browses, signs up, posts, votes and signs out", async ({ page }) => {
  const handle = uniqueHandle("plain");
  await page.goto("/");
  const newest = await page.locator('main a[href^="/images/"]').first().getAttribute("href");
  await page.getByRole("link", { name: "Older images" }).click();
  await expect(page).toHaveURL(/\/older\//);
  await expect(page.locator('main a[href^="/images/"]').first()).toBeVisible();
  await page.goto(newest as string);
  await expect(page.getByRole("main").getByRole("img").first()).toBeVisible();

  await page.goto("/sign-up");
  await page.getByLabel("Username").fill(handle);
  await page.getByLabel("Email").fill(`${handle}@example.org`);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Username")).toHaveValue(handle);
  await page.getByLabel("Password").fill("a long enough password");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).not.toHaveURL(/sign-up/);

  await page.goto("/upload");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "plain.png", mimeType: "image/png", buffer: await pictureFile() });
  await page.getByLabel("Prompt").fill(`Posted without a script by ${handle}`);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page).toHaveURL(/\/images\/\d+$/);
  await expect(page.getByText(`Posted without a script by ${handle}`).first()).toBeVisible();

  await page.goto("/vote");
  await page.getByRole("button", { name: /^Choose left image/ }).click();
  await expect(page).toHaveURL(/\/vote/);
  const { rows } = await database().query(
    "SELECT 1 FROM tournament_votes v JOIN users u ON u.id = v.voter_id WHERE u.handle = $1",
    [handle],
  );
  expect(rows).toHaveLength(1);
  await expect(page.getByRole("button", { name: /^Choose left image/ })).toBeVisible();

  await page.goto("/sign-out");
  await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  await page.goto("/upload");
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("without JavaScript a moderator hides a post and restores it", async ({ page, context, baseURL }) => {
  const { id } = await createPost(baseURL as string, await createMember(), { optIn: false });
  await signInBrowser(context, baseURL as string, await createMember("moderator"));
  await page.goto(`/admin?q=%23${id}`);
  await page.getByText("Hide…").first().click();
  await page.getByLabel("Reason", { exact: true }).first().fill("no script needed");
  await page.getByRole("button", { name: "Hide post", exact: true }).first().click();
  expect((await page.request.get(`/images/${id}`)).status()).toBe(404);
  await page.goto(`/admin?q=%23${id}`);
  await page.getByText("Restore…").first().click();
  await page.getByRole("button", { name: "Restore post", exact: true }).first().click();
  expect((await page.request.get(`/images/${id}`)).status()).toBe(200);
});

test("without JavaScript a page that is not there says so in its HTML", async ({ page, allowConsole }) => {
  allowConsole(/status of 404/);
  for (const [path, heading] of [
    ["/nowhere", "Nothing hangs here"],
    ["/images/2147483647", "Nothing hangs here"],
  ] as const) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  }
});

test("the first image of a pair is not seen before the second has come, which would move it", async ({ page }) => {
  const choices = page.locator("button[data-side]");
  let isWhole = false;
  await page.route("**/vote", async (route) => {
    const html = await (await route.fetch()).text();
    // As far as a slow network has brought it.
    const second = html.indexOf("<button", html.indexOf("<button", html.indexOf('data-testid="pair"')) + 1);
    await route.fulfill({ contentType: "text/html; charset=utf-8", body: isWhole ? html : html.slice(0, second) });
  });
  await page.goto("/vote");
  await expect(choices).toHaveCount(1);
  await expect(choices).toBeHidden();
  isWhole = true;
  await page.goto("/vote");
  await expect(choices).toHaveCount(2);
  for (const choice of await choices.all()) await expect(choice).toBeVisible();
});
