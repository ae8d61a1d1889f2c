import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { unzip } from "@/lib/testing/unzip";
import { asOwnPage, createMember, createPost, database, type Member, pictureFile } from "./support/community";
import { expect, test } from "./support/test";

const status = async (url: string, headers: Record<string, string> = {}) =>
  (await fetch(url, { headers, redirect: "manual" })).status;
const text = async (url: string) => (await fetch(url)).text();
const isSignedIn = async (baseURL: string | undefined, cookie: string) =>
  (await (await fetch(`${baseURL}/api/v1/me/state`, { headers: { Cookie: cookie } })).json()).viewer !== null;

async function sessionOf(context: { cookies(): Promise<{ name: string; value: string }[]> }): Promise<string> {
  const cookie = (await context.cookies()).find(({ name }) => name === "next-auth.session-token");
  return `next-auth.session-token=${cookie?.value}`;
}

const avatarForm = async () => {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(await pictureFile())]), "me.png");
  return form;
};

/** Uploads an avatar as a program would. Answers where it is served. */
async function uploadAvatar(baseURL: string | undefined, member: Member): Promise<string[]> {
  const answer = await fetch(`${baseURL}/api/v1/me/avatar`, {
    method: "PUT",
    body: await avatarForm(),
    headers: asOwnPage(member),
  });
  expect(answer.status).toBe(200);
  const { avatar } = (await answer.json()) as { avatar: { avif: string; webp: string }[] };
  return avatar.flatMap(({ avif, webp }) => [avif, webp]);
}

test("a member says who they are; what is refused stays typed, and the page that everybody has in cache shows it at once", async ({
  page,
  member,
  baseURL,
  expectAccessible,
}) => {
  const profile = `${baseURL}/u/${member.handle}`;
  expect(await text(profile)).not.toContain("Lighthouses");
  await page.goto("/settings");
  await expectAccessible();
  await page.getByLabel("About you").fill("Lighthouses, mostly.\nAnd fog.");
  await page.getByLabel("Links").fill("mira.example/work\njavascript:alert(1)");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Up to 5 addresses")).toBeVisible();
  await expect(page.getByLabel("About you")).toHaveValue("Lighthouses, mostly.\nAnd fog.");
  await expect(page.getByLabel("Links")).toHaveValue("mira.example/work\njavascript:alert(1)");
  await page.getByLabel("Links").fill("mira.example/work");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();

  const html = await text(profile);
  expect(html).toContain("Lighthouses, mostly.");
  expect(html).toMatch(/<a href="https:\/\/mira\.example\/work" rel="nofollow ugc me noopener"/);
  expect(JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "")).toMatchObject({
    "@type": "ProfilePage",
    mainEntity: { name: member.handle, sameAs: ["https://mira.example/work"] },
  });
  expect(await (await fetch(`${baseURL}/api/v1/users/${member.handle.toUpperCase()}`)).json()).toMatchObject({
    ...{ id: member.id, bio: "Lighthouses, mostly.\nAnd fog.", links: ["https://mira.example/work"] },
    ...{ avatar: [], image_count: 0, likes_received: 0, best_rated: null, best_day: null },
  });
  await page.goto(profile);
  await expectAccessible();
});

test("an uploaded face is in the header, on one's page and beside one's images, and gone with one click, its bytes too", async ({
  page,
  member,
  baseURL,
}) => {
  const { id } = await createPost(baseURL as string, member, { optIn: false });
  const pages = [`${baseURL}/u/${member.handle}`, `${baseURL}/images/${id}`];
  for (const url of pages) expect(await text(url)).toContain(member.handle);
  await page.goto("/settings");
  await page
    .getByLabel("Picture")
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await pictureFile() });
  await page.getByRole("button", { name: "Upload picture" }).click();
  const remove = page.getByRole("button", { name: "Remove picture" });
  await expect(remove).toBeVisible();
  const face = page.locator("header summary img");
  await expect(face).toBeVisible();
  const { avatar } = await (await fetch(`${baseURL}/api/v1/users/${member.handle}`)).json();
  for (const url of pages) expect([url, (await text(url)).includes(avatar[0].avif)]).toEqual([url, true]);
  for (const { avif, webp } of avatar) for (const url of [avif, webp]) expect(await status(baseURL + url)).toBe(200);

  await remove.click();
  await expect(remove).toHaveCount(0);
  await expect(face).toHaveCount(0);
  for (const url of pages) expect([url, (await text(url)).includes("/96.avif")]).toEqual([url, false]);
  for (const { avif, webp } of avatar) for (const url of [avif, webp]) expect(await status(baseURL + url)).toBe(404);

  await page
    .getByLabel("Picture")
    .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") });
  await page.getByRole("button", { name: "Upload picture" }).click();
  await expect(page.getByText("This is not an image we can read.")).toBeVisible();
});

