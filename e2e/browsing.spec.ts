import { asOwnPage, createMember, createPost, database } from "./support/community";
import { gotoGallery, items, opened } from "./support/gallery";
import { expect, test } from "./support/test";

const orders = ["/", "/rising", "/best/week", "/best/month", "/best/all", "/random/0000002a"];

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
  const noted = () =>
    page.evaluate(() => {
      const places = new Map<string, { id: number; top: number; scroll: number }>(
        JSON.parse(sessionStorage.getItem("podium-places") ?? "[]"),
      );
      const place = places.get(window.navigation.currentEntry?.key ?? "");
      return place?.scroll === window.scrollY ? place : null;
    });
  await expect.poll(noted).not.toBeNull();
  // Somebody who posts meanwhile moves the rows; the first image in view is what one comes back to.
  const { id, top } = (await noted()) as { id: number; top: number };
  const item = page.locator(`a[data-post="${id}"]`);
  const expectPlace = () =>
    expect
      .poll(async () => ((await item.count()) ? item.evaluate((element) => element.getBoundingClientRect().top) : null))
      .toBeCloseTo(top, -0.5);

  await page.reload();
  await expectPlace();

  await page.goto("about:blank");
  await page.goBack();
  await expectPlace();

  // Playwright would bring the link into view first, which it is, and move the page.
  const link = await page.getByRole("banner").getByRole("link", { name: "Top 10" }).boundingBox();
  if (!link) throw new Error("The header has no link to the Top 10.");
  await page.mouse.click(link.x + link.width / 2, link.y + link.height / 2);
  await page.waitForURL(`${baseURL}/top`);
  await page.goBack();
  await expectPlace();
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
