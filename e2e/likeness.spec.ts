import type { Page } from "@playwright/test";
import sharp from "sharp";
import { readMetadata } from "@/lib/metadata/read";
import { asOwnPage, createMember, createPost, type Member, pictureFile } from "./support/community";
import { expect, test } from "./support/test";

/** Posts these very bytes through the API. */
async function postFile(baseURL: string, member: Member, file: Buffer, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file)]), "picture");
  for (const [name, value] of Object.entries({ prompt: "discs on a gradient", ...fields })) form.set(name, value);
  const response = await fetch(`${baseURL}/api/v1/images`, { method: "POST", body: form, headers: asOwnPage(member) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { id: number } };
}

const choose = (page: Page, buffer: Buffer) =>
  page.locator('input[type="file"]').setInputFiles({ name: "picture.png", mimeType: "image/png", buffer });
const similar = (page: Page) => page.getByRole("region", { name: "Similar images" });

test("the description is suggested from the prompt, is the author's to change, and stands for the image everywhere", async ({
  page,
  member,
  baseURL,
  expectAccessible,
}) => {
  void member;
  await page.goto("/upload");
  await choose(page, await pictureFile());
  const prompt = page.getByRole("textbox", { name: "Prompt" });
  const description = page.getByRole("textbox", { name: "Description" });
  await prompt.fill("masterpiece, best quality, (paper moon:1.3) over a harbour");
  await expect(description).toHaveValue("paper moon over a harbour");
  await description.fill("A moon of folded paper above still boats");
  // What somebody wrote stays when the prompt changes.
  await prompt.fill("masterpiece, (paper moon:1.4) over a harbour");
  await expect(description).toHaveValue("A moon of folded paper above still boats");
  await expectAccessible();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await page.waitForURL(/\/images\/\d+$/);
  const id = Number(new URL(page.url()).pathname.split("/").at(-1));
  const text = "A moon of folded paper above still boats";
  await expect(page.locator("main img").first()).toHaveAttribute("alt", text);
  const read = async (path: string) => (await page.request.get(path)).text();
  expect(await read(`/images/${id}`)).toContain(`property="og:image:alt" content="${text}"`);
  expect(await read("/feeds/new.xml")).toContain(text);
  expect(JSON.parse(await read(`/api/v1/images/${id}`)).alt_text).toBe(text);
  const oembed = `/api/v1/oembed?url=${encodeURIComponent(`${baseURL}/images/${id}`)}`;
  expect(JSON.parse(await read(oembed)).title).toBe(text);
  await page.goto("/");
  await expect(page.getByRole("img", { name: text })).toBeVisible();

  // Emptied, it is the suggestion again.
  await page.goto(`/images/${id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Description" }).fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => JSON.parse(await read(`/api/v1/images/${id}`)).alt_text)
    .toBe("paper moon over a harbour");
});

test("a picture that is already here is pointed out after posting, and does not compete", async ({
  page,
  member,
  baseURL,
  expectAccessible,
  allowConsole,
}) => {
  void member;
  allowConsole(/409 \(Conflict\)/);
  const file = await pictureFile();
  const first = await postFile(baseURL as string, await createMember(), file, { is_tournament_opt_in: "true" });
  expect(first.body.near_duplicate).toBeNull();
  const recoded = await sharp(file).resize(500).jpeg({ quality: 70 }).toBuffer();
  await page.goto("/upload");
  await choose(page, recoded);
  await page.getByRole("textbox", { name: "Prompt" }).fill("the same discs again");
  await page.getByRole("checkbox", { name: "Let it compete" }).check();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("it cannot compete")).toBeVisible();
  const link = page.getByRole("link", { name: "See the other image" });
  await expect(link).toHaveAttribute("href", `/images/${first.body.id}`);
  await expectAccessible();

  await page.getByRole("checkbox", { name: "Let it compete" }).uncheck();
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Your image is posted.")).toBeVisible();
  await expect(link).toHaveAttribute("href", `/images/${first.body.id}`);
  await expectAccessible();
  await page.getByRole("link", { name: "Go to your image" }).click();
  await page.waitForURL(/\/images\/\d+$/);
  await expect(similar(page).getByText("Nearly the same")).toBeVisible();

  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Let it compete" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("it cannot compete")).toBeVisible();
  await expect(dialog.getByRole("link", { name: "See the other image" })).toHaveAttribute(
    "href",
    `/images/${first.body.id}`,
  );
});

test("ten uploads of one picture at the same moment leave one that competes", async ({ baseURL }) => {
  const [file, members] = [await pictureFile(), await Promise.all(Array.from({ length: 10 }, () => createMember()))];
  const answers = await Promise.all(
    members.map((each) => postFile(baseURL as string, each, file, { is_tournament_opt_in: "true" })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
});

test("similar images stand below an image, and what is hidden leaves them and its download at once", async ({
  page,
  baseURL,
}) => {
  const [author, moderator] = [await createMember(), await createMember("moderator")];
  const prompt = `quartz herons wading ${Math.random().toString(36).slice(2, 8)}`;
  const [one, two] = [
    await createPost(baseURL as string, author, { prompt }),
    await createPost(baseURL as string, author, { prompt: `${prompt}, 8k` }),
  ];
  await page.goto(`/images/${one.id}`);
  await expect(similar(page).getByRole("link").first()).toHaveAttribute("href", `/images/${two.id}`);
  const api = async () => {
    const { items } = await (await page.request.get(`/api/v1/images/${one.id}/similar`)).json();
    return (items as { id: number }[]).map(({ id }) => id);
  };
  expect(await api()).toContain(two.id);
  const full = two.imageUrl.replace(/\d+\.webp$/, "full.jpg");
  const download = `/api/v1/images/${two.id}/download`;
  expect((await page.request.get(download)).status()).toBe(200);
  // The full size has no address of its own, or its parameters would be missing from it.
  expect((await page.request.get(full)).status()).toBe(404);

  // The open page would ask for its neighbours again.
  await page.goto("about:blank");
  const hidden = await fetch(`${baseURL}/api/v1/moderation/images/${two.id}/hide`, {
    method: "POST",
    body: JSON.stringify({ reason: "for this test" }),
    headers: { ...asOwnPage(moderator), "Content-Type": "application/json" },
  });
  expect(hidden.status).toBe(200);
  expect(await (await page.request.get(`/images/${one.id}`)).text()).not.toContain(`/images/${two.id}"`);
  expect(await api()).not.toContain(two.id);
  expect((await page.request.get(download)).status()).toBe(404);
  expect((await page.request.get(`/api/v1/images/${two.id}/similar`)).status()).toBe(404);
});

test("the download has every pixel, a name one can find again, and the published parameters", async ({
  page,
  baseURL,
}) => {
  const file = await pictureFile({ width: 2300, height: 1400 });
  const { body } = await postFile(baseURL as string, await createMember(), file, {
    prompt: "해질녘의 등대, 유화",
    model_name: "Flux 1.1",
  });
  await page.goto(`/images/${body.id}`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download", exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`해질녘의-등대-유화-${body.id}.jpg`);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 2300, height: 1400, format: "jpeg" });
  expect(readMetadata(bytes)).toMatchObject({ prompt: "해질녘의 등대, 유화", model: "Flux 1.1", seed: null });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a picture that is already here is refused with a way to it, and marked below the new post", async ({
    page,
    member,
    baseURL,
  }) => {
    void member;
    const file = await pictureFile();
    const first = await postFile(baseURL as string, await createMember(), file);
    const fill = async (isCompeting: boolean) => {
      await choose(page, file);
      await page.getByLabel("Prompt").fill("the same discs again");
      await page.getByLabel("Let it compete").setChecked(isCompeting);
      await page.getByRole("button", { name: "Post", exact: true }).click();
    };
    await page.goto("/upload");
    await fill(true);
    await expect(page.getByRole("link", { name: "See the other image" })).toHaveAttribute(
      "href",
      `/images/${first.body.id}`,
    );
    await fill(false);
    await expect(page).toHaveURL(/\/images\/\d+$/);
    await expect(similar(page).getByText("Nearly the same")).toBeVisible();
  });
});
