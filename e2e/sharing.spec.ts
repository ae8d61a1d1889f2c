import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { createMember, createPost, database } from "./support/community";
import { hydrated } from "./support/page-laws";
import { expect, signInBrowser, test } from "./support/test";

test("a new post is in the feeds, the sitemap and an oEmbed answer, and has a preview", async ({
  request,
  baseURL,
}) => {
  const author = await createMember();
  const modelName = `feed-model-${Date.now()}`;
  const prompt = `Shared & "quoted" <b>${Date.now()}</b>`;
  const { id } = await createPost(baseURL as string, author, { prompt, modelName, optIn: false });
  const page = `${baseURL}/images/${id}`;
  const lists = [
    "/feeds/new.xml",
    `/feeds/by/${author.handle}.xml`,
    `/feeds/model/${modelName}.xml`,
    "/sitemaps/0.xml",
  ];
  for (const path of lists) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    expect(response.headers()["content-type"], path).toMatch(/^application\/(?:atom\+)?xml/);
    expect(await response.text(), path).toMatch(new RegExp(`/images/${id}<`));
  }
  const map = await (await request.get("/sitemaps/0.xml")).text();
  for (const path of [`/u/${author.handle}`, `/models/${modelName}`])
    for (const each of [path, `/ko${path}`]) expect(map).toContain(`<loc>${baseURL}${each}</loc>`);
  const address = `/api/v1/oembed?url=${encodeURIComponent(page)}`;
  const oembed = await request.get(`${address}&maxwidth=500px`);
  expect(oembed.status()).toBe(200);
  expect(await oembed.json()).toMatchObject({ version: "1.0", type: "photo", author_name: author.handle, width: 480 });
  // The picture's smallest file is 480 pixels wide.
  const small = await (await request.get(`${address}&maxwidth=100`)).json();
  expect(small).toMatchObject({ width: 100, height: 75 });
  expect(Object.keys(small).filter((name) => name.startsWith("thumbnail"))).toEqual([]);
  const xml = await request.get(`${address}&format=xml&maxwidth=-1&maxheight=`);
  expect([xml.status(), xml.headers()["content-type"]]).toEqual([200, "text/xml; charset=utf-8"]);
  expect(await xml.text()).toContain(`<author_name>${author.handle}</author_name>\n`);
  expect((await request.get(`${address}&format=yaml`)).status()).toBe(422);

  const html = await (await request.get(`/images/${id}`)).text();
  expect(html).toContain(`/previews/${id}.jpg`);
  expect(html).toContain("application/json+oembed");
  const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  expect(JSON.parse(json)).toMatchObject({ "@type": "ImageObject", description: prompt, creditText: author.handle });

  const preview = await request.get(`/previews/${id}.jpg`);
  const { format, width, height, exif, xmp, iptc } = await sharp(await preview.body()).metadata();
  expect({ format, width, height, exif, xmp, iptc }).toEqual({ format: "jpeg", width: 1200, height: 630 });
});

test("every feed and sitemap is well-formed to a browser", async ({ page }) => {
  await page.goto("/");
  const { rows } = await database().query<{ id: number }>("SELECT MIN(id) AS id FROM image_posts WHERE is_active");
  const image = encodeURIComponent(new URL(`/images/${rows[0]?.id}`, page.url()).href);
  const maps = ["/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/days.xml", "/sitemaps/0.xml"];
  for (const path of ["/feeds/new.xml", "/feeds/top.xml", ...maps, `/api/v1/oembed?url=${image}&format=xml`]) {
    const problem = await page.evaluate(async (address) => {
      const text = await (await fetch(address)).text();
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      return (
        parsed.querySelector("parsererror")?.textContent ??
        (parsed.documentElement.children.length > 1 ? null : "empty")
      );
    }, path);
    expect([path, problem]).toEqual([path, null]);
  }
});

