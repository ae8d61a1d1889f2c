import type { Page } from "@playwright/test";
import { createMember, database, pictureFile, uniqueHandle } from "./support/community";
import { expect, signInBrowser, test } from "./support/test";

const accountMenu = (page: Page, handle: string) => page.getByRole("banner").getByLabel(`Account of ${handle}`);

test("a newcomer signs up, posts, likes, votes, sees the Top 10 move; an admin hides a post and it is gone everywhere", async ({
  page,
  browser,
  baseURL,
  allowConsole,
  expectAccessible,
}) => {
  test.setTimeout(480_000);
  const handle = uniqueHandle("newcomer");
  const prompt = `A lighthouse of glass in a sea of clouds, ${handle}`;

  await test.step("the gallery is alive, and its space is reserved", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Gallery" })).toBeVisible();
    const images = page.getByRole("main").getByRole("img");
    await expect(images.nth(10)).toBeAttached();
    const boxes = await images.evaluateAll((all) => all.map((image) => image.getBoundingClientRect().height));
    expect(boxes.every((height) => height > 40)).toBe(true);
    await expectAccessible();
    const before = await images.count();
    await page.mouse.wheel(0, 20_000);
    await expect.poll(() => images.count()).toBeGreaterThan(before);
  });

  await test.step("signing up says what is wrong and keeps what was typed", async () => {
    await page.goto("/sign-up");
    await expectAccessible();
    await page.getByLabel("Username", { exact: true }).fill(handle);
    await page.getByLabel("Email", { exact: true }).fill(`${handle}@example.org`);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Username", { exact: true })).toHaveValue(handle);
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(accountMenu(page, handle)).toBeVisible();
  });

  const imagePath = await test.step("posting: choose, preview, describe, progress, there it is", async () => {
    await page.goto("/upload");
    await page.getByLabel("Choose an image").setInputFiles({
      name: "lighthouse.png",
      mimeType: "image/png",
      buffer: await pictureFile({ width: 1600, height: 900 }),
    });
    await expect(page.getByRole("img", { name: /Preview of lighthouse.png/ })).toBeVisible();
    await page.getByLabel("Prompt").fill(prompt);
    await page.getByLabel("Model").fill("glass-diffusion");
    await page.getByLabel("Let it compete").check();
    await expectAccessible();
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.waitForURL(/\/images\/\d+$/);
    await expect(page.getByText(prompt).first()).toBeVisible();
    await expect(page.getByText(/ first 10 matches/)).toBeVisible();
    await expectAccessible();
    return new URL(page.url()).pathname;
  });
  const imageId = Number(imagePath.split("/").at(-1));

  await test.step("the owner edits the prompt", async () => {
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    await page.getByRole("textbox", { name: "Prompt" }).fill(`${prompt}, at dawn`);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(`${prompt}, at dawn`).first()).toBeVisible();
    await page.goto("/");
    await expect(page.locator(`a[href="${imagePath}"]`).first()).toBeVisible();
  });

  await test.step("liking is instant and lasts", async () => {
    await page.goto("/");
    await page.locator(`main a[href^="/images/"]:not([href="${imagePath}"])`).first().click();
    await page.waitForURL(/\/images\/\d+$/);
    const like = page.getByRole("button", { name: /^Like,/ });
    await expect(like).toHaveAttribute("aria-pressed", "false");
    await like.click();
    await expect(like).toHaveAttribute("aria-pressed", "true");
    const likedId = Number(page.url().split("/").at(-1));
    await expect
      .poll(async () => {
        const { rows } = await database().query(
          "SELECT 1 FROM image_likes l JOIN users u ON u.id = l.user_id WHERE u.handle = $1 AND l.image_post_id = $2",
          [handle, likedId],
        );
        return rows.length;
      })
      .toBe(1);
    await page.reload();
    await expect(like).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("previous and next by keyboard", async () => {
    const here = page.url();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.url()).not.toBe(here);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.url()).toBe(here);
  });

  const ownVotes = async () => {
    const { rows } = await database().query<{ winner_image_id: number; loser_image_id: number; winner_side: string }>(
      "SELECT v.* FROM tournament_votes v JOIN users u ON u.id = v.voter_id WHERE u.handle = $1 ORDER BY v.id",
      [handle],
    );
    return rows;
  };

  await test.step("judging: by click, by key, and skipping", async () => {
    await page.goto("/vote");
    const left = page.getByRole("button", { name: /^Choose left image/ });
    const right = page.getByRole("button", { name: /^Choose right image/ });
    await expect(left).toBeVisible();
    // Both whole images are in view without scrolling.
    for (const choice of [left, right]) {
      const box = await choice.boundingBox();
      expect(box && box.y >= 0 && box.y + box.height <= 800 && box.width > 100).toBe(true);
    }
    await expectAccessible();
    await left.click();
    await expect.poll(async () => (await ownVotes()).length).toBe(1);
    // A key judges the pair that is there.
    await expect(right).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await ownVotes()).length).toBe(2);
    await expect(left).toBeVisible();
    // The pair, not one image of it: the next pair may share an image with the last.
    const source = (choice: typeof left) => choice.locator("img").first().getAttribute("src");
    const shown = async () => (await Promise.all([left, right].map(source))).join();
    const skipped = await shown();
    await page.keyboard.press(" ");
    await expect.poll(shown).not.toBe(skipped);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(async () => (await ownVotes()).length).toBe(3);
    const votes = await ownVotes();
    expect(votes.map(({ winner_side }) => winner_side)).toEqual(["left", "right", "left"]);
    expect(votes.some((vote) => [vote.winner_image_id, vote.loser_image_id].includes(imageId))).toBe(false);
    await page.waitForLoadState("networkidle");
  });

  await test.step("the Top 10 moves with the votes of others", async () => {
    await page.goto("/top");
    await expect(page.getByRole("heading", { name: "Top 10" })).toBeVisible();
    await expectAccessible();
    await database().query(
      "INSERT INTO image_likes (user_id, image_post_id) SELECT n, $1 FROM generate_series(1900000000, 1900000500) AS n",
      [imageId],
    );
    const fan = await createMember();
    await page.request.post(`/api/v1/images/${imageId}/like`, {
      headers: { "Sec-Fetch-Site": "same-origin", Cookie: fan.cookie },
    });
    await expect
      .poll(
        async () => {
          await page.goto("/top");
          return page.locator(`main a[href="${imagePath}"]`).count();
        },
        { timeout: 12_000 },
      )
      .toBeGreaterThan(0);
  });

  await test.step("an admin hides the post with a reason, and it is gone everywhere", async () => {
    const admin = await createMember("admin");
    const context = await browser.newContext();
    await signInBrowser(context, baseURL as string, admin);
    const desk = await context.newPage();
    await desk.goto(`${baseURL}/admin`);
    await expectAccessible(desk);
    await desk
      .getByRole("searchbox")
      .or(desk.getByRole("textbox", { name: "Search" }))
      .first()
      .fill(handle);
    await desk.getByRole("button", { name: "Search" }).click();
    const entry = desk.getByRole("button", { name: `Hide post #${imageId}` }).or(desk.getByText("Hide…"));
    await entry.first().click();
    await desk.getByLabel("Reason", { exact: true }).first().fill("the journey ends here");
    await desk.getByRole("button", { name: "Hide post", exact: true }).first().click();
    await expect(desk.getByText(`Post #${imageId} is hidden everywhere.`)).toBeVisible();

    for (const path of ["/", "/top"]) {
      await page.goto(path);
      await expect(page.locator(`main a[href="${imagePath}"]`)).toHaveCount(0);
    }
    allowConsole(/status of 404/);
    const gone = await page.goto(imagePath);
    expect(gone?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Nothing hangs here" })).toBeVisible();

    await desk.goto(`${baseURL}/admin/audit`);
    await expect(desk.getByText("the journey ends here")).toBeVisible();
    await expectAccessible(desk);
    await desk.goto(`${baseURL}/admin/members`);
    await expectAccessible(desk);
    await context.close();
  });

  await test.step("signing out and in again", async () => {
    await page.goto("/");
    await accountMenu(page, handle).click();
    await page
      .getByRole("button", { name: "Sign out" })
      .or(page.getByRole("menuitem", { name: "Sign out" }))
      .first()
      .click();
    await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
    await page.goto("/sign-in");
    await expectAccessible();
    await page.getByLabel("Username or email").fill(handle);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(accountMenu(page, handle)).toBeVisible();
  });
});

