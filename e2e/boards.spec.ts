import { asOwnPage, createMember, database } from "./support/community";
import { expect, test } from "./support/test";

async function lastDay(): Promise<string> {
  const find = async () =>
    (await database().query<{ day: string | null }>("SELECT MAX(day)::text AS day FROM board_days")).rows[0]?.day ??
    null;
  // The thread that rates writes the days that have ended, soon after the start.
  await expect.poll(find, { timeout: 30_000 }).not.toBeNull();
  return (await find()) as string;
}

async function aModel(): Promise<string> {
  const { rows } = await database().query<{ name: string }>(
    "SELECT model_name AS name FROM image_posts WHERE is_active AND model_name ~ '^[A-Za-z-]+$' ORDER BY id LIMIT 1",
  );
  return rows[0]?.name as string;
}

async function aRatedImage(): Promise<number> {
  await expect
    .poll(async () => (await database().query("SELECT 1 FROM image_ratings LIMIT 1")).rowCount, { timeout: 30_000 })
    .toBe(1);
  const { rows } = await database().query<{ id: number }>(
    "SELECT image_id AS id FROM image_ratings JOIN image_posts p ON p.id = image_id AND p.is_active ORDER BY matches DESC LIMIT 1",
  );
  return rows[0]?.id as number;
}

test("every board is a page of the cache, in both languages, with its images and its charts in the HTML itself", async ({
  request,
}) => {
  const day = await lastDay();
  const image = await aRatedImage();
  const paths = ["/top", "/top/week", "/top/month", "/top/all", `/top/${day}`, "/top/hall-of-fame", "/leaderboard"];
  for (const path of [...paths, "/models", "/u/lumen", "/about/ranking", `/images/${image}`]) {
    for (const each of [path, `/ko${path}`]) {
      const response = await request.get(each);
      expect(response.status(), each).toBe(200);
      const html = await response.text();
      if (path !== "/about/ranking") expect(html, each).toMatch(/<svg[^>]*>.*<\/svg>/s);
      if (path !== "/about/ranking" && path !== "/models") expect(html, each).toMatch(/\/media\/[0-9a-f]{32}\//);
      await expect
        .poll(async () => (await request.get(each)).headers()["x-nextjs-cache"], { message: each })
        .toMatch(/^(HIT|STALE)$/);
    }
  }
});

test("an unknown, a future and a malformed day, page, model and handle are each a real 404", async ({ request }) => {
  const day = await lastDay();
  const model = await aModel();
  const gone = await createMember();
  await database().query("UPDATE users SET is_active = false WHERE id = $1", [gone.id]);
  const today = new Date().toISOString().slice(0, 10);
  expect(day < today).toBe(true);
  for (const path of [
    `/top/${today}`,
    "/top/2999-01-01",
    "/top/2001-01-01",
    "/top/2026-02-30",
    "/top/2026-2-3",
    "/top/day",
    "/top/year",
    "/top/%00",
    "/top/week/2",
    "/ko/top/2999-01-01",
    "/leaderboard/0",
    "/leaderboard/1",
    "/leaderboard/150",
    "/leaderboard/x",
    "/leaderboard/model",
    "/leaderboard/model/nobody-uses-this",
    `/leaderboard/model/${model}/1`,
    "/models/x",
    "/u/nobody-of-this-name",
    "/u/%00",
    `/u/${gone.handle}`,
    `/ko/u/${gone.handle}`,
    "/about/nothing",
  ]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(404);
  }
  expect((await request.get(`/leaderboard/model/${model}`)).status()).toBe(200);
});

test("a deactivated member's page is gone at once, and back with the member", async ({ request }) => {
  const moderator = await createMember("moderator");
  const member = await createMember();
  const act = (verb: string) =>
    request.post(`/api/v1/moderation/members/${member.id}/${verb}`, {
      headers: asOwnPage(moderator),
      data: { reason: "a test" },
    });
  expect((await request.get(`/u/${member.handle}`)).status()).toBe(200);
  expect((await request.get(`/u/${member.handle.toUpperCase()}`)).status()).toBe(200);
  expect((await act("deactivate")).status()).toBe(200);
  expect((await request.get(`/u/${member.handle}`)).status()).toBe(404);
  expect((await act("reactivate")).status()).toBe(200);
  expect((await request.get(`/u/${member.handle}`)).status()).toBe(200);
});

test("a board that is old when it comes is asked for once: an answer as old as it is no reason to ask again", async ({
  page,
}) => {
  // An hour on, every answer is old.
  await page.clock.setFixedTime(Date.now() + 3_600_000);
  let asked = 0;
  page.on("request", (request) => {
    const { rsc, "next-router-prefetch": prefetch } = request.headers();
    if (rsc && !prefetch && new URL(request.url()).pathname === "/top") asked += 1;
  });
  // Pages that one may go to next are fetched seconds after all else.
  const later = page.waitForRequest((request) => request.headers()["next-router-prefetch"] !== undefined);
  await page.goto("/top");
  await later;
  expect(asked).toBe(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("charts are drawn, and their numbers are in tables", async ({ page }) => {
    await page.goto("/leaderboard");
    const table = page.getByRole("table", { name: "Images by rating" });
    await expect(table.getByRole("columnheader", { name: "Rating" })).toBeVisible();
    const rows = table.getByRole("row");
    expect(await rows.count()).toBeGreaterThan(10);
    await expect(rows.nth(1).locator("svg circle")).toBeVisible();

    await page.goto("/models");
    await expect(page.getByRole("table", { name: "Models by strength" })).toBeVisible();
    const matrix = page.getByRole("table", { name: "Share of matches won, row against column" });
    expect(await matrix.getByRole("row").count()).toBeGreaterThan(2);
    await expect(matrix.getByText(/\d % of \d+ match|\d% of \d+ match/).first()).toBeAttached();
    await expect(page.getByRole("heading", { name: "Who beats whom" })).toBeVisible();

    await page.goto(`/images/${await aRatedImage()}`);
    const history = page.getByRole("table", { name: "The rating over time" });
    expect(await history.getByRole("row").count()).toBeGreaterThan(1);
    await expect(page.getByText(/An average image would have won \d+%/)).toBeVisible();

    await page.goto(`/top/${await lastDay()}`);
    await page.getByRole("navigation", { name: "Other days" }).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/top\/\d{4}-\d{2}-\d{2}$/);
    await page.goto("/about/ranking");
    await page.getByText("The formulas").click();
    await expect(page.getByText("rating = 1000 + (400 / ln 10) · θ")).toBeVisible();
  });
});
