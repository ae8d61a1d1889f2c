import type { Page } from "@playwright/test";
import sharp from "sharp";
import { localePath } from "@/lib/i18n/paths";
import { routing } from "@/lib/i18n/routing";
import { encodeCursor } from "@/lib/posts/paging";
import { unzip } from "@/lib/testing/unzip";
import { containers, jpeg, type Metadata, png } from "../scripts/metadata-corpus/containers";
import { corpus } from "../scripts/metadata-corpus/corpus";
import { asciiTag, exif, iptc, tagNumbers, userComment, xmp } from "../scripts/metadata-corpus/exif";
import { type Ask, askEach, pageAddresses, routeAddresses } from "./support/addresses";
import { asOwnPage, type Member, pictureFile, uniqueHandle } from "./support/community";
import { createSubject, type Subject } from "./support/subject";
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

test("an author takes back what was published, and finds the ticks as they were after a refusal", async ({
  page,
  member,
  expectAccessible,
}) => {
  void member;
  await page.goto("/upload");
  await choose(page, "comfyui-png-flux.png");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await arrive(page);
  const settings = page.getByRole("region", { name: "Generation settings" });
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Edit this post" });
  const published = dialog.getByRole("group", { name: "Shown with the image" });
  const tick = (name: RegExp) => published.getByRole("checkbox", { name });
  await tick(/^Seed/).uncheck();
  await tick(/^Workflow/).uncheck();
  await expectAccessible();
  const prompt = dialog.getByRole("textbox", { name: "Prompt" });
  await prompt.fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(prompt).toHaveAttribute("aria-invalid", "true");
  await expect(tick(/^Seed/)).not.toBeChecked();
  await expect(tick(/^Steps/)).toBeChecked();
  // Who cancels has taken nothing back: a later edit of something else must not delete it. The words stay.
  await prompt.fill("a red fox, unfinished");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(tick(/^Seed/)).toBeChecked();
  await expect(prompt).toHaveValue("a red fox, unfinished");
  await tick(/^Seed/).uncheck();
  await tick(/^Workflow/).uncheck();
  await prompt.fill("a red fox, edited");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(settings.getByRole("row", { name: /^Steps/ })).toBeVisible();
  await expect(settings.getByRole("row", { name: /^Seed/ })).toHaveCount(0);
  await expect(settings.getByRole("link", { name: "Download the ComfyUI workflow" })).toHaveCount(0);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(tick(/^Steps/)).toBeChecked();
  await expect(tick(/^Seed/)).toHaveCount(0);
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

/** What tells about somebody, by where it stands in a file; each found by words of its own. */
const secrets = {
  gps: "Secretville-51.5007",
  makerNote: "maker-secret",
  serial: "SN-98765",
  artist: "Jane-of-the-EXIF",
  xmp: "Jane-of-the-XMP",
  iptc: "Jane-of-the-IPTC",
  comment: "Jane-of-the-comment",
  text: "Jane-of-the-text",
  workflow: "Jane-of-the-graph",
} as const;
type Kind = keyof typeof secrets;

const inExif = ["gps", "makerNote", "serial", "artist"] as const;
/** All that each container has a place for. */
const carried: Readonly<Record<keyof typeof containers, readonly Kind[]>> = {
  jpeg: [...inExif, "xmp", "iptc", "comment"],
  png: [...inExif, "xmp", "text", "workflow"],
  webp: [...inExif, "xmp"],
  avif: [...inExif, "xmp"],
  gif: ["xmp", "comment"],
};
const workflow = {
  "1": { class_type: "LoadImage", inputs: { image: `/home/${secrets.workflow}/a.png`, author: secrets.workflow } },
};
const telling: Metadata = {
  exif: exif({
    main: [asciiTag(tagNumbers.artist, secrets.artist)],
    comment: userComment("words\nSteps: 20, Sampler: Euler, Seed: 5", "utf16be"),
    place: secrets.gps,
    serial: secrets.serial,
    makerNote: secrets.makerNote,
  }),
  xmp: xmp({ elements: { "dc:creator": secrets.xmp, "photoshop:City": secrets.xmp } }),
  iptc: iptc({ 80: secrets.iptc, 90: secrets.iptc }),
  comment: secrets.comment,
  texts: [
    { key: "Author", value: secrets.text },
    { key: "prompt", value: JSON.stringify(workflow) },
  ],
};

/** Which of the secrets stand in these bytes, in whatever encoding a file or a page has them. */
const told = (bytes: Buffer): Kind[] =>
  (Object.keys(secrets) as Kind[]).filter((kind) => {
    const wide = Buffer.from(secrets[kind], "utf16le");
    return [Buffer.from(secrets[kind]), wide, Buffer.from(wide).swap16()].some((form) => bytes.includes(form));
  });

/** What another reader than ours finds in a file, and where. */
async function readElsewhere(file: Buffer): Promise<Kind[]> {
  const {
    exif = Buffer.alloc(0),
    xmp = Buffer.alloc(0),
    iptc = Buffer.alloc(0),
    comments,
  } = await sharp(file).metadata();
  const found = (bytes: Buffer, kinds: readonly Kind[]) => told(bytes).filter((kind) => kinds.includes(kind));
  return [
    ...found(exif, inExif),
    ...found(xmp, ["xmp"]),
    ...found(iptc, ["iptc"]),
    ...found(Buffer.from(JSON.stringify(comments ?? [])), ["text", "workflow"]),
  ];
}

/** A picture that no other test has, so that it may compete, with all that a PNG can tell in it. */
async function tellingPicture(): Promise<Buffer> {
  const [picture, bare, full] = [await pictureFile(), png({}), png(telling)];
  const afterHeader = 33;
  const described = full.subarray(afterHeader, afterHeader + full.length - bare.length);
  return Buffer.concat([picture.subarray(0, afterHeader), described, picture.subarray(afterHeader)]);
}

const filesOf = (variants: readonly { avif: string; webp: string }[]) =>
  variants.flatMap(({ avif, webp }) => [avif, webp]);

/** Posts a file by the same author and with the same model, and looks for it wherever the first one is looked for. */
async function postBeside(subject: Subject, file: Buffer): Promise<Subject> {
  const marker = uniqueHandle("telling");
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file)]), "telling");
  form.set("prompt", marker);
  form.set("model_name", subject.modelName);
  const answer = await fetch(`${subject.origin}/api/v1/images`, {
    ...{ method: "POST", body: form, headers: asOwnPage(subject.author) },
  });
  const text = await answer.text();
  expect([answer.status, told(Buffer.from(text))]).toEqual([201, []]);
  const { id, image_url, variants } = JSON.parse(text);
  return {
    ...{ ...subject, id, marker, storageKey: /[0-9a-f]{32}/.exec(image_url)?.[0] as string },
    ...{
      cursor: encodeCursor(id + 1),
      variants: filesOf(variants),
    },
  };
}

