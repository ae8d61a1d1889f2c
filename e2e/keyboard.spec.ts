import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { unzip } from "@/lib/testing/unzip";
import { createMember, createPost, database, type Member, pictureFile, uniqueHandle } from "./support/community";
import { enter, tabTo } from "./support/keyboard";
import { hydrated } from "./support/page-laws";
import { shownPair } from "./support/pair";
import { expect, signInBrowser, test } from "./support/test";
import { alwaysLeft } from "./support/voters";

/** Nothing here clicks, fills or focuses: what is done is done by keys, and the focus is seen at every stop. */
const votesOf = async ({ id }: Member) =>
  (await database().query("SELECT 1 FROM tournament_votes WHERE voter_id = $1", [id])).rowCount;
/** To a section of the settings, through the menu of one's account. */
async function goToSettings(page: Page, { handle }: Member, section: string): Promise<void> {
  await page.goto("/");
  await hydrated(page);
  await enter(page, page.getByLabel(`Account of ${handle}`));
  await enter(page, page.getByRole("link", { name: "Settings" }));
  await page.waitForURL(/\/settings$/);
  await enter(page, page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: section }));
}

test("by keyboard alone one signs up, posts, edits, signs out and in again", async ({ page }) => {
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

test("by keyboard alone one browses, likes and reports", async ({ page, member, baseURL }) => {
  // Of the newest images of all, a test beside this one may hide the very one that is liked here.
  const modelName = `keys-${randomUUID().slice(0, 8)}`;
  const author = await createMember();
  for (let n = 0; n < 2; n += 1) await createPost(baseURL as string, author, { modelName });
  await page.goto(`/models/${modelName}`);
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
  await page.waitForURL(new RegExp(`/models/${modelName}(?:#main)?$`));
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

test("by keyboard alone one searches, filters, sorts and takes the filter away again", async ({ page, baseURL }) => {
  const author = await createMember();
  const made = [];
  for (const modelName of ["Model One", "Model One", "Model Two"])
    made.push(await createPost(baseURL as string, author, { modelName, optIn: false }));
  await page.goto("/top");
  await hydrated(page);
  await enter(page, page.getByRole("banner").getByRole("link", { name: "Search" }));
  const field = page.getByRole("dialog").getByRole("searchbox");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  // Back to what opened it.
  await expect(page.getByRole("banner").getByRole("link", { name: "Search" })).toBeFocused();
  await page.keyboard.press("/");
  await expect(field).toBeFocused();
  await page.keyboard.type(`by:${author.handle}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=/);
  await expect(page.getByText("3 images", { exact: true })).toBeVisible();
  await enter(page, page.getByText("Filter", { exact: true }));
  await enter(page, page.getByRole("link", { name: "Model Two 1" }));
  await expect(page.getByText("1 image", { exact: true })).toBeVisible();
  await enter(page, page.getByRole("link", { name: "Most liked" }));
  await page.waitForURL(/sort=likes/);
  await enter(page, page.getByRole("link", { name: "Remove the filter Model: model two" }));
  await expect(page.getByText("3 images", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Most liked" })).toHaveAttribute("aria-current", "true");
  await enter(page, page.locator(`main a[href="/images/${made[0]?.id}"]`));
  await page.waitForURL(`/images/${made[0]?.id}`);
});

test("by keyboard alone one says who one is, shows one's face and changes the password", async ({ page, member }) => {
  await goToSettings(page, member, "Profile");
  const chooser = page.waitForEvent("filechooser");
  await enter(page, page.getByLabel("Picture", { exact: true }));
  await (await chooser).setFiles({ name: "me.png", mimeType: "image/png", buffer: await pictureFile() });
  await enter(page, page.getByRole("button", { name: "Upload picture" }));
  const remove = page.getByRole("button", { name: "Remove picture" });
  await expect(page.locator("header summary img")).toBeVisible();
  await enter(page, remove);
  await expect(remove).toHaveCount(0);

  await tabTo(page, page.getByLabel("About you"));
  await page.keyboard.type("Lighthouses, by keys.");
  await tabTo(page, page.getByLabel("Links"));
  await page.keyboard.type("javascript:alert(1)");
  await enter(page, page.getByRole("button", { name: "Save profile" }));
  const links = page.getByLabel("Links");
  await expect(links).toHaveAttribute("aria-invalid", "true");
  await expect(links).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("mira.example/keys");
  await enter(page, page.getByRole("button", { name: "Save profile" }));
  await expect(page.getByText("Your profile is saved.")).toBeVisible();

  await tabTo(page, page.getByLabel("Present password"));
  await page.keyboard.type(member.password);
  await page.keyboard.press("Tab");
  await page.keyboard.type("typed by keys alone");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  const { rows } = await database().query("SELECT bio, links FROM users WHERE id = $1", [member.id]);
  expect(rows).toEqual([{ bio: "Lighthouses, by keys.", links: ["https://mira.example/keys"] }]);
});

test("by keyboard alone one takes all of one's data along and signs out everywhere", async ({
  page,
  member,
  baseURL,
}) => {
  await goToSettings(page, member, "Your data");
  const downloading = page.waitForEvent("download");
  await enter(page, page.getByRole("link", { name: "Download archive" }));
  expect(unzip(await readFile(await (await downloading).path())).has("README.txt")).toBe(true);
  await tabTo(page, page.getByLabel("End all access tokens too"));
  await page.keyboard.press("Space");
  await enter(page, page.getByRole("button", { name: "Sign out everywhere" }));
  await page.waitForURL(/\/sign-in$/);
  const state = await fetch(`${baseURL}/api/v1/me/state`, { headers: { Cookie: member.cookie } });
  expect(await state.json()).toMatchObject({ viewer: null });
});

test("by keyboard alone one deletes an image, and then the account", async ({ page, member, baseURL }) => {
  const { id } = await createPost(baseURL as string, member, { optIn: false });
  await page.goto(`/images/${id}`);
  await hydrated(page);
  await enter(page, page.getByRole("button", { name: "Delete", exact: true }));
  await enter(page, page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }));
  await page.waitForURL(`${baseURL}/`);
  expect((await page.request.get(`/images/${id}`)).status()).toBe(404);

  await goToSettings(page, member, "Delete account");
  await enter(page, page.getByText("Delete my account…"));
  await tabTo(page, page.getByLabel("Your password"));
  await page.keyboard.type("not this one");
  await enter(page, page.getByRole("button", { name: "Delete account for good" }));
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await expect(page.getByLabel("Your password")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(member.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your account is gone" })).toBeVisible();
  expect((await database().query("SELECT 1 FROM users WHERE id = $1", [member.id])).rowCount).toBe(0);
});

test("by keyboard alone an admin deactivates a member, lets them in again and gives them a role", async ({
  page,
  context,
  baseURL,
}) => {
  const { id, handle } = await createMember();
  await signInBrowser(context, baseURL as string, await createMember("admin"));
  await page.goto("/admin");
  await hydrated(page);
  await enter(page, page.getByRole("navigation", { name: "Moderation" }).getByRole("link", { name: "Members" }));
  await page.waitForURL(/\/admin\/members$/);
  await tabTo(page, page.getByRole("searchbox", { name: "Search" }));
  await page.keyboard.type(`#${id}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=/);
  await hydrated(page);
  await enter(page, page.getByLabel(`Deactivate ${handle}`));
  await enter(page, page.getByRole("button", { name: "Deactivate", exact: true }));
  const reason = page.getByLabel("Reason", { exact: true });
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await expect(reason).toBeFocused();
  await page.keyboard.type("by keys");
  await enter(page, page.getByRole("button", { name: "Deactivate", exact: true }));
  await expect(page.getByText(`Member #${id} is deactivated and signed out everywhere.`)).toBeVisible();
  await enter(page, page.getByLabel(`Reactivate ${handle}`));
  await enter(page, page.getByRole("button", { name: "Reactivate", exact: true }));
  await expect(page.getByText(`Member #${id} can sign in again.`)).toBeVisible();
  await enter(page, page.getByLabel(`Change the role of ${handle}`));
  await tabTo(page, page.getByRole("combobox", { name: "Role", exact: true }));
  await page.keyboard.press("ArrowDown");
  await enter(page, page.getByRole("button", { name: "Change role" }));
  await expect(page.getByText(`Member #${id} has a new role`)).toBeVisible();
  const { rows } = await database().query("SELECT role, is_active FROM users WHERE id = $1", [id]);
  expect(rows).toEqual([{ role: "moderator", is_active: true }]);
});

test("by keyboard alone a moderator looks at a voter's evidence, puts the votes aside and gives them back", async ({
  page,
  context,
  baseURL,
}) => {
  const voter = await alwaysLeft(baseURL as string);
  await signInBrowser(context, baseURL as string, await createMember("moderator"));
  const isMarked = async () =>
    (await database().query("SELECT 1 FROM voter_inspections WHERE is_marked AND voter_id = $1", [voter.id])).rowCount;
  await expect.poll(isMarked, { timeout: 90_000 }).toBe(1);
  await page.goto("/admin/integrity");
  await hydrated(page);
  const evidence = page.getByRole("link", { name: `What would change: ${voter.handle}` });
  await enter(page, evidence);
  await page.waitForURL(/\/admin\/integrity\/\d+$/);
  await enter(page, page.getByLabel(`Put the votes of ${voter.handle} aside`));
  await tabTo(page, page.getByLabel("Reason", { exact: true }));
  await page.keyboard.type("put aside by keys");
  await enter(page, page.getByRole("button", { name: "Put votes aside" }));
  const done = page.getByRole("status").filter({ hasText: `#${voter.id}` });
  await expect(done).toContainText("no longer count");
  await enter(page, evidence);
  await enter(page, page.getByLabel(`Give the votes of ${voter.handle} back`));
  await enter(page, page.getByRole("button", { name: "Give votes back" }));
  await expect(done).toContainText("count again");
  const held = await database().query("SELECT 1 FROM voter_quarantines WHERE voter_id = $1", [voter.id]);
  expect(held.rowCount).toBe(0);
});
