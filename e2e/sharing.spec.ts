import sharp from "sharp";
import { createMember, createPost } from "./support/community";
import { expect, test } from "./support/test";

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
  const oembed = await request.get(`/api/v1/oembed?url=${encodeURIComponent(page)}&maxwidth=500`);
  expect(oembed.status()).toBe(200);
  expect(await oembed.json()).toMatchObject({ version: "1.0", type: "photo", author_name: author.handle, width: 480 });

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
  for (const path of ["/feeds/new.xml", "/feeds/top.xml", "/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/0.xml"]) {
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

test("installed as an app, it says when there is no network, and takes an image that another app shares", async ({
  page,
  context,
  member,
  allowConsole,
}) => {
  void member;
  allowConsole(/Failed to load resource|net::ERR_INTERNET_DISCONNECTED/);
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  for (const { src, sizes } of manifest.icons) {
    const { width } = await sharp(await (await page.request.get(src)).body()).metadata();
    expect(`${width}x${width}`).toBe(sizes);
  }
  expect((await page.request.get("/favicon.ico")).headers()["content-type"]).toMatch(/^image\//);
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  await context.setOffline(true);
  await page.goto("/top");
  await expect(page.getByRole("heading")).toHaveText("You are offline");
  await page.goto("/ko/top");
  await expect(page.getByRole("heading")).toHaveText("인터넷에 연결되어 있지 않아요");
  await context.setOffline(false);

  await page.goto("/");
  const shared = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#b3401c" } })
    .png()
    .toBuffer();
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const form = Object.assign(document.createElement("form"), {
      method: "post",
      action: "/share-target",
      enctype: "multipart/form-data",
    });
    const field = Object.assign(document.createElement("input"), { type: "file", name: "file" });
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "shared.png", { type: "image/png" }));
    field.files = transfer.files;
    form.append(field);
    document.body.append(form);
    form.submit();
  }, shared.toString("base64"));
  await page.waitForURL(/\/upload\?shared=1/);
  await expect(page.locator("form img[src^='blob:']")).toBeVisible();
});
