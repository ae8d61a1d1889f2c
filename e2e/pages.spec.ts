import { compileHint } from "../scripts/lib/build-files.mjs";
import { asOwnPage, createMember, createPost, database } from "./support/community";
import { expect, test } from "./support/test";

/** The ids that the gallery's own HTML links to. */
const linkedIds = (html: string) =>
  [...html.matchAll(/href="(?:\/ko)?\/images\/(\d+)"/g)].map((match) => Number(match[1]));

test("the gallery, the Top 10 and an image carry their images and prompts in the HTML itself", async ({ request }) => {
  const gallery = await (await request.get("/")).text();
  const [id] = linkedIds(gallery);
  expect(id).toBeDefined();
  expect(gallery).toMatch(/\/media\/[0-9a-f]{32}\/\d+\.avif/);

  const { rows } = await database().query<{ prompt: string }>("SELECT prompt FROM image_posts WHERE id = $1", [id]);
  const image = await request.get(`/images/${id}`);
  expect(image.status()).toBe(200);
  const escaped = String(rows[0]?.prompt).replaceAll("&", "&amp;").replaceAll("'", "&#x27;").replaceAll('"', "&quot;");
  expect(await image.text()).toContain(escaped);

  for (const path of ["/top", "/ko/top", "/vote"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    expect(await response.text(), path).toMatch(/\/media\/[0-9a-f]{32}\/\d+\.(avif|webp)/);
  }
  expect(await (await request.get("/ko/top")).text()).toContain('<html lang="ko"');
});

test("letters come after the page and its images, those of other scripts last, in both languages", async ({
  page,
  request,
}) => {
  const sheets = async (path: string) => {
    const response = await request.get(path);
    const html = await response.text();
    // Neither before the page nor in its head: nothing waits for letters, what stands in is as wide.
    expect(response.headers().link ?? "").not.toContain("font");
    expect(html).not.toMatch(/<link[^>]+as="font"/);
    const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href = ""]) => href);
    expect(links.length).toBeGreaterThan(0);
    return (await Promise.all(links.map(async (href) => (await request.get(href)).text()))).join("");
  };
  for (const path of ["/", "/ko"]) {
    const faces = (await sheets(path)).match(/@font-face\s*\{[^}]*\}/g) ?? [];
    expect(faces.filter((face) => !face.includes("local("))).toHaveLength(1);
    await page.goto(path);
    const listed = () =>
      page.evaluate(() => [...document.fonts].filter(({ family }) => /^"?Pretendard Variable"?$/.test(family)).length);
    await expect.poll(listed).toBeGreaterThan(80);
  }
  // The Korean page is drawn with them, but for the commonest syllables, which the Latin file has.
  const isDrawn = () => page.evaluate(() => document.fonts.check('16px "Pretendard Variable"', "갤"));
  await expect.poll(isDrawn).toBe(true);
});

test("a connection that rests is kept longer than proxies keep theirs, a minute as a rule", async ({ request }) => {
  const { "keep-alive": kept = "" } = (await request.get("/")).headers();
  expect(Number(/timeout=(\d+)/.exec(kept)?.[1])).toBeGreaterThan(60);
});

test("an unknown and a malformed image id are each a real 404", async ({ request }) => {
  for (const path of [
    "/images/2147483647",
    "/images/99999999999",
    "/images/abc",
    "/images/-1",
    "/images/1e3",
    "/images/%00",
    "/images/1%2F2",
    "/nowhere",
    "/ko/nowhere/at/all",
  ]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(404);
  }
});

test("public pages come from the cache, for signed-in and signed-out people alike", async ({ request }) => {
  const member = await createMember();
  const [id] = linkedIds(await (await request.get("/")).text());
  for (const path of ["/", "/ko", "/top", "/ko/top", `/images/${id}`]) {
    await request.get(path);
    for (const headers of [{}, { Cookie: member.cookie }] as Record<string, string>[]) {
      await expect
        .poll(async () => (await request.get(path, { headers })).headers()["x-nextjs-cache"], { message: path })
        .toMatch(/^(HIT|STALE)$/);
    }
  }
});

