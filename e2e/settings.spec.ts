import { createMember, createPost } from "./support/community";
import { expect, test } from "./support/test";

test("a member makes a token, which is shown once, uses it and revokes it", async ({
  page,
  member,
  baseURL,
  expectAccessible,
}) => {
  const { id } = await createPost(baseURL as string, await createMember(), { optIn: false });
  await page.goto("/");
  await page.getByLabel(`Account of ${member.handle}`).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("You have no access tokens yet.")).toBeVisible();
  await page.getByLabel("Name").fill("night bot");
  await page.getByLabel("It may").selectOption({ label: "Read and write" });
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByLabel("Your new token").inputValue();
  await expect(page.getByRole("list", { name: "Your access tokens" })).toContainText("night bot");
  await expect(page.getByText("Not used yet")).toBeVisible();
  await expectAccessible();

  const like = (method: string) =>
    fetch(`${baseURL}/api/v1/images/${id}/like`, { method, headers: { Authorization: `Bearer ${secret}` } });
  expect((await like("POST")).status).toBe(201);
  await page.reload();
  await expect(page.getByLabel("Your new token")).toHaveCount(0);
  await expect(page.getByText("Last used")).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("button", { name: "Revoke night bot" }).click();
  await expect(page.getByText("You have no access tokens yet.")).toBeVisible();
  expect((await like("DELETE")).status).toBe(401);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a member makes a token and revokes it, in Korean too", async ({ page, member, baseURL }) => {
    await page.goto("/ko/settings");
    await page.getByRole("button", { name: "토큰 만들기" }).click();
    await expect(page.getByText("입력해 주세요.")).toBeVisible();
    await page.getByLabel("이름").fill("야간 봇");
    await page.getByRole("button", { name: "토큰 만들기" }).click();
    const secret = await page.getByLabel("새 토큰").inputValue();
    const state = () => fetch(`${baseURL}/api/v1/me/state`, { headers: { Authorization: `Bearer ${secret}` } });
    expect(await (await state()).json()).toMatchObject({ viewer: { id: member.id } });
    await page.getByRole("button", { name: "야간 봇 폐기하기" }).click();
    await expect(page.getByText("아직 만든 액세스 토큰이 없어요.")).toBeVisible();
    expect((await state()).status).toBe(401);
  });
});

test("the key that tokens are checked with is where programs look for it", async ({ request }) => {
  const { keys } = await (await request.get("/.well-known/jwks.json")).json();
  expect(keys).toMatchObject([{ kty: "RSA", alg: "RS256", use: "sig" }]);
  expect(Object.keys(keys[0])).not.toContain("d");
});
