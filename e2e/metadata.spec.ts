import type { Page } from "@playwright/test";
import { avif, gif, jpeg, type Metadata, png, webp } from "../scripts/metadata-corpus/containers";
import { corpus } from "../scripts/metadata-corpus/corpus";
import { asciiTag, exif, iptc, tagNumbers, userComment, xmp } from "../scripts/metadata-corpus/exif";
import { asOwnPage, createMember, type Member } from "./support/community";
import { expect, test } from "./support/test";

const fileOf = (name: string) => {
  const found = corpus().find((each) => each.name === name);
  if (!found) throw new Error(`the corpus has no ${name}`);
  return { name, mimeType: `image/${name.split(".").at(-1)?.replace("jpg", "jpeg")}`, buffer: found.bytes };
};
const choose = (page: Page, name: string) => page.locator('input[type="file"]').setInputFiles(fileOf(name));

/** To the new post's page. The corpus has one picture: where another test has posted it before, the form says so first. */
async function arrive(page: Page): Promise<void> {
  const url = /\/images\/\d+$/;
  const onward = page.getByRole("link", { name: "Go to your image" });
  await Promise.race([page.waitForURL(url), onward.click().catch(() => {})]);
  await page.waitForURL(url);
}

test("choosing a file fills the form, the ticks choose what is published, and the page shows it", async ({
  page,
  member,
  expectAccessible,
}) => {
  void member;
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto("/upload");
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  const model = page.getByRole("combobox", { name: "Model" });

  await choose(page, "a1111-jpeg-utf16be.jpg");
  await expect(prompt).toHaveValue("해질녘의 등대, 유화, 따뜻한 빛");
  await expect(model).toHaveValue("한국화_v2");
  expect(sent.filter((url) => url.includes("/images"))).toEqual([]);

  // Another file takes the place of what the first one filled in, but not of what somebody wrote.
  await model.fill("my own name for it");
  await choose(page, "comfyui-png-flux.png");
  await expect(prompt).toHaveValue("a red fox");
  await expect(model).toHaveValue("my own name for it");
  const found = page.getByRole("group", { name: "Found in the file" });
  await expect(found.getByRole("checkbox")).toHaveCount(8);
  await found.getByRole("checkbox", { name: /^Steps/ }).uncheck();
  await expectAccessible();

  await page.getByRole("button", { name: "Post", exact: true }).click();
  await arrive(page);
  const settings = page.getByRole("region", { name: "Generation settings" });
  await expect(settings.getByRole("row", { name: /Seed 18446744073709551614/ })).toBeVisible();
  await expect(settings.getByRole("row", { name: /LoRAs foxes \(0.65\)/ })).toBeVisible();
  await expect(settings.getByRole("row", { name: /Steps/ })).toHaveCount(0);
  await expectAccessible();

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await settings.getByRole("button", { name: "Copy Seed" }).click();
  await expect.poll(copied).toBe("18446744073709551614");
  await settings.getByRole("button", { name: "Copy all" }).click();
  await expect
    .poll(copied)
    .toBe(
      "a red fox <lora:foxes:0.65>\nSampler: dpmpp_2m, CFG scale: 3.5, Seed: 18446744073709551614, Size: 1024x576, Model: my own name for it",
    );

  const downloading = page.waitForEvent("download");
  await settings.getByRole("link", { name: "Download the ComfyUI workflow" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toContain('"noise_seed": 18446744073709551614');
});

test("what cannot be read is said, and the image is posted all the same", async ({ page, member }) => {
  void member;
  await page.goto("/upload");
  const buffer = png({ texts: [{ key: "parameters", value: "a".repeat(2_000_000) }] });
  await page.locator('input[type="file"]').setInputFiles({ name: "long.png", mimeType: "image/png", buffer });
  await expect(page.getByText("One of its texts is too long.")).toBeVisible();
  await page.getByRole("textbox", { name: "Prompt" }).fill("words of my own");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await arrive(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the server fills in what the form leaves empty", async ({ page, member }) => {
    void member;
    await page.goto("/upload");
    await choose(page, "a1111-webp.webp");
    await expect(page.getByLabel("Show the settings found in the file")).toBeChecked();
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await expect(page).toHaveURL(/\/images\/\d+$/);
    await expect(page.getByText("해질녘의 등대, 유화, 따뜻한 빛").first()).toBeVisible();
    await expect(page.getByRole("row", { name: /Seed 42/ })).toBeVisible();
  });

  test("nothing of the file is published when its one tick is taken away", async ({ page, member }) => {
    void member;
    await page.goto("/upload");
    await choose(page, "a1111-webp.webp");
    await page.getByLabel("Show the settings found in the file").uncheck();
    await page.getByLabel("Prompt").fill("only this");
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await expect(page).toHaveURL(/\/images\/\d+$/);
    await expect(page.getByRole("region", { name: "Generation settings" })).toHaveCount(0);
  });
});

const secrets = ["Secretville", "Jane Hidden", "SN-98765", "maker-secret", "51.5007"];
const workflow = {
  "1": { class_type: "LoadImage", inputs: { image: "/home/Jane Hidden/a.png", author: "Jane Hidden" } },
};
const telling: Metadata = {
  exif: exif({
    main: [asciiTag(tagNumbers.artist, "Jane Hidden"), asciiTag(tagNumbers.make, "maker-secret")],
    comment: userComment("words\nSteps: 20, Sampler: Euler, Seed: 5", "utf16be"),
    place: "Secretville 51.5007",
    serial: "SN-98765",
    makerNote: "maker-secret",
  }),
  xmp: xmp({ elements: { "dc:creator": "Jane Hidden", "photoshop:City": "Secretville" } }),
  iptc: iptc({ 80: "Jane Hidden", 90: "Secretville" }),
  comment: "Jane Hidden, Secretville",
  texts: [
    { key: "Author", value: "Jane Hidden" },
    { key: "prompt", value: JSON.stringify(workflow) },
  ],
};

/** Which of the secrets stand in these bytes, in whatever encoding a file or a page has them. */
const told = (bytes: Buffer) =>
  secrets.filter((secret) =>
    [Buffer.from(secret), Buffer.from(secret, "utf16le"), Buffer.from(secret, "utf16le").swap16()].some((form) =>
      bytes.includes(form),
    ),
  );

async function postFile(
  baseURL: string,
  member: Member,
  file: Buffer,
): Promise<Record<string, unknown> & { id: number }> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file)]), "telling");
  form.set("prompt", "a picture that tells much");
  const response = await fetch(`${baseURL}/api/v1/images`, { method: "POST", body: form, headers: asOwnPage(member) });
  expect(response.status).toBe(201);
  return response.json();
}