test("an account that is deactivated is gone from its page, its answers and its face's addresses at once, and comes back whole", async ({
  baseURL,
}) => {
  const [member, moderator] = [await createMember(), await createMember("moderator")];
  const { id } = await createPost(baseURL as string, member, { optIn: false });
  const bytes = await uploadAvatar(baseURL, member);
  const addresses = [
    `/u/${member.handle}`,
    `/ko/u/${member.handle}`,
    `/u/${member.handle}/best/all`,
    `/feeds/by/${member.handle}.xml`,
    `/api/v1/users/${member.handle}`,
    ...bytes,
  ];
  const all = (code: number) => addresses.map((path) => [path, code]);
  const found = () => Promise.all(addresses.map(async (path) => [path, await status(baseURL + path)]));
  expect(await found()).toEqual(all(200));
  expect(await text(`${baseURL}/images/${id}`)).toContain("/96.avif");
  const act = (what: string) =>
    fetch(`${baseURL}/api/v1/moderation/members/${member.id}/${what}`, {
      method: "POST",
      headers: { ...asOwnPage(moderator), "Content-Type": "application/json" },
      body: JSON.stringify({ reason: "spam" }),
    });
  await act("deactivate");
  expect(await found()).toEqual(all(404));
  expect(await text(`${baseURL}/images/${id}`)).not.toContain("/96.avif");
  await act("reactivate");
  expect(await found()).toEqual(all(200));
});

test("whom the shell keeps out has no page from the next request on, and whom it lets in has one", async ({
  baseURL,
}) => {
  const member = await createMember();
  await createPost(baseURL as string, member, { optIn: false });
  const profile = `${baseURL}/u/${member.handle}`;
  const admin = (...words: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...words]);
  const cached = async () => (await fetch(profile)).headers.get("x-nextjs-cache");
  await expect.poll(cached).toBe("HIT");
  await admin("deactivate", member.handle, "--reason", "for a test");
  expect(await status(profile)).toBe(404);
  expect(await isSignedIn(baseURL, member.cookie)).toBe(false);
  await admin("activate", member.handle);
  expect(await status(profile)).toBe(200);
});

test("a new password keeps this browser in and ends every other session", async ({
  page,
  context,
  member,
  baseURL,
}) => {
  await page.goto("/settings");
  const submit = page.getByRole("button", { name: "Change password" });
  await page.getByLabel("Present password").fill("not this one");
  await page.getByLabel("New password").fill("a whole new password");
  await submit.click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  expect(await isSignedIn(baseURL, member.cookie)).toBe(true);

  await page.getByLabel("Present password").fill(member.password);
  await page.getByLabel("New password").fill("short");
  await submit.click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await page.getByLabel("Present password").fill(member.password);
  await page.getByLabel("New password").fill("a whole new password");
  await submit.click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  expect(await isSignedIn(baseURL, member.cookie)).toBe(false);
  expect(await isSignedIn(baseURL, await sessionOf(context))).toBe(true);
  await page.reload();
  await expect(page.getByLabel("About you")).toBeVisible();
  const signIn = (password: string) =>
    fetch(`${baseURL}/api/v1/auth/token`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: member.handle, password }),
    });
  expect((await signIn(member.password)).status).toBe(401);
  expect((await signIn("a whole new password")).status).toBe(200);
});