/** The addresses of a member's picture, made from a file that tells. */
async function faceOf({ origin, author }: Subject): Promise<string[]> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(jpeg(telling))]), "me.jpg");
  const headers = asOwnPage(author);
  const answer = await fetch(`${origin}/api/v1/me/avatar`, { method: "PUT", body: form, headers });
  expect(answer.status).toBe(200);
  const { avatar } = await answer.json();
  return filesOf(avatar);
}

interface Asked extends Ask {
  readonly isPayload?: boolean;
}
const nameOf = ({ method = "GET", path, isPayload }: Asked) => `${method} ${path}${isPayload ? ", payload" : ""}`;

/** Every page in each language, as a document and as what the router fetches of it, and every route; writes come last. */
function addressesOf(subject: Subject): Asked[] {
  const pages = Object.values(pageAddresses)
    .flatMap((asks) => asks(subject))
    .flatMap((ask) => routing.locales.map((locale) => ({ ...ask, path: localePath(ask.path, locale) })))
    .flatMap((ask) => [ask, { ...ask, isPayload: true }]);
  const routes = Object.values(routeAddresses).flatMap((asks) => asks(subject));
  return [...pages, ...routes].sort((one, other) => Number(Boolean(one.method)) - Number(Boolean(other.method)));
}

async function ask(origin: string, { path, method, as, body, isPayload }: Asked) {
  const answer = await fetch(`${origin}${path}`, {
    ...(method && { method }),
    headers: {
      ...asOwnPage(as),
      ...(isPayload && { RSC: "1" }),
      ...(body && { "Content-Type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, bytes, headers: Buffer.from(JSON.stringify([...answer.headers])) };
}

const exportOf = (origin: string, as: Member) => ask(origin, { path: "/api/v1/me/export", sight: "list", as });

test("places, names, serial numbers and makers' notes, put into every container wherever it has room, are in no byte that is served", async ({
  baseURL,
}) => {
  test.setTimeout(240_000);
  const url = baseURL as string;
  // What a file would tell if it were served as it came: all of it, where anybody's reader finds it.
  for (const [format, kinds] of Object.entries(carried)) {
    const file = containers[format as keyof typeof containers](telling);
    expect([format, told(file)]).toEqual([format, expect.arrayContaining([...kinds])]);
    expect([format, told(file).length]).toEqual([format, kinds.length]);
    if (format !== "gif")
      expect([format, await readElsewhere(file)]).toEqual([format, kinds.filter((kind) => kind !== "comment")]);
  }
  const picture = await tellingPicture();
  expect(told(picture)).toHaveLength(carried.png.length);

  const contender = await createSubject(url, { makeFile: async () => picture });
  const subjects = [contender];
  for (const write of Object.values(containers)) subjects.push(await postBeside(contender, write(telling)));
  const face = await faceOf(contender);
  const asked = new Map<string, Asked>();
  for (const subject of subjects)
    for (const each of addressesOf(subject)) asked.set(`${nameOf(each)} ${each.as?.id}`, each);
  for (const path of face) asked.set(path, { path, sight: "own" });
  expect(asked.size).toBeGreaterThan(300);

  const seen = new Map(subjects.map(({ id }) => [id, 0]));
  // Only ComfyUI's files have a workflow, and a write has its own laws.
  const isOwn = ({ path, sight, as }: Asked) => sight === "own" && !as && !path.endsWith("/workflow");
  const faults = await askEach([...asked.values()], async (each) => {
    const { status, bytes, headers } = await ask(url, each);
    for (const { id, storageKey } of subjects)
      if (bytes.includes(storageKey) || bytes.includes(`/images/${id}"`)) seen.set(id, (seen.get(id) ?? 0) + 1);
    const tells = told(Buffer.concat([bytes, headers]));
    if (tells.length > 0) return `${nameOf(each)} tells ${tells.join(", ")}`;
    if (status >= 500 || (isOwn(each) && status !== 200)) return `${nameOf(each)} answers ${status}`;
    return null;
  });
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
  // They were where one looked.
  for (const [id, times] of seen) expect([id, times > 20]).toEqual([id, true]);

  const { status, bytes } = await exportOf(url, contender.author);
  expect(status).toBe(200);
  const files = unzip(bytes);
  for (const { id } of subjects) expect([...files.keys()]).toContainEqual(expect.stringMatching(`^images/${id}\\.`));
  for (const [name, content] of files) expect([name, told(content)]).toEqual([name, []]);
});
