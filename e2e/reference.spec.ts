import { describedApi } from "./support/api";
import { asOwnPage, createMember, createPost } from "./support/community";
import { expect, signInBrowser, test } from "./support/test";

test("the reference is reached from the footer and shows every call and every error, without JavaScript", async ({
  browser,
  baseURL,
}) => {
  const { operations } = await describedApi(baseURL as string);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL as string });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "API" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  for (const { method, path, operation } of operations) {
    const call = page.getByRole("region", { name: `${method} ${path}`, exact: true });
    await expect(call).toContainText(operation.summary.replaceAll("`", ""));
    await expect(call.getByRole("group", { name: "Example", exact: true })).toContainText("/api/v1");
  }
  await expect(page.locator("#error-MATCH_EXPIRED")).toBeVisible();
  await expect(page.getByText("That was too often. Try again in 1 second.", { exact: true })).toBeVisible();
  await context.close();
});

for (const [path, width, title, word] of [
  ["/docs/api", 1440, "API reference", "You already like this image."],
  ["/ko/docs/api", 390, "API 문서", "이미 좋아요를 누른 이미지예요."],
] as const) {
  test(`${path} at ${width} px is accessible, fits the screen and speaks its language`, async ({
    page,
    expectAccessible,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByText(word)).toBeAttached();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await expectAccessible();
  });
}

test("a report stands on the moderators' tab until one of them resolves it there", async ({
  page,
  context,
  baseURL,
  expectAccessible,
}) => {
  const url = baseURL as string;
  const [author, reporter, moderator] = await Promise.all([createMember(), createMember(), createMember("moderator")]);
  const { id } = await createPost(url, author);
  const reason = `Not theirs ${reporter.handle}`;
  const response = await fetch(`${url}/api/v1/reports`, {
    method: "POST",
    headers: { ...asOwnPage(reporter), "Content-Type": "application/json" },
    body: JSON.stringify({ image_id: id, reason }),
  });
  expect(response.status).toBe(201);
  await signInBrowser(context, url, moderator);
  await page.goto("/admin");
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: reason });
  await expect(row).toContainText(`Reported by ${reporter.handle}`);
  await expect(row.getByRole("link", { name: `Post #${id}` })).toBeVisible();
  await expectAccessible();
  await row.locator("summary").click();
  await row.getByRole("textbox").fill("Looked at it");
  await row.getByRole("button", { name: "Mark as resolved" }).click();
  await expect(page.getByText(/Report #\d+ is resolved\./)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.getByRole("link", { name: "Resolved", exact: true }).click();
  await expect(row).toContainText(`Resolved by ${moderator.handle}`);
  await page.goto(`/admin/audit?target=post:${id}`);
  await expect(page.getByText(`resolved a report about post #${id}`)).toBeVisible();
  await page.goto("/ko/admin/reports?state=resolved");
  await expect(row).toContainText("처리함");
  await expectAccessible();
});