test("signing out everywhere ends every session, and access tokens only when one says so", async ({
  page,
  context,
  member,
  baseURL,
}) => {
  const hash = "0".repeat(64 - String(member.id).length) + member.id;
  await database().query(
    "INSERT INTO personal_access_tokens (user_id, name, token_hash, scope) VALUES ($1, 'bot', $2, 'read')",
    [member.id, hash],
  );
  const tokens = async () =>
    (await database().query("SELECT 1 FROM personal_access_tokens WHERE user_id = $1", [member.id])).rowCount;
  await page.goto("/settings");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await isSignedIn(baseURL, member.cookie)).toBe(false);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("next-auth.session-token");
  expect(await tokens()).toBe(1);

  await page.getByLabel("Username or email").fill(member.handle);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(member.password);
  await page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}/`);
  await page.goto("/settings");
  await page.getByLabel("End all access tokens too").check();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect(await tokens()).toBe(0);
});

test("everything of one's own is one click away, as an archive with one's images in it", async ({
  page,
  member,
  baseURL,
}) => {
  const { id } = await createPost(baseURL as string, member, { prompt: "mine alone", optIn: false });
  await page.goto("/ko/settings");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "파일로 받기" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`podium-${member.handle}.zip`);
  const files = unzip(await readFile(await download.path()));
  expect(files.get("README.txt")?.toString()).toContain(`@${member.handle} 님 데이터`);
  expect(JSON.parse(files.get("posts.json")?.toString() ?? "")).toMatchObject([{ id, prompt: "mine alone" }]);
  expect(files.get(`images/${id}.jpg`)?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
});

/** Everywhere that a member and an image of theirs can be met. */
async function traces(baseURL: string, member: Member, id: number, prompt: string) {
  const image = (await (await fetch(`${baseURL}/api/v1/images/${id}`)).json()) as {
    variants: { avif: string; webp: string }[];
  };
  const gone = [
    `/images/${id}`,
    `/ko/images/${id}`,
    `/u/${member.handle}`,
    `/u/${member.handle}/best/all`,
    `/u/${member.handle}/tournament`,
    `/ko/u/${member.handle}`,
    `/feeds/by/${member.handle}.xml`,
    `/previews/${id}.jpg`,
    `/api/v1/images/${id}`,
    `/api/v1/users/${member.handle}`,
    `/api/v1/oembed?url=${encodeURIComponent(`${baseURL}/images/${id}`)}`,
    ...image.variants.flatMap(({ avif, webp }) => [avif, webp]),
  ];
  const silent = [
    ...["/", "/ko", "/rising", "/best/week", "/best/all", "/top", "/top/week", "/leaderboard", "/top/hall-of-fame"],
    ...["/feeds/new.xml", "/feeds/top.xml", "/embed/top", "/sitemap.xml", "/sitemaps/0.xml"],
    ...["/api/v1/images?limit=100", "/api/v1/images/top-24h", "/api/v1/tournaments/rankings?limit=50"],
  ];
  return {
    ask: () => Promise.all(gone.map(async (path) => [path, await status(baseURL + path)])),
    all: (code: number) => gone.map((path) => [path, code]),
    /** The lists that speak of it. */
    told: async () => {
      const answers = await Promise.all(silent.map(async (path) => [path, await text(baseURL + path)] as const));
      const isTold = (answer: string) =>
        [prompt, member.handle, `/images/${id}"`].some((word) => answer.includes(word));
      return answers.filter(([, answer]) => isTold(answer)).map(([path]) => path);
    },
  };
}

test("an account goes with everything in it: every page, answer and byte of it is gone in the same moment, caches warm", async ({
  page,
  member,
  baseURL,
}) => {
  const prompt = `nobody else says ${member.handle}`;
  const { id } = await createPost(baseURL as string, member, { prompt });
  const fan = await createMember();
  await fetch(`${baseURL}/api/v1/images/${id}/like`, { method: "POST", headers: asOwnPage(fan) });
  const { rows } = await database().query<{ id: number }>(
    "SELECT id FROM image_posts WHERE is_active AND id <> $1 LIMIT 1",
    [id],
  );
  const bytes = await uploadAvatar(baseURL, member);
  const where = await traces(baseURL as string, member, id, prompt);
  // Every cache is warm: asked twice, once to make it and once from it.
  for (let time = 0; time < 2; time += 1) {
    expect(await where.ask()).toEqual(where.all(200));
    expect((await where.told()).length).toBeGreaterThan(4);
    for (const url of bytes) expect(await status(baseURL + url)).toBe(200);
  }

  await page.goto("/settings");
  await expect(page.getByText("1 image, with their files")).toBeVisible();
  await page.getByText("Delete my account…").click();
  await page.getByLabel("Your password").fill("not this one");
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  expect(await status(`${baseURL}/images/${id}`)).toBe(200);
  await page.getByLabel("Your password").fill(member.password);
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expect(page.getByRole("heading", { name: "Your account is gone" })).toBeVisible();

  // The files go while the answer is on its way.
  await expect.poll(() => where.ask()).toEqual(where.all(404));
  expect(await where.told()).toEqual([]);
  for (const url of bytes) await expect.poll(() => status(baseURL + url)).toBe(404);
  expect(await isSignedIn(baseURL, member.cookie)).toBe(false);
  expect((await database().query("SELECT 1 FROM users WHERE id = $1", [member.id])).rowCount).toBe(0);
  expect(await status(`${baseURL}/images/${rows[0]?.id}`)).toBe(200);
});

