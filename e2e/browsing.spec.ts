import type { Page } from "@playwright/test";
import { asOwnPage, createMember, createPost, database } from "./support/community";
import { expect, signInBrowser, test } from "./support/test";

const orders = ["/", "/rising", "/best/week", "/best/month", "/best/all", "/random/0000002a"];

const items = (page: Page) => page.locator("main a[data-post]");
const opened = (page: Page) => page.getByRole("dialog", { name: /^Image/ });
const focusedPost = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-post") ?? null);

/** Scripts have taken over: links open images in front of the gallery. */
async function gotoGallery(page: Page, path = "/") {
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Compact rows" })).toBeVisible();
  await page.waitForLoadState("networkidle");
}

const linkedIds = (html: string) =>
  [...html.matchAll(/href="(?:\/ko)?\/images\/(\d+)"/g)].map((match) => Number(match[1]));

test("every order is a page of the cache in both languages, with its images in the HTML, and says which one it is", async ({
  page,
  request,
  expectAccessible,
}) => {
  const { rows } = await database().query<{ name: string }>(
    "SELECT model_name AS name FROM image_posts WHERE is_active AND model_name ~ '^[A-Za-z-]+$' ORDER BY id LIMIT 1",
  );
  const model = `/models/${rows[0]?.name}`;
  for (const path of [...orders, ...orders.map((order) => (order === "/" ? model : `${model}${order}`))]) {
    for (const each of [path, path === "/" ? "/ko" : `/ko${path}`]) {
      const response = await request.get(each);
      expect(response.status(), each).toBe(200);
      expect(linkedIds(await response.text()).length, each).toBeGreaterThan(0);
      // Somebody who posts meanwhile makes it anew.
      const cached = async () => {
        const again = await request.get(each, { headers: { "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT" } });
        return again.headers()["x-nextjs-cache"];
      };
      await expect.poll(cached, each).toMatch(/^(?:HIT|STALE)$/);
    }
  }
  for (const path of [
    "/best/day",
    "/random/zz",
    "/random",
    "/rising/2",
    `${model}/nothing`,
    "/models/nobody-uses-this",
  ])
    expect((await request.get(path)).status(), path).toBe(404);
  await page.goto("/rising");
  await expect(page.getByRole("navigation", { name: "Order" }).locator("[aria-current=page]")).toHaveText("Rising");
  await expectAccessible();
});

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

// Esc on the whole screen is the browser's own, before a page hears of it; one without a window has no such thing.
test("the whole screen is one key away, and the same key leads out of it to the image", async ({ page }) => {
  await gotoGallery(page);
  await page.keyboard.press("j");
  await page.keyboard.press("f");
  await expect(opened(page)).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  await expect(opened(page)).toBeVisible();
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

test("the gallery remembers where one was: after a reload, after another page, and after another site's", async ({
  page,
  baseURL,
}) => {
  await gotoGallery(page);
  // Far down: past two pages.
  const before = await items(page).count();
  await page.mouse.wheel(0, 20_000);
  await expect.poll(() => items(page).count()).toBeGreaterThan(before);
  const place = items(page).nth(before + 8);
  await place.evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 200));
  const id = await place.getAttribute("data-post");
  const top = () => page.locator(`a[data-post="${id}"]`).evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(async () => Math.round(await top())).toBe(200);
  const isNoted = () =>
    page.evaluate(() => {
      const places = new Map<string, { scroll: number }>(JSON.parse(sessionStorage.getItem("podium-places") ?? "[]"));
      return places.get(window.navigation.currentEntry?.key ?? "")?.scroll === window.scrollY;
    });
  await expect.poll(isNoted).toBe(true);

  await page.reload();
  await expect
    .poll(async () => ((await page.locator(`a[data-post="${id}"]`).count()) ? top() : null))
    .toBeCloseTo(200, -0.5);

  await page.goto("about:blank");
  await page.goBack();
  await expect
    .poll(async () => ((await page.locator(`a[data-post="${id}"]`).count()) ? top() : null))
    .toBeCloseTo(200, -0.5);

  // Playwright would bring the link into view first, which it is, and move the page.
  const link = await page.getByRole("banner").getByRole("link", { name: "Top 10" }).boundingBox();
  if (!link) throw new Error("The header has no link to the Top 10.");
  await page.mouse.click(link.x + link.width / 2, link.y + link.height / 2);
  await page.waitForURL(`${baseURL}/top`);
  await page.goBack();
  await expect
    .poll(async () => ((await page.locator(`a[data-post="${id}"]`).count()) ? top() : null))
    .toBeCloseTo(200, -0.5);
});

