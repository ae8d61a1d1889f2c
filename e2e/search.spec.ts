import { createMember, createPost, database, uniqueHandle } from "./support/community";
import { expect, test } from "./support/test";

/** A word that only this test's posts have: letters alone, so that it is a word in every sense. */
const uniqueWord = () =>
  uniqueHandle("q").replace(/[^a-z]/g, (sign) => String.fromCharCode(97 + (sign.charCodeAt(0) % 26)));

test("`/` and Ctrl-K open the search from anywhere, and what one types elsewhere stays there", async ({
  page,
  expectAccessible,
}) => {
  const word = uniqueWord();
  const { id } = await createPost(test.info().project.use.baseURL as string, await createMember(), {
    prompt: `a ${word} at dusk`,
  });
  await page.goto("/top");
  const field = page.getByRole("dialog").getByRole("searchbox");
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await expectAccessible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await page.keyboard.press("Control+k");
  await field.fill(word);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/search?q=${word}`);
  await expect(page.locator(`main a[href="/images/${id}"]`)).toBeVisible();
  await expect(page.getByText("1 image", { exact: true })).toBeVisible();

  // On its own page both lead to the field that is there, where a slash is a letter.
  await page.keyboard.press("/");
  const query = page.getByRole("main").getByRole("searchbox");
  await expect(query).toBeFocused();
  await query.fill("");
  await page.keyboard.type("f/1");
  await expect(query).toHaveValue("f/1");

  // What was searched for is offered again.
  await page.goto("/");
  await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
  await page.getByRole("dialog").getByRole("button", { name: word }).click();
  // The router keeps the gallery that one came from, out of sight.
  await expect(page.locator(`main a[href="/images/${id}"]`).filter({ visible: true })).toBeVisible();
});

test("filters are links with counts, all in the address, and go away again", async ({
  page,
  baseURL,
  expectAccessible,
}) => {
  const word = uniqueWord();
  const member = await createMember();
  const made = [];
  for (const modelName of ["Model One", "Model One", "Model Two"])
    made.push(await createPost(baseURL as string, member, { prompt: `${word} here`, modelName }));
  await page.goto(`/search?q=${word}`);
  await expect(page.getByText("3 images", { exact: true })).toBeVisible();
  await page.getByText("Filter", { exact: true }).click();
  await expectAccessible();
  await expect(page.getByRole("link", { name: "Landscape 3" })).toBeVisible();
  await page.getByRole("link", { name: "Model Two 1" }).click();
  await expect(page).toHaveURL(/q=\w+(\+|%20)model%3A(%22|")model(\+|%20)two/);
  await expect(page.getByText("1 image", { exact: true })).toBeVisible();
  await expect(page.locator(`main a[href="/images/${made[2]?.id}"]`)).toBeVisible();
  await page.getByRole("link", { name: "Most liked" }).click();
  await expect(page).toHaveURL(/sort=likes/);
  await page.getByRole("link", { name: "Remove the filter Model: model two" }).click();
  await expect(page.getByText("3 images", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/sort=likes/);
});

test("a misspelt word gets a suggestion, and an empty result says what to loosen", async ({
  page,
  baseURL,
  expectAccessible,
}) => {
  const word = uniqueWord();
  await createPost(baseURL as string, await createMember(), { prompt: `${word} in the rain` });
  // The words of new posts are read within seconds, beside the site.
  await expect
    .poll(async () => (await database().query("SELECT FROM search_vocabulary WHERE word = $1", [word])).rowCount, {
      timeout: 40_000,
    })
    .toBe(1);
  const slip = `${word.slice(0, 3)}${word[4]}${word[3]}${word.slice(5)}`;
  await page.goto(`/search?q=${slip}x%20rain`);
  await expect(page.getByText("No image matches all of this")).toBeVisible();
  await page.goto(`/search?q=${word.slice(0, -1)}%20has:workflow`);
  await expectAccessible();
  await page.getByRole("link", { name: /^Without has:workflow/ }).click();
  await expect(page.getByText("1 image", { exact: true })).toBeVisible();
  await page.goto(`/search?q=${word}z`);
  await page.getByRole("link", { name: word, exact: true }).click();
  await expect(page).toHaveURL(`/search?q=${word}`);
  await expect(page.getByText("1 image", { exact: true })).toBeVisible();
});

test("Korean is found from two syllables on, on the Korean page", async ({ page, baseURL, expectAccessible }) => {
  const { id } = await createPost(baseURL as string, await createMember(), {
    prompt: "창밖을 바라보는 너구리를 그린 판화",
  });
  for (const q of ["너구", "너구리", "밖을", '"바라보는 너구리"']) {
    await page.goto(`/ko/search?q=${encodeURIComponent(q)}`);
    await expect(page.locator(`main a[href="/ko/images/${id}"]`)).toBeVisible();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("검색");
  await expectAccessible();
});

test("a hidden post is gone from a search at once", async ({ request, baseURL }) => {
  const word = uniqueWord();
  const { id } = await createPost(baseURL as string, await createMember(), { prompt: `${word} to hide` });
  const html = async () => (await request.get(`/search?q=${word}`)).text();
  expect(await html()).toContain(`/images/${id}`);
  const admin = await createMember("admin");
  const hidden = await request.post(`/api/v1/moderation/images/${id}/hide`, {
    headers: { Cookie: admin.cookie, "Sec-Fetch-Site": "same-origin" },
    data: { reason: "for a test" },
  });
  expect(hidden.ok()).toBe(true);
  expect(await html()).not.toContain(`/images/${id}`);
  expect(await (await request.get(`/api/v1/search?q=${word}`)).json()).toMatchObject({ items: [], count: 0 });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("pages follow one another, and no search engine is to walk them", async ({ page }) => {
    await page.goto("/search?sort=new");
    await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex, ?nofollow/);
    const seen = new Set<string>();
    for (;;) {
      const found = await page
        .locator('main a[href^="/images/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      expect(found.some((href) => seen.has(href))).toBe(false);
      for (const href of found) seen.add(href);
      const next = page.getByRole("link", { name: "More images" });
      if (seen.size > 60 || !(await next.isVisible())) break;
      // The page before may be gone while the next one is still coming.
      const before = page.url();
      await next.click();
      await page.waitForURL((url) => url.href !== before);
    }
    expect(seen.size).toBeGreaterThan(24);
  });

  test("one searches, filters and sorts by forms and links", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await expect(page).toHaveURL("/search");
    await page.getByRole("main").getByRole("searchbox").fill("light");
    await page.getByRole("main").getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/search\?q=light/);
    await page.getByRole("link", { name: "Newest" }).click();
    await expect(page).toHaveURL(/sort=new/);
    await expect(page.getByRole("main").getByRole("searchbox")).toHaveValue("light");
  });
});

test("a query that is too long is said to be, not an error", async ({ page }) => {
  await page.goto(`/search?q=${"word%20".repeat(80)}`);
  await expect(page.getByRole("main").getByRole("alert")).toHaveText("Use at most 300 characters.");
});

test("what was found is browsed as the gallery is: it goes on as one scrolls, opens in front, and one comes back to it", async ({
  page,
}) => {
  await page.goto("/search?sort=new");
  await expect(page.getByRole("button", { name: "Compact rows" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  const items = page.locator("main a[data-post]");
  const before = await items.count();
  await page.mouse.wheel(0, 20_000);
  await expect.poll(() => items.count()).toBeGreaterThan(before);
  const ids = await items.evaluateAll((all) => all.map((item) => item.getAttribute("data-post")));
  expect(new Set(ids).size).toBe(ids.length);

  const later = ids[before + 2];
  await page.locator(`a[data-post="${later}"]`).click();
  const image = page.getByRole("dialog", { name: /^Image/ });
  await expect(image).toBeVisible();
  await expect(page).toHaveURL(`/images/${later}`);
  await page.keyboard.press("j");
  await expect(page).toHaveURL(`/images/${ids[before + 3]}`);
  // From an opened image one searches too, and comes back to it.
  await page.keyboard.press("/");
  const field = page.getByRole("dialog", { name: "Search" }).getByRole("searchbox");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(image).toBeVisible();
  await page.keyboard.press("k");
  await expect(page).toHaveURL(`/images/${later}`);

  // A page of its own, as after a reload, leads back to what was found.
  await page.reload();
  await expect(page.getByRole("link", { name: "Gallery", exact: true }).last()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/search?sort=new");
  await expect(page.locator(`a[data-post="${later}"]`)).toBeInViewport();
});