const writers = Object.entries({ png, jpeg, webp, avif, gif });
for (const [format, write] of writers) {
  test(`places, names and serial numbers in a ${format} are in no byte that is served`, async ({ baseURL, page }) => {
    const file = write(telling);
    // The file itself tells; so would one of these bytes, if it were served as it came.
    expect(told(file)).not.toEqual([]);
    const author = await createMember();
    const created = await postFile(baseURL as string, author, file);
    const variants = created.variants as { avif: string; webp: string }[];
    const urls = [
      `/images/${created.id}`,
      `/ko/images/${created.id}`,
      `/api/v1/images/${created.id}`,
      `/api/v1/images/${created.id}/workflow`,
      "/api/v1/images?limit=5",
      `/api/v1/images/${created.id}/download`,
      `/api/v1/images/${created.id}/similar`,
      "/api/v1/images/random?limit=50",
      `/previews/${created.id}.jpg`,
      "/previews/top.jpg",
      `/feeds/by/${author.handle}.xml`,
      "/sitemaps/0.xml",
      "/embed/top",
      `/u/${author.handle}`,
      `/older/${(created.id + 1).toString(36).padStart(6, "0")}`,
      `/api/v1/oembed?url=${encodeURIComponent(`${baseURL}/images/${created.id}`)}`,
      "/feeds/new.xml",
      "/",
      ...variants.flatMap(({ avif, webp }) => [avif, webp]),
    ];
    expect(told(Buffer.from(JSON.stringify(created)))).toEqual([]);
    for (const url of urls) {
      const response = await page.request.get(url);
      // Only ComfyUI's file has a workflow.
      expect([url, response.status()]).toEqual([url, url.endsWith("/workflow") && format !== "png" ? 404 : 200]);
      expect([
        url,
        told(Buffer.concat([await response.body(), Buffer.from(JSON.stringify(response.headers()))])),
      ]).toEqual([url, []]);
    }
  });
}