test("the density is the browser's, there before the first paint, and nothing moves for it", async ({ page }) => {
  await gotoGallery(page);
  // Of one row it depends on what is in it.
  const height = () =>
    items(page).evaluateAll((all) => {
      const heights = all.slice(0, 20).map((element) => element.getBoundingClientRect().height);
      return heights.reduce((sum, each) => sum + each, 0) / heights.length;
    });
  const comfortable = await height();
  await page.getByRole("button", { name: "Compact rows" }).click();
  await expect.poll(height).toBeLessThan(comfortable * 0.9);
  const compact = await height();
  await page.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        Object.assign(window, { shifts: (window as unknown as { shifts: number }).shifts + entry.value });
    }).observe({ type: "layout-shift", buffered: true });
  });
  await gotoGallery(page);
  const firstCount = linkedIds(await (await page.request.get("/")).text()).length;
  expect(await page.locator("html").getAttribute("data-density")).toBe("compact");
  expect(await height()).toBeCloseTo(compact, 0);
  await expect(page.getByRole("button", { name: "Compact rows" })).toHaveAttribute("aria-pressed", "true");
  // Into what was added, and not to its end: what stands below the rows moves down when more come.
  await expect.poll(() => items(page).count()).toBeGreaterThan(firstCount);
  await page.mouse.wheel(0, 1_000);
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBeLessThan(0.01);
});

test("no image is fetched at twice the width of its place, and the first row comes first", async ({ page }) => {
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await gotoGallery(page);
    const chosen = await items(page).evaluateAll((all) =>
      all.map((item) => {
        const image = item.querySelector("img") as HTMLImageElement;
        const [, file = "0"] = /\/(\d+)\.(?:avif|webp)$/.exec(image.currentSrc) ?? [];
        const widths = (item.querySelector("source")?.srcset ?? "").match(/\d+(?=w)/g)?.map(Number) ?? [];
        return {
          place: image.clientWidth * devicePixelRatio,
          file: Number(file),
          widths,
          loading: image.loading,
          priority: image.fetchPriority,
        };
      }),
    );
    const fetched = chosen.filter(({ file }) => file > 0);
    expect(fetched.length).toBeGreaterThan(3);
    for (const { place, file, widths } of fetched) {
      const pick = (wanted: number) => widths.find((each) => each >= wanted) ?? Math.max(...widths);
      expect(file).toBeGreaterThanOrEqual(pick(place));
      // The first row goes by shares of the window, which are a little more than those of the page within its margins.
      expect(file).toBeLessThanOrEqual(pick(place * 1.15));
    }
    const eager = chosen.filter(({ loading }) => loading !== "lazy");
    expect(eager.length).toBeGreaterThan(0);
    expect(eager.length).toBeLessThan(9);
    expect(eager.every(({ priority }) => priority === "high")).toBe(true);
    // What is preloaded for a wide screen is the very file that is chosen there, or it would be fetched twice.
    expect(await page.locator('link[rel=preload][as=image][media="(min-width: 40rem)"]').count()).toBeGreaterThan(0);
    const folders = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .flatMap(({ name }) => /\/media\/([0-9a-f]{32})\/\d+\.\w+$/.exec(name)?.[1] ?? []),
    );
    expect(folders.length).toBeGreaterThan(3);
    expect(new Set(folders).size).toBe(folders.length);
    expect(chosen.slice(0, eager.length)).toEqual(eager);
  }
});