test("every page that a sitemap names is there, past days among them", async ({ request }) => {
  const read = async (path: string) =>
    [...(await (await request.get(path)).text()).matchAll(/<loc>([^<]*)</g)].map(
      ([, url = ""]) => new URL(url).pathname,
    );
  const maps = await read("/sitemap.xml");
  expect(maps).toEqual(["/sitemaps/pages.xml", "/sitemaps/days.xml", "/sitemaps/0.xml"]);
  const { rows } = await database().query<{ path: string }>(
    "SELECT DISTINCT '/top/' || day AS path FROM board_day_entries ORDER BY path DESC",
  );
  const days = await read("/sitemaps/days.xml");
  // Other tests write days that lie before all others, behind the cache's back.
  const written = rows.flatMap(({ path }) => [path, `/ko${path}`]).slice(0, days.length);
  expect(days.length).toBeGreaterThan(2);
  expect(days).toEqual(written);
  const rest = (await Promise.all(maps.map(read))).flat();
  // Of each kind, and in each language.
  const kinds = ["u", "models", "images", "top"].flatMap((kind) => [`/${kind}/`, `/ko/${kind}/`]);
  for (const kind of kinds) {
    const paths = rest.filter((path) => path.startsWith(kind));
    expect([kind, paths.length]).not.toEqual([kind, 0]);
    for (const path of paths.slice(0, 4)) expect([path, (await request.get(path)).status()]).toEqual([path, 200]);
  }
});

test("what is no feed, sitemap or preview is 404", async ({ request }) => {
  for (const path of [
    "/feeds/old.xml",
    "/feeds/by/.xml",
    "/feeds/by/a%00b.xml",
    "/sitemaps/999999.xml",
    "/sitemaps/x.xml",
    "/previews/0.jpg",
    "/previews/1.png",
    "/previews/2147483647.jpg",
    "/embed/nothing",
    "/offline/xx",
  ])
    expect((await request.get(path)).status(), path).toBe(404);
});

