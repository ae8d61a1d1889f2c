import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { asOwnPage, createMember, createPost, database } from "./support/community";
import { focusedPost, gotoGallery, items, opened } from "./support/gallery";
import { expect, signInBrowser, test } from "./support/test";

test("an image opens in front of the gallery at its own address, is leafed through by keys, and back closes it where one was", async ({
  page,
  expectAccessible,
}) => {
  await gotoGallery(page);
  const ids = await items(page).evaluateAll((all) => all.map((item) => item.getAttribute("data-post")));
  await page.keyboard.press("j");
  expect(await focusedPost(page)).toBe(ids[0]);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  expect(await focusedPost(page)).toBe(ids[1]);
  await page.keyboard.press("Enter");
  const dialog = opened(page);
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/images/${ids[1]}$`));
  await expect(dialog.getByRole("heading", { name: "Prompt" })).toBeVisible();
  await expectAccessible();

  // The focus stays inside, however far one walks; between the last element and the first it is the browser's.
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press("Tab");
    const isInside = () =>
      document.activeElement === document.body || document.activeElement?.closest("dialog") !== null;
    expect(await page.evaluate(isInside)).toBe(true);
  }

  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(new RegExp(`/images/${ids[2]}$`));
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/images/${ids[3]}$`));
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`/images/${ids[2]}$`));

  // Enlarged, arrows move what one sees.
  const transform = () =>
    dialog
      .locator("picture")
      .locator("..")
      .evaluate((element) => element.style.transform);
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await expect.poll(transform).toMatch(/scale\(2\.25\)/);
  const before = await transform();
  await page.keyboard.press("ArrowDown");
  await expect.poll(transform).not.toBe(before);
  await page.keyboard.press("0");
  await expect.poll(transform).toMatch(/^translate\(0px(?:, 0px)?\) scale\(1\)/);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/$/);
  await expect.poll(() => focusedPost(page)).toBe(ids[2]);

  // One step is one step: leafing left none behind, and forward opens again.
  await page.goForward();
  await expect(opened(page)).toBeVisible();
  await page.goBack();
  await expect(opened(page)).toBeHidden();
  await expect(page).toHaveURL(/\/$/);

  await page.goForward();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: /^Image/ })).toBeAttached();
  await expect(opened(page)).toBeHidden();
});

test("leafing goes on over the end of what was loaded", async ({ page }) => {
  await gotoGallery(page);
  const loaded = await items(page).count();
  await items(page)
    .nth(loaded - 1)
    .focus();
  await page.keyboard.press("Enter");
  await expect(opened(page)).toBeVisible();
  const seen = new Set<string>();
  for (let n = 0; n < 6; n += 1) {
    seen.add(page.url());
    const here = page.url();
    await expect
      .poll(async () => {
        await page.keyboard.press("ArrowRight");
        return page.url();
      })
      .not.toBe(here);
  }
  expect(seen.size).toBe(6);
  expect(await items(page).count()).toBeGreaterThan(loaded);
});

test("? lists the keys, L likes, and no key does anything while one writes", async ({ page, context, baseURL }) => {
  const member = await createMember();
  await signInBrowser(context, baseURL as string, member);
  await createPost(baseURL as string, await createMember());
  await gotoGallery(page);
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await expect(list).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();

  await page.keyboard.press("j");
  const id = Number(await focusedPost(page));
  const isLiked = async () =>
    (await database().query("SELECT 1 FROM image_likes WHERE user_id = $1 AND image_post_id = $2", [member.id, id]))
      .rowCount;
  await page.keyboard.press("l");
  await expect(page.getByRole("status").filter({ hasText: "Liked" })).toBeVisible();
  expect(await isLiked()).toBe(1);
  // Open, it is known as liked; taken back there.
  await page.keyboard.press("Enter");
  const like = opened(page).getByRole("button", { name: /^Like,/ });
  await expect(like).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("l");
  await expect(like).toHaveAttribute("aria-pressed", "false");
  await expect.poll(isLiked).toBe(0);
  await page.keyboard.press("Control+l");
  await page.keyboard.press("Escape");
  await expect(opened(page)).toBeHidden();

  await page.goto(`/images/${id}`);
  await expect(
    page.getByRole("button", { name: "Edit", exact: true }).or(page.getByText("Report this image")).first(),
  ).toBeVisible();
  await page.getByText("Report this image").click();
  const reason = page.getByRole("textbox").first();
  await reason.fill("");
  await reason.pressSequentially("jklf?");
  await expect(reason).toHaveValue("jklf?");
  await expect(page).toHaveURL(new RegExp(`/images/${id}$`));
  expect(await isLiked()).toBe(0);
});