test("a choice made signed out is not lost", async ({ page }) => {
  const handle = uniqueHandle("guest");
  await page.goto("/vote");
  await page
    .getByRole("button", { name: /^Choose left image/ })
    .or(page.getByRole("link", { name: /^Choose left image/ }))
    .click();
  await page.waitForURL(/\/sign-in/);
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.waitForURL(/\/sign-up/);
  await page.getByLabel("Username", { exact: true }).fill(handle);
  await page.getByLabel("Email", { exact: true }).fill(`${handle}@example.org`);
  await page.getByRole("textbox", { name: "Password" }).fill("a long enough password");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/vote/);
  await page.getByRole("button", { name: "Confirm my choice" }).click();
  await expect
    .poll(async () => {
      const { rows } = await database().query(
        "SELECT 1 FROM tournament_votes v JOIN users u ON u.id = v.voter_id WHERE u.handle = $1",
        [handle],
      );
      return rows.length;
    })
    .toBe(1);
});

test("a like that the server refuses is taken back", async ({ page, member, allowConsole }) => {
  allowConsole(/status of 503|net::ERR/);
  expect(member.id).toBeGreaterThan(0);
  await page.goto("/");
  await page.locator('main a[href^="/images/"]').first().click();
  await page.waitForURL(/\/images\/\d+$/);
  const like = page.getByRole("button", { name: /^Like,/ });
  await expect(like).toBeVisible();
  await page.route("**/like", (route) => route.abort());
  await like.click();
  await expect(like).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByText("Your like did not go through")).toBeVisible();
});