test("the embedded Top 10 may stand in a frame anywhere, and nothing else of ours may", async ({
  request,
  page,
  expectAccessible,
}) => {
  for (const path of ["/embed/top", "/ko/embed/top"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    expect(response.headers()["x-frame-options"], path).toBeUndefined();
    expect(response.headers()["content-security-policy"], path).toContain("frame-ancestors *");
    expect(await response.text(), path).toMatch(/href="(?:\/ko)?\/images\/\d+"/);
  }
  for (const path of ["/top", "/embed/nothing", "/ko/embed/nothing", "/ko/embed/top/x"])
    expect((await request.get(path)).headers()["content-security-policy"], path).toContain("frame-ancestors 'none'");
  const top = await sharp(await (await request.get("/previews/top.jpg")).body()).metadata();
  expect([top.format, top.width, top.height]).toEqual(["jpeg", 1200, 630]);
  await page.goto("/embed/top");
  await expectAccessible();
});

/** Opens the gallery with the service worker in charge. */
async function installed(page: Page): Promise<void> {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
}

/** Noise, which no encoder makes small: about 200 KB. */
const photo = () =>
  sharp({
    create: {
      width: 256,
      height: 256,
      channels: 3,
      background: "#b3401c",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();

interface SharedImage {
  readonly name: string;
  readonly bytes: Buffer;
  readonly encoding?: string;
  readonly target?: string;
}

/** Sends an image to where the system sends what another app shares; a test has only forms to do it with. */
async function share(
  page: Page,
  { name, bytes, encoding = "multipart/form-data", target = "/share-target" }: SharedImage,
): Promise<void> {
  const sent = page.waitForEvent("framenavigated");
  await page.evaluate(
    ({ name, encoding, target, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const form = Object.assign(document.createElement("form"), { method: "post", action: target });
      form.enctype = encoding;
      const field = Object.assign(document.createElement("input"), { type: "file", name: "file" });
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type: "image/png" }));
      field.files = transfer.files;
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    { name, encoding, target, base64: bytes.toString("base64") },
  );
  await sent;
}

/** The same, when the upload that opens for it is still to come. */
async function shareAndStay(page: Page, { name, bytes }: SharedImage): Promise<void> {
  await page.evaluate(
    async ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const form = new FormData();
      form.set("file", new File([bytes], name, { type: "image/png" }));
      await fetch("/share-target", { method: "POST", body: form, redirect: "manual" });
    },
    { name, base64: bytes.toString("base64") },
  );
}

const doesImageWait = (page: Page) => page.evaluate(async () => Boolean(await caches.match("/shared-file")));

const missed = (page: Page) => page.getByText("The image you shared did not arrive here.");

test("installed as an app, it says when there is no network", async ({ page, context, allowConsole }) => {
  allowConsole(/Failed to load resource|net::ERR_INTERNET_DISCONNECTED/);
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  expect(manifest).toMatchObject({ lang: "en", dir: "ltr", categories: ["photo", "social", "entertainment"] });
  expect(manifest.description).toMatch(/^AI images/);
  for (const { src, sizes } of manifest.icons) {
    const { width } = await sharp(await (await page.request.get(src)).body()).metadata();
    expect(`${width}x${width}`).toBe(sizes);
  }
  expect((await page.request.get("/favicon.ico")).headers()["content-type"]).toMatch(/^image\//);
  await installed(page);
  await context.setOffline(true);
  await page.goto("/top");
  await expect(page.getByRole("heading")).toHaveText("You are offline");
  await page.goto("/ko/top");
  await expect(page.getByRole("heading")).toHaveText("인터넷에 연결되어 있지 않아요");
});

test("an image that another app shares is in the form that opens for it, and in no other", async ({
  page,
  context,
  member,
}) => {
  void member;
  await installed(page);
  await share(page, { name: "first.png", bytes: await photo() });
  await expect(page.getByAltText("Preview of first.png")).toBeVisible();
  await expect(page).toHaveURL(/\/upload$/);

  // The second one waits while the first form is worked on, and its own page is still to come.
  const other = await context.newPage();
  await other.goto("/");
  await other.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const form = new FormData();
      form.set("file", new File([bytes], "second.png", { type: "image/png" }));
      await fetch("/share-target", { method: "POST", body: form, redirect: "manual" });
    },
    (await photo()).toString("base64"),
  );
  await page.getByLabel("Prompt").fill("Every letter draws the form anew");
  await page.getByLabel("Model").fill("and so it would ask once more");
  await page.waitForTimeout(200);
  await expect(page.getByAltText("Preview of first.png")).toBeVisible();
  await other.goto("/upload?shared=1");
  await expect(other.getByAltText("Preview of second.png")).toBeVisible();
  // It is taken once.
  await page.goto("/upload?shared=1");
  await expect(missed(page)).toBeVisible();
});

test("while an image is being posted no other one takes its place", async ({ page, member }) => {
  void member;
  let answer = () => {};
  await page.route("**/api/v1/images", async (route) => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    await route.abort();
  });
  await page.goto("/upload");
  const paste = (name: string) =>
    page.evaluate((name) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(["x"], name, { type: "image/png" }));
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, name);
  await expect(async () => {
    await paste("first.png");
    await expect(page.getByText(/first\.png/)).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByLabel("Prompt").fill("One at a time");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await paste("second.png");
  await page.waitForTimeout(200);
  await expect(page.getByText(/first\.png/)).toBeVisible();
  await expect(page.getByText(/second\.png/)).toHaveCount(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  answer();
});

test("an image that was shared and cannot be taken over is asked for again", async ({
  page,
  browser,
  baseURL,
  member,
}) => {
  const bytes = await photo();
  expect(bytes.length).toBeGreaterThan(64 * 1024);
  await installed(page);
  // A form that holds no file, as far as the service worker can tell.
  await share(page, { name: "lost.png", bytes, encoding: "text/plain" });
  await expect(missed(page)).toBeVisible();
  await expect(page).toHaveURL(/\/upload$/);
  // The router knows that address: who goes on finds the way back.
  await page.getByRole("banner").getByRole("link", { name: "Podium" }).click();
  await expect(page.getByRole("heading", { name: "Gallery" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Post an image" })).toBeVisible();
  await expect(page).toHaveURL(/\/upload$/);

  for (const [locale, text] of [
    ["en-GB", "The image you shared did not arrive here."],
    ["ko-KR", "공유한 이미지를 받지 못했어요."],
  ] as const) {
    // The site's data was cleared: the app is still there, and its service worker is not yet.
    const context = await browser.newContext({ locale, serviceWorkers: "block" });
    await signInBrowser(context, baseURL as string, member);
    const cleared = await context.newPage();
    await cleared.goto(`${baseURL}/about/ranking`);
    await share(cleared, { name: "large.png", bytes });
    await expect(cleared.getByText(text)).toBeVisible();
    await context.close();
  }
});

test("what another site puts into an upload form is posted by nobody but the member", async ({ page, member }) => {
  const evil = createServer(({ url }, response) => {
    response.setHeader("Content-Type", "text/html");
    if (url === "/no-referrer") response.setHeader("Referrer-Policy", "no-referrer");
    response.end("<!doctype html><title>Another site</title>");
  });
  await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = evil.address() as AddressInfo;
    await installed(page);
    const target = new URL("/share-target", page.url()).href;
    await page.goto(`http://127.0.0.1:${port}/`);
    await share(page, { name: "open.png", bytes: await photo(), target });
    await expect(page.getByText("Choose an image")).toBeVisible();
    expect(await doesImageWait(page)).toBe(false);
    await page.goto(`http://127.0.0.1:${port}/no-referrer`);
    await share(page, { name: "covert.png", bytes: await photo(), target });
    await expect(page.getByAltText("Preview of covert.png")).toBeVisible();
    await page.waitForLoadState("networkidle");
    const { rows } = await database().query("SELECT 1 FROM image_posts WHERE user_id = $1", [member.id]);
    expect(rows).toEqual([]);
  } finally {
    evil.close();
  }
});

const ways: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "the account's menu": async (page) => {
    await page.goto("/top");
    await page.getByLabel(/^Account of/).click();
    await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  },
  "the page for it": async (page) => {
    await page.goto("/sign-out");
    await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
  },
  "its form before scripts are there": async (page) => {
    await page.goto("/ko/sign-out");
    const gone = page.waitForURL(/\/ko$/);
    await page.evaluate(() => document.querySelector<HTMLFormElement>("main form")?.submit());
    await gone;
  },
  "the settings, everywhere": async (page) => {
    await page.goto("/settings");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
  },
};
for (const [name, signOut] of Object.entries(ways))
  test(`an image that waits for its form is gone after signing out by ${name}`, async ({ page, member }) => {
    void member;
    await installed(page);
    await shareAndStay(page, { name: "mine.png", bytes: await photo() });
    expect(await doesImageWait(page)).toBe(true);
    await signOut(page);
    await expect(page.getByRole("banner").getByRole("link", { name: /^(?:Sign in|로그인)$/ })).toBeVisible();
    await expect.poll(() => doesImageWait(page)).toBe(false);
  });

test("the page that is kept for when one is offline is renewed once a day", async ({ page }) => {
  await installed(page);
  const keep = (hours: number) =>
    page.evaluate(async (hours) => {
      const headers = { "Content-Type": "text/html", Date: new Date(Date.now() - hours * 3_600_000).toUTCString() };
      const cache = await caches.open("offline-1");
      for (const path of ["/offline/en", "/offline/ko"])
        await cache.put(path, new Response("of last year", { headers }));
    }, hours);
  const kept = () =>
    page.evaluate(async () => {
      const pages = await Promise.all(["/offline/en", "/offline/ko"].map((path) => caches.match(path)));
      return (await Promise.all(pages.map((each) => each?.text()))).join();
    });
  await keep(23);
  await page.goto("/top");
  await page.waitForTimeout(500);
  expect(await kept()).toBe("of last year,of last year");
  await keep(25);
  await page.goto("/top");
  await expect.poll(kept).toMatch(/You are offline.*인터넷에 연결되어 있지 않아요/s);
});

test("an image is shared by the system where that works, and by its address where it does not", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { rows } = await database().query<{ id: number }>("SELECT MIN(id) AS id FROM image_posts WHERE is_active");
  const path = `/images/${rows[0]?.id}`;
  /** What the system does with what is shared: takes it, or refuses by an error of this name. Headless browsers have none. */
  const offer = (outcome: string | null) =>
    page.evaluate((outcome) => {
      const share = async (data: ShareData) => {
        document.documentElement.dataset.shared = String(data.url);
        if (outcome) throw new DOMException("refused", outcome);
      };
      Object.defineProperty(navigator, "share", { value: share, configurable: true });
    }, outcome);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const button = page.getByRole("main").getByRole("button", { name: "Share", exact: true });
  const said = page.getByRole("button", { name: "Link copied" });
  await page.goto(path);
  await hydrated(page, "main button");
  const address = new URL(path, page.url()).href;
  for (const outcome of [null, "AbortError"]) {
    await page.evaluate(() => navigator.clipboard.writeText("nothing"));
    await offer(outcome);
    await button.click();
    await expect(page.locator("html")).toHaveAttribute("data-shared", address);
    await expect(button).toBeVisible();
    expect([outcome, await copied()]).toEqual([outcome, "nothing"]);
  }
  await offer("NotAllowedError");
  await button.click();
  await expect(said).toBeVisible();
  expect(await copied()).toBe(address);

  await page.goto(path);
  await hydrated(page, "main button");
  await page.evaluate(() => navigator.clipboard.writeText("nothing"));
  await button.click();
  await expect(said).toBeVisible();
  expect(await copied()).toBe(address);
});

test("every board and every image has a preview, and what has nothing to show has the site's card", async ({
  request,
  baseURL,
}) => {
  const { rows } = await database().query<{ day: string; earlier: string }>(
    "SELECT MAX(day)::text AS day, (MIN(day) - 400)::text AS earlier FROM board_days",
  );
  const { day = "", earlier = "" } = rows[0] ?? {};
  // A day on which nothing happened, and a post from before there were variants.
  await database().query("INSERT INTO board_days (day, like_count, vote_count) VALUES ($1, 0, 0)", [earlier]);
  const { id } = await createPost(baseURL as string, await createMember(), { optIn: false });
  await database().query("UPDATE image_posts SET variant_widths = '{}' WHERE id = $1", [id]);
  const previews = new Map<string, Buffer>();
  for (const path of ["/top", "/top/week", "/top/month", "/top/all", `/top/${day}`, `/top/${earlier}`, `/images/${id}`])
    for (const each of [path, `/ko${path}`]) {
      const html = await (await request.get(each)).text();
      const [, url = ""] = /<meta property="og:image" content="([^"]*)"/.exec(html) ?? [];
      expect(html, each).toContain('name="twitter:card" content="summary_large_image"');
      const preview = await request.get(new URL(url).pathname);
      expect([each, preview.status()]).toEqual([each, 200]);
      const bytes = await preview.body();
      const { format, width, height } = await sharp(bytes).metadata();
      expect({ format, width, height }).toEqual({ format: "jpeg", width: 1200, height: 630 });
      previews.set(path, bytes);
    }
  const card = previews.get(`/top/${earlier}`);
  const without = [...previews].filter(([, bytes]) => card?.equals(bytes)).map(([path]) => path);
  expect(without).toEqual([`/top/${earlier}`, `/images/${id}`]);
  for (const name of ["top-day", "top-", "top-2001-01-01", "top-2026-02-30", "top-year", "xtop"])
    expect((await request.get(`/previews/${name}.jpg`)).status(), name).toBe(404);
});