test("a profile's images can be sorted and filtered, each way at an address of its own", async ({ page, baseURL }) => {
  const author = await createMember();
  const model = `model ${author.handle}`;
  const shown = await createPost(baseURL as string, author, { modelName: model, optIn: false });
  const competing = await createPost(baseURL as string, author, { modelName: "gradient", optIn: true });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`/u/${author.handle}`);
  const images = page.getByRole("list", { name: /^Images/ }).getByRole("link");
  await expect(images).toHaveCount(2);
  const filters = page.getByRole("navigation", { name: "Which images" });
  await filters.getByRole("link", { name: "In the tournament" }).click();
  await expect(page).toHaveURL(`${baseURL}/u/${author.handle}/tournament`);
  await expect(images).toHaveCount(1);
  await expect(images).toHaveAttribute("href", `/images/${competing.id}`);
  await filters.getByRole("link", { name: model }).click();
  await expect(images).toHaveAttribute("href", `/images/${shown.id}`);
  await page.getByRole("link", { name: "Best ever" }).click();
  await expect(page).toHaveURL(new RegExp(`/u/${author.handle}/model/[^/]+/best/all$`));
  await expect(images).toHaveCount(1);
  // Nothing of it was liked today: the page says so, and keeps the filters.
  await page.getByRole("link", { name: "Rising" }).click();
  await expect(page).toHaveURL(new RegExp(`/u/${author.handle}/model/[^/]+/rising$`));
  await expect(filters.getByRole("link", { name: model })).toHaveAttribute("aria-current", "page");
  expect(await status(page.url())).toBe(200);
  expect(await status(`${baseURL}/u/${author.handle}/model/nothing-of-it/rising`)).toBe(404);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expect(await status(`${baseURL}/u/${author.handle}/model/nothing-of-it`)).toBe(404);
  expect(await status(`${baseURL}/u/${author.handle}/nonsense`)).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a member edits the profile, changes face and password, and deletes the account, in Korean", async ({
    page,
    member,
    baseURL,
  }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto("/ko/settings");
    await page.getByLabel("소개").fill("등대를 그려요.");
    await page.getByLabel("링크").fill("nothing at all");
    await page.getByRole("button", { name: "프로필 저장하기" }).click();
    await expect(page.getByText("주소를 5개까지")).toBeVisible();
    await expect(page.getByLabel("소개")).toHaveValue("등대를 그려요.");
    await page.getByLabel("링크").fill("");
    await page.getByRole("button", { name: "프로필 저장하기" }).click();
    await expect(page.getByText("프로필을 저장했어요.")).toBeVisible();
    await page
      .getByLabel("프로필 사진")
      .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await pictureFile() });
    await page.getByRole("button", { name: "사진 올리기" }).click();
    await expect(page.getByRole("button", { name: "사진 지우기" })).toBeVisible();
    await page.getByLabel("지금 비밀번호").fill(member.password);
    await page.getByLabel("새 비밀번호").fill("완전히 새로운 비밀번호");
    await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
    await expect(page.getByText("비밀번호를 바꿨어요.")).toBeVisible();
    expect(await isSignedIn(baseURL, member.cookie)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.getByText("계정 삭제하기…").click();
    await page.getByLabel("비밀번호", { exact: true }).fill("완전히 새로운 비밀번호");
    await page.getByRole("button", { name: "계정 완전히 삭제하기" }).click();
    await expect(page.getByRole("heading", { name: "계정을 삭제했어요" })).toBeVisible();
    expect(await status(`${baseURL}/u/${member.handle}`)).toBe(404);
  });
});
