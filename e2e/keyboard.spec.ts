import { createMember, createPost, database, type Member, pictureFile, uniqueHandle } from "./support/community";
import { enter, tabTo } from "./support/keyboard";
import { hydrated } from "./support/page-laws";
import { shownPair } from "./support/pair";
import { expect, signInBrowser, test } from "./support/test";

/** Nothing here clicks, fills or focuses: what is done is done by keys, and the focus is seen at every stop. */
const votesOf = async ({ id }: Member) =>
  (await database().query("SELECT 1 FROM tournament_votes WHERE voter_id = $1", [id])).rowCount;

test("by keyboard alone one signs up, posts, edits, signs out and in again", async ({ page }) => {
  test.setTimeout(120_000);
  const handle = uniqueHandle("keys");
  const banner = page.getByRole("banner");
  await page.goto("/");
  await hydrated(page);
  await enter(page, banner.getByRole("link", { name: "Sign in" }));
  await page.waitForURL(/\/sign-in/);
  await enter(page, page.getByRole("link", { name: "Create an account" }));
  await page.waitForURL(/\/sign-up/);
  await tabTo(page, page.getByLabel("Username", { exact: true }));
  for (const text of [handle, `${handle}@example.org`, "short"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  const password = page.getByLabel("Password").filter({ visible: true });
  await expect(password).toHaveAttribute("aria-invalid", "true");
  // What was refused has the focus.
  await expect(password).toBeFocused();
  await page.keyboard.type("a long enough password");
  await page.keyboard.press("Enter");
  const account = banner.getByLabel(`Account of ${handle}`);
  await expect(account).toBeVisible();

  await page.goto("/upload");
  await hydrated(page);
  const chooser = page.waitForEvent("filechooser");
  await enter(page, page.getByLabel("Choose an image"));
  await (await chooser).setFiles({ name: "keys.png", mimeType: "image/png", buffer: await pictureFile() });
  await expect(page.getByRole("img", { name: /Preview of keys.png/ })).toBeVisible();
  await tabTo(page, page.getByLabel("Prompt"));
  await page.keyboard.type(`Typed by ${handle}`);
  await tabTo(page, page.getByLabel("Let it compete"));
  await page.keyboard.press("Space");
  await enter(page, page.getByRole("button", { name: "Post", exact: true }));
  await page.waitForURL(/\/images\/\d+$/);

  const edit = page.getByRole("button", { name: "Edit", exact: true });
  await enter(page, edit);
  await tabTo(page, page.getByRole("dialog").getByRole("textbox", { name: "Prompt" }));
  await page.keyboard.press("End");
  await page.keyboard.type(", and again");
  await enter(page, page.getByRole("button", { name: "Save" }));
  await expect(page.getByText(`Typed by ${handle}, and again`).first()).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Delete", exact: true }));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Delete", exact: true })).toBeFocused();

  await enter(page, account);
  await enter(page, banner.getByRole("button", { name: "Sign out" }));
  await expect(banner.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/sign-in");
  await hydrated(page);
  await tabTo(page, page.getByLabel("Username or email"));
  await page.keyboard.type(handle);
  await page.keyboard.press("Tab");
  await page.keyboard.type("a long enough password");
  await page.keyboard.press("Enter");
  await expect(account).toBeVisible();
});

test("by keyboard alone one browses, likes and reports", async ({ page, member }) => {
  await page.goto("/");
  await hydrated(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await enter(page, page.locator("main a[data-post]").first());
  await expect.poll(() => page.url()).toMatch(/\/images\/\d+$/);
  await expect(page.locator("dialog[open]")).toBeVisible();
  const here = page.url();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.url()).not.toBe(here);
  // Its address is that of the image's own page.
  await page.reload();
  await hydrated(page);
  const like = page.getByRole("button", { name: /^Like,/ });
  await enter(page, like);
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await enter(page, page.getByText("Report this image"));
  await tabTo(page, page.getByRole("textbox", { name: "What is wrong with this image?" }));
  await page.keyboard.type("Seen by keyboard.");
  await enter(page, page.getByRole("button", { name: "Send report" }));
  await expect(page.getByText("Thank you. A moderator will look at this image.")).toBeVisible();
  await expect
    .poll(async () => (await database().query("SELECT 1 FROM image_likes WHERE user_id = $1", [member.id])).rowCount)
    .toBe(1);
  await page.keyboard.press("Escape");
  // Back to where the gallery was left.
  await page.waitForURL(/\/(?:#main)?$/);
});

test("by keyboard alone one judges a pair by its buttons, takes the vote back, and skips", async ({ page, member }) => {
  await page.goto("/vote");
  await hydrated(page);
  const left = page.getByTestId("pair").getByRole("button", { name: "Choose left image" });
  await enter(page, left);
  await expect.poll(() => votesOf(member)).toBe(1);
  // The focus stays on the side that it was on.
  await expect(left).toBeFocused();
  await enter(page, page.getByRole("button", { name: "Undo my vote" }));
  await expect.poll(() => votesOf(member)).toBe(0);
  await expect(page.getByRole("status").filter({ hasText: "Your vote was taken back." })).toBeAttached();
  const shown = await shownPair(page);
  await enter(page, page.getByRole("button", { name: "Skip" }));
  await expect.poll(() => shownPair(page)).not.toEqual(shown);
});

test("by keyboard alone one makes a token and revokes it, changes the theme and the language", async ({
  page,
  member,
}) => {
  await page.goto("/");
  await hydrated(page);
  await enter(page, page.getByLabel(`Account of ${member.handle}`));
  await enter(page, page.getByRole("link", { name: "Settings" }));
  await page.waitForURL(/\/settings/);
  await tabTo(page, page.getByLabel("Name"));
  await page.keyboard.type("key bot");
  await enter(page, page.getByRole("button", { name: "Create token" }));
  await expect(page.getByLabel("Your new token")).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Revoke key bot" }));
  await expect(page.getByText("You have no access tokens yet.")).toBeVisible();
  await enter(page, page.getByRole("banner").getByRole("button").first());
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await enter(page, page.getByRole("banner").getByRole("link", { name: "한국어" }));
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
});

test("by keyboard alone a moderator hides a post and restores it", async ({ page, context, baseURL }) => {
  const { id } = await createPost(baseURL as string, await createMember(), { optIn: false });
  await signInBrowser(context, baseURL as string, await createMember("moderator"));
  await page.goto("/admin");
  await hydrated(page);
  await tabTo(
    page,
    page
      .getByRole("searchbox")
      .or(page.getByRole("textbox", { name: "Search" }))
      .first(),
  );
  await page.keyboard.type(`#${id}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await enter(page, page.getByLabel(`Hide post #${id}`));
  await tabTo(page, page.getByLabel("Reason", { exact: true }));
  await page.keyboard.type("hidden by keyboard");
  await enter(page, page.getByRole("button", { name: "Hide post", exact: true }));
  await expect(page.getByText(`Post #${id} is hidden everywhere.`)).toBeVisible();
  await enter(page, page.getByLabel(`Restore post #${id}`));
  await enter(page, page.getByRole("button", { name: "Restore post", exact: true }));
  await expect.poll(async () => (await page.request.get(`/images/${id}`)).status()).toBe(200);
});