test("every answer carries the security headers", async ({ request }) => {
  for (const path of ["/", "/vote", "/api/v1/me/state", "/nowhere"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["strict-transport-security"], path).toContain("max-age");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("what travels is brotli where it is read, gzip where not, and scripts are kept for ever", async ({ request }) => {
  const scripts = /\/_next\/static\/chunks\/[^"]+\.js/.exec(await (await request.get("/")).text()) ?? [];
  const encodingOf = async (path: string, accepted: string) =>
    (await request.get(path, { headers: { "Accept-Encoding": accepted } })).headers();
  for (const path of ["/", "/vote", "/api/v1/images", ...scripts]) {
    expect((await encodingOf(path, "gzip, deflate, br"))["content-encoding"], path).toBe("br");
    expect((await encodingOf(path, "gzip"))["content-encoding"], path).toBe("gzip");
  }
  const headers = await encodingOf(scripts[0] as string, "br");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("React, which holds a first page up longest, is compiled as it arrives", async ({ request }) => {
  const html = await (await request.get("/")).text();
  const paths = new Set([...html.matchAll(/\/_next\/static\/chunks\/[^"\\]+\.js/g)].map(([path]) => path));
  const scripts = await Promise.all([...paths].map(async (path) => (await request.get(path)).text()));
  const react = scripts.filter((script) => script.includes("https://react.dev/errors/"));
  expect(react).not.toEqual([]);
  for (const script of react) expect(script.slice(0, compileHint.length)).toBe(compileHint);
});

test("a write that a foreign page sends with our cookie changes nothing", async ({ request, baseURL }) => {
  const author = await createMember();
  const fan = await createMember();
  const post = await createPost(baseURL as string, author);
  for (const headers of [
    { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
    { "Sec-Fetch-Site": "same-site", Origin: "http://evil.localhost" },
    { Origin: "https://evil.example" },
    { Origin: "null" },
    {},
  ] as Record<string, string>[]) {
    const response = await request.post(`/api/v1/images/${post.id}/like`, {
      headers: { ...headers, Cookie: fan.cookie },
    });
    expect(response.status(), JSON.stringify(headers)).toBe(403);
  }
  const { rows } = await database().query("SELECT 1 FROM image_likes WHERE user_id = $1", [fan.id]);
  expect(rows).toEqual([]);
});

test("a new post, a like and a vote reach the cached pages", async ({ request, baseURL }) => {
  const author = await createMember();
  const fan = await createMember();
  const prompt = `A page that must be fresh ${Date.now()}`;
  await request.get("/");
  const { id } = await createPost(baseURL as string, author, { prompt, optIn: false });
  expect(linkedIds(await (await request.get("/")).text())).toContain(id);

  const like = await request.post(`/api/v1/images/${id}/like`, {
    headers: { "Sec-Fetch-Site": "same-origin", Cookie: fan.cookie },
  });
  expect(like.status()).toBe(201);
  // Enough fresh likes to enter the Top 10 whatever the others did; then one more through the door marks the page.
  await database().query(
    "INSERT INTO image_likes (user_id, image_post_id) SELECT n, $1 FROM generate_series(2000000000, 2000000400) AS n",
    [id],
  );
  await expect
    .poll(async () => (await (await request.get("/top")).text()).includes(`/images/${id}"`), { timeout: 10_000 })
    .toBe(true);
});

test("what has died stays dead when something new happens to it", async ({ baseURL }) => {
  const url = baseURL as string;
  const { id } = await createPost(url, await createMember(), { optIn: false });
  const like = async () => {
    const fan = await createMember();
    await fetch(`${url}/api/v1/images/${id}/like`, { method: "POST", headers: asOwnPage(fan) });
  };
  const shownLikes = async () => {
    const html = await (await fetch(`${url}/images/${id}`)).text();
    return Number(/aria-label="[^"]*?(\d+|no) likes?[^"]*"/.exec(html)?.[1]?.replace("no", "0"));
  };
  // A new post's pages are worn for two seconds; after that one of them may grow old.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await shownLikes()).toBe(0);
  await like();
  // Nobody looks until the page is dead. The next like must not bring it back as merely stale.
  await new Promise((resolve) => setTimeout(resolve, 6_500));
  await like();
  expect(await shownLikes()).toBeGreaterThanOrEqual(1);
});

test("a form of megabytes is refused before it is read, wherever it is sent", async ({ baseURL }) => {
  const body = new FormData();
  body.set("handle", "x".repeat(1_000_000));
  for (const path of ["/sign-in", "/ko/sign-up", "/", "/api/auth/callback/credentials", "/api/auth/signout"]) {
    const response = await fetch(`${baseURL}${path}`, { method: "POST", body });
    expect(response.status, path).toBe(413);
  }
});

test("a broken session cookie is no session, not an error", async ({ request }) => {
  const response = await request.get("/api/v1/me/state", { headers: { Cookie: "next-auth.session-token=%" } });
  expect(response.status()).toBe(200);
  expect(((await response.json()) as { viewer: unknown }).viewer).toBeNull();
});

test("a page that is out of date is answered before it is drawn anew: what its reader fetches next does not wait for that", async ({
  request,
}) => {
  // Looked at again after five seconds, and by nobody but this test.
  const path = `/u/nobody-${Date.now()}`;
  /** How Next answers, past what the server repeats, and without being asked to put off anything. */
  const states = async (headers = {}) => (await request.get(path, { headers })).headers()["x-nextjs-cache"];
  let elapsed = Number.POSITIVE_INFINITY;
  let state: string | undefined;
  // On a machine that stood still in between, the page may have been drawn in its time: such a round says nothing.
  while (elapsed > 900) {
    await expect.poll(() => states(), { timeout: 20_000 }).toBe("STALE");
    const answeredAt = Date.now();
    // Had the drawing begun with the answer, it would be done.
    await new Promise((resolve) => setTimeout(resolve, 500));
    state = await states({ "If-Modified-Since": new Date(0).toUTCString() });
    elapsed = Date.now() - answeredAt;
  }
  expect(state).toBe("STALE");
});

test("for who wants no motion a change of theme is there at once, however deep a word stands", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await page.goto("/top");
  // Not even for a moment: what one inherits from would hand its own moment on, level after level.
  const [atOnce, later] = await page.evaluate(async () => {
    const colour = () => getComputedStyle(document.querySelector("header a span") as Element).color;
    document.documentElement.dataset.theme = "dark";
    const first = colour();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [first, colour()];
  });
  expect(atOnce).toBe(later);
});

test.describe("far from Greenwich", () => {
  test.use({ timezoneId: "Asia/Seoul", viewport: { width: 900, height: 900 } });

  test("moments are on the reader's own clock: the same HTML says UTC to everyone, by name", async ({
    page,
    request,
    baseURL,
  }) => {
    const [, image] = /href="(\/images\/\d+)"/.exec(await (await request.get("/leaderboard")).text()) ?? [];
    for (const [path, utc, options] of [
      ["/top", /^\d\d:\d\d UTC$/, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }],
      [`${image}`, /^\d{4}-\d\d-\d\d UTC$/, { year: "numeric", month: "short", day: "numeric" }],
    ] as const) {
      const html = await (await request.get(path)).text();
      const [, at = "", said = ""] = /<time dateTime="([^"]+)">([^<]* UTC)<\/time>/.exec(html) ?? [];
      expect(said, path).toMatch(utc);
      await page.goto(`${baseURL}${path}`);
      // A board is drawn anew meanwhile, at another moment.
      const time = page.locator(path === "/top" ? "main time" : `main time[datetime="${at}"]`).first();
      await expect(time).not.toHaveText(/UTC/);
      const moment = new Date((await time.getAttribute("datetime")) ?? "");
      const local = new Intl.DateTimeFormat("en", { ...options, timeZone: "Asia/Seoul" }).format(moment);
      await expect(time).toHaveText(local);
    }
  });
});