test("a key that is held down leafs at a pace, and what did not load is said", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await gotoGallery(page);
  const ids = await items(page).evaluateAll((all) => all.map((item) => item.getAttribute("data-post")));
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(opened(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/images/${ids[0]}$`));
  // As a keyboard sends them that repeats faster than anybody looks: all within one pace.
  await page.evaluate(() => {
    for (let n = 0; n < 5; n += 1)
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, repeat: n > 0 }));
  });
  await expect(page).toHaveURL(new RegExp(`/images/${ids[1]}$`));
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/images/${ids[2]}$`));

  if (await opened(page).getByRole("region", { name: "About this image" }).isVisible()) await page.keyboard.press("i");
  await page.route("**/api/v1/images/*", (route) => route.abort());
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`/images/${ids[3]}$`));
  await expect(opened(page).getByRole("status")).toHaveText("What is known about this image did not load.");
});

test("the whole screen is one key away, and the same key or Esc leads out of it to the image", async ({ page }) => {
  await gotoGallery(page);
  await page.keyboard.press("j");
  await page.keyboard.press("f");
  await expect(opened(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await expect(opened(page)).toBeVisible();
  // Most browsers keep this Esc for themselves, some hand it on; a second one closes the image.
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await expect(opened(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opened(page)).toHaveCount(0);
});

test("on the whole screen an image's page has nothing beside the image", async ({ page }) => {
  await gotoGallery(page);
  const id = await items(page).first().getAttribute("data-post");
  await page.goto(`/images/${id}`);
  const background = () => page.locator("main .stage img").evaluate((image) => getComputedStyle(image).backgroundImage);
  // Its colours stand in its place until it is here.
  expect(await background()).toContain("gradient");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  expect(await background()).toBe("none");
});

test("what did not load is asked for again on the spot, and the keys go on meanwhile", async ({
  page,
  allowConsole,
}) => {
  allowConsole(/ERR_FAILED/);
  await gotoGallery(page);
  await page.route("**/api/v1/images/*", (route) => route.abort());
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const panel = opened(page).getByRole("region", { name: "About this image" });
  await expect(panel.getByText("What is known about this image did not load.")).toBeVisible();
  await page.unrouteAll();
  await panel.getByRole("button", { name: "Try again" }).click();
  await expect(panel.getByText("Posted")).toBeVisible();
  await expect(opened(page).getByText("did not load")).toHaveCount(0);
  expect(await opened(page).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
});

test("an image that is gone says so once, and offers no look at it", async ({ page, baseURL, allowConsole }) => {
  allowConsole(/status of 404/);
  const author = await createMember();
  const modelName = `gone-${randomUUID().slice(0, 8)}`;
  const { id } = await createPost(baseURL as string, author, { modelName });
  const other = await createPost(baseURL as string, author, { modelName });
  await gotoGallery(page, `/models/${modelName}`);
  const isRemoved = await page.request.delete(`/api/v1/images/${id}`, { headers: asOwnPage(author) });
  expect(isRemoved.ok()).toBe(true);
  await page.locator(`a[data-post="${id}"]`).click();
  await expect(opened(page).getByText("This image is no longer here.").and(page.locator(":not(.sr-only)"))).toHaveCount(
    1,
  );
  await expect(opened(page).getByRole("status")).toHaveText("This image is no longer here.");
  for (const name of ["Zoom in", "Zoom out"])
    await expect(opened(page).getByRole("button", { name })).toHaveAttribute("aria-disabled", "true");
  await expect(opened(page).getByRole("button", { name: /Like/ })).toHaveCount(0);
  await expect(opened(page).getByRole("region", { name: "About this image" })).toHaveCount(0);
  // What would enlarge an image does nothing, so the arrows still lead on.
  await page.keyboard.press("+");
  await opened(page).getByRole("button", { name: "Zoom in" }).click({ force: true });
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(new RegExp(`/images/${other.id}$`));
});

test("who looks closer than the largest variant goes sees the image's own pixels", async ({ page, baseURL }) => {
  const { width, height } = { width: 2_600, height: 1_300 };
  const file = await sharp({ create: { width, height, channels: 3, background: "#864" } })
    .png()
    .toBuffer();
  const author = await createMember();
  const modelName = `large-${randomUUID().slice(0, 8)}`;
  const { id } = await createPost(baseURL as string, author, { modelName, file, optIn: false });
  const small = await createPost(baseURL as string, author, { modelName });
  await gotoGallery(page, `/models/${modelName}`);
  await page.locator(`a[data-post="${id}"]`).click();
  await expect(opened(page).getByText("Posted")).toBeVisible();
  const full = opened(page).locator("[data-full-size]");
  await page.keyboard.press("+");
  await expect(opened(page).getByRole("button", { name: "Zoom out" })).toHaveAttribute("aria-disabled", "false");
  await expect(full).toHaveCount(0);
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("+");
  await expect.poll(() => full.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(width);
  // It covers the variant, and goes with the image.
  const places = await full.evaluate((image) =>
    [image, image.parentElement?.querySelector("picture img")].map((each) => {
      const { x, y, width, height } = each?.getBoundingClientRect() ?? {};
      return [x, y, width, height];
    }),
  );
  expect(places[0]).toEqual(places[1]);
  await page.keyboard.press("0");
  await page.keyboard.press("k");
  await expect(page).toHaveURL(new RegExp(`/images/${small.id}$`));
  await expect(full).toHaveCount(0);
  await expect(opened(page).getByText("Posted")).toBeVisible();
  for (let n = 0; n < 6; n += 1) await page.keyboard.press("+");
  await expect(opened(page).getByRole("button", { name: "Zoom in" })).toHaveAttribute("aria-disabled", "true");
  await expect(full).toHaveCount(0);
});

test.describe("on a screen with two pixels to the point", () => {
  test.use({ deviceScaleFactor: 2, viewport: { width: 1_600, height: 900 } });

  test("an image is not fetched in its own size by who only leafs", async ({ page, baseURL }) => {
    const author = await createMember();
    const modelName = `dense-${randomUUID().slice(0, 8)}`;
    const file = await sharp({ create: { width: 2_600, height: 1_300, channels: 3, background: "#468" } })
      .png()
      .toBuffer();
    const { id } = await createPost(baseURL as string, author, { modelName, file, optIn: false });
    await gotoGallery(page, `/models/${modelName}`);
    await page.locator(`a[data-post="${id}"]`).click();
    const panel = opened(page).getByRole("region", { name: "About this image" });
    await expect(panel.getByText("Posted")).toBeVisible();
    await page.keyboard.press("i");
    await expect(panel).toHaveCount(0);
    const full = opened(page).locator("[data-full-size]");
    const drawn = await opened(page)
      .locator("picture img")
      .evaluate((image) => image.clientWidth * devicePixelRatio);
    expect(drawn).toBeGreaterThan(1_920 * 1.1);
    await expect(full).toHaveCount(0);
    await page.keyboard.press("+");
    await expect(full).toHaveCount(1);
  });
});

test.describe("with fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("one swipes to the next image and back, pinches to look closer, and the back button closes", async ({
    page,
  }) => {
    await gotoGallery(page);
    const ids = await items(page).evaluateAll((all) => all.map((item) => item.getAttribute("data-post")));
    await items(page).nth(1).tap();
    await expect(opened(page)).toBeVisible();
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: readonly { x: number; y: number }[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map((point, id) => ({ ...point, id })) });
    const swipe = async (from: number, to: number) => {
      await touch("touchStart", [{ x: from, y: 300 }]);
      for (const part of [0.3, 0.6, 1]) await touch("touchMove", [{ x: from + (to - from) * part, y: 300 }]);
      await touch("touchEnd", []);
    };
    await swipe(320, 80);
    await expect(page).toHaveURL(new RegExp(`/images/${ids[2]}$`));
    await swipe(80, 320);
    await expect(page).toHaveURL(new RegExp(`/images/${ids[1]}$`));

    const stage = opened(page).locator("picture").locator("..");
    await touch("touchStart", [
      { x: 150, y: 300 },
      { x: 240, y: 300 },
    ]);
    await touch("touchMove", [
      { x: 105, y: 300 },
      { x: 285, y: 300 },
    ]);
    await expect.poll(() => stage.evaluate((element) => element.style.transform)).toMatch(/scale\((?:1\.[89]|2)/);
    await touch("touchEnd", []);
    // Carried, not swiped.
    await swipe(320, 80);
    await expect(page).toHaveURL(new RegExp(`/images/${ids[1]}$`));

    await page.goBack();
    await expect(opened(page)).toBeHidden();
    await expect(page).toHaveURL(/\/$/);
  });
});

test("two quick presses of L leave things as they were, however slow the network, and one likes what was liked no more", async ({
  page,
  context,
  baseURL,
}) => {
  const member = await createMember();
  await signInBrowser(context, baseURL as string, member);
  await createPost(baseURL as string, await createMember());
  await gotoGallery(page);
  await page.keyboard.press("j");
  const id = Number(await focusedPost(page));
  const isLiked = async () =>
    (await database().query("SELECT 1 FROM image_likes WHERE user_id = $1 AND image_post_id = $2", [member.id, id]))
      .rowCount;
  await page.route("**/like", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.keyboard.press("l");
  await page.keyboard.press("l");
  await expect(page.getByRole("status").filter({ hasText: "Like taken back" })).toBeVisible();
  expect(await isLiked()).toBe(0);

  await page.keyboard.press("l");
  await expect(page.getByRole("status").filter({ hasText: "Liked" })).toBeVisible();
  expect(await isLiked()).toBe(1);
  // What is so is not known yet when the keys come at once.
  await page.route("**/me/state*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Compact rows" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("k");
    await page.keyboard.press("j");
    expect(await focusedPost(page)).not.toBeNull();
  }).toPass();
  await page.locator(`a[data-post="${id}"]`).focus();
  await page.keyboard.press("l");
  await expect.poll(isLiked).toBe(0);
});

test("who leafs fast is not told about each image, and reads about the one where one stops", async ({ page }) => {
  await gotoGallery(page);
  const ids = await items(page).evaluateAll((all) => all.map((item) => item.getAttribute("data-post")));
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const panel = opened(page).getByRole("region", { name: "About this image" });
  await expect(panel.getByText("Posted")).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    const [, id] = /\/api\/v1\/images\/(\d+)$/.exec(request.url()) ?? [];
    if (id) asked.push(id);
    if (request.url().endsWith("/me/state")) asked.push("viewer");
  });
  // Pressed within the page, as fast as it follows. On a machine that stands still in between, one has stopped there.
  const stops = await page.evaluate(async () => {
    const times: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const { pathname } = window.location;
      // A press that comes before the page has followed the one before leads nowhere new.
      while (window.location.pathname === pathname) {
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      times.push(performance.now());
    }
    return times.filter((time, turn) => time - (times[turn - 1] ?? time) > 300).length;
  });
  await expect(page).toHaveURL(new RegExp(`/images/${ids[6]}$`));
  await expect(panel.getByText("Posted")).toBeVisible();
  expect(asked).toContain(ids[6]);
  // The first, the last, and who looks.
  expect(asked.length - stops).toBeLessThan(4);
});

test("where there is no clipboard, as on a plain address, an opened image's prompt is copied all the same", async ({
  page,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await gotoGallery(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await opened(page).getByRole("button", { name: /^Copy/ }).first().click();
  await expect(opened(page).getByText("Copied").first()).toBeVisible();
});