test("a post that is hidden is out of every order within a second, with warm caches, and closes to who has it open", async ({
  page,
  request,
  baseURL,
  allowConsole,
}) => {
  // What an open gallery still shows of a hidden post is gone when it is asked for.
  allowConsole(/status of 404/);
  const author = await createMember();
  const { id } = await createPost(baseURL as string, author, { modelName: "hide-and-seek" });
  await createPost(baseURL as string, author, { modelName: "hide-and-seek" });
  for (let n = 0; n < 3; n += 1)
    await request.post(`/api/v1/images/${id}/like`, { headers: asOwnPage(await createMember()) });
  const paths = [...orders, ...orders.map((order) => `/models/hide-and-seek${order === "/" ? "" : order}`)];
  const lists = ["sort=new", "sort=rising", "sort=top&period=week", "sort=top&period=month", "sort=top", "sort=random"];
  const seen = async () => {
    const pages = await Promise.all(
      [...paths, ...paths.map((path) => `/ko${path}`)].map(async (path) => {
        const html = await (await request.get(path === "/ko/" ? "/ko" : path)).text();
        return linkedIds(html).includes(id) ? path : null;
      }),
    );
    const answers = await Promise.all(
      lists.map(async (query) => {
        const { items } = await (await request.get(`/api/v1/images?${query}&model=hide-and-seek`)).json();
        return (items as { id: number }[]).some((post) => post.id === id) ? query : null;
      }),
    );
    return [...pages, ...answers].filter(Boolean);
  };
  // Each order of its model's gallery has it, and so has the first page of the newest.
  await expect
    .poll(async () => (await seen()).length, { timeout: 20_000 })
    .toBeGreaterThan(2 * orders.length + lists.length);
  await gotoGallery(page, "/models/hide-and-seek");

  const moderator = await createMember("moderator");
  const hidden = await request.post(`/api/v1/moderation/images/${id}/hide`, {
    headers: asOwnPage(moderator),
    data: { reason: "for the test of every order" },
  });
  expect(hidden.status()).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await seen()).toEqual([]);

  await page.locator(`a[data-post="${id}"]`).click();
  await expect(opened(page).getByText("This image is no longer here.").first()).toBeVisible();
  await expect(opened(page).getByRole("img")).toHaveCount(0);
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
  for (let turn = 1; turn <= 6; turn += 1) {
    await page.keyboard.press("j");
    await expect(page).toHaveURL(new RegExp(`/images/${ids[turn]}$`));
  }
  await expect(panel.getByText("Posted")).toBeVisible();
  expect(asked).toContain(ids[6]);
  expect(asked.length).toBeLessThan(4);
});

test("a list that was counted days ago says that it is old, and begins anew", async ({ page, allowConsole }) => {
  allowConsole(/422/);
  await gotoGallery(page, "/best/all");
  // As a tab that was left open for days asks: the moment that the cursor carries is from then.
  await page.route("**/api/v1/images?sort=top*", (route) => {
    const url = new URL(route.request().url());
    const [, head = "", rest = ""] = /^(.)[\da-z]{8}(.*)$/.exec(url.searchParams.get("cursor") ?? "") ?? [];
    const then = (Date.now() - 5 * 86_400_000).toString(36).padStart(8, "0");
    url.searchParams.set("cursor", head + then + rest);
    return route.continue({ url: url.href });
  });
  const before = await items(page).count();
  await page.mouse.wheel(0, 20_000);
  await expect(page.getByText("This list is from days ago.", { exact: false })).toBeVisible();
  expect(await items(page).count()).toBe(before);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Start anew" }).click();
  await page.waitForLoadState("networkidle");
  await page.mouse.wheel(0, 20_000);
  await expect.poll(() => items(page).count()).toBeGreaterThan(before);
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

test("a member who has images but none of a kind has an empty list that says so", async ({ page, baseURL }) => {
  const member = await createMember();
  await createPost(baseURL as string, member, { optIn: false });
  await page.goto(`/u/${member.handle}/tournament`);
  await expect(page.getByText("No image of this kind")).toBeVisible();
  await page.getByRole("link", { name: "See all images" }).click();
  await expect(page).toHaveURL(`/u/${member.handle}`);
  await expect(items(page)).toHaveCount(1);
});

test("an image's own page lists the keys that it has", async ({ page, baseURL }) => {
  const { id } = await createPost(baseURL as string, await createMember());
  await page.goto(`/images/${id}`);
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await expect(list.getByText("Like")).toBeVisible();
  await expect(list.getByText("Open the image")).toBeHidden();
});
