import { createMember, createPost, database } from "./support/community";
import { expect, signInBrowser, test } from "./support/test";
import { alwaysLeft } from "./support/voters";

test.describe.configure({ mode: "serial" });

test("a moderator sees why a voter is marked, what would change, puts the votes aside and gives them back, and both are on record", async ({
  page,
  context,
  baseURL,
  expectAccessible,
}) => {
  const voter = await alwaysLeft(baseURL as string);
  const moderator = await createMember("moderator");
  await signInBrowser(context, baseURL as string, moderator);
  const isMarked = async () => {
    const { rows } = await database().query("SELECT is_marked FROM voter_inspections WHERE voter_id = $1", [voter.id]);
    return rows[0]?.is_marked;
  };
  await expect.poll(isMarked, { timeout: 90_000 }).toBe(true);

  await test.step("the evidence", async () => {
    await page.goto("/admin/integrity");
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: voter.handle }) });
    await expect(row).toContainText("Chose the left image in 80 of 80 votes. Over the limit");
    await expectAccessible();
    await row.getByRole("link", { name: `What would change: ${voter.handle}` }).click();
  });

  const done = page.getByRole("status").filter({ hasText: `#${voter.id}` });
  const quarantined = async () =>
    (await database().query("SELECT 1 FROM voter_quarantines WHERE voter_id = $1", [voter.id])).rowCount;

  await test.step("the difference, before anything is done", async () => {
    await expect(page.getByRole("heading", { name: voter.handle })).toBeVisible();
    // Both boards are fitted after the page is there.
    await expect(page.getByText(/^80 votes are at stake/)).toBeVisible({ timeout: 60_000 });
    expect(await quarantined()).toBe(0);
    await expectAccessible();
  });

  await test.step("the votes are put aside", async () => {
    await page.getByLabel(`Put the votes of ${voter.handle} aside`).click();
    await page.getByRole("textbox", { name: "Reason" }).fill("left, eighty times");
    await page.getByRole("button", { name: "Put votes aside" }).click();
    await expect(done).toContainText("no longer count");
    expect(await quarantined()).toBe(1);
    await expect(page.getByText("Votes put aside").first()).toBeVisible();
  });

  await test.step("and given back", async () => {
    await page.goto(`/admin/integrity/${voter.id}`);
    await page.getByLabel(`Give the votes of ${voter.handle} back`).click();
    await page.getByRole("button", { name: "Give votes back" }).click();
    await expect(done).toContainText("count again");
    expect(await quarantined()).toBe(0);
  });

  await test.step("both are on record, with who and why", async () => {
    await page.goto("/admin/audit");
    const line = (text: string) =>
      page.getByRole("listitem").filter({ hasText: text }).filter({ hasText: moderator.handle });
    await expect(line(`put the votes of ${voter.handle} aside`)).toContainText("left, eighty times");
    await expect(line(`gave the votes of ${voter.handle} back`)).toBeVisible();
    await expectAccessible();
  });
});

test("a member reports somebody else's image, once, and a moderator reads the words; nobody else is offered it", async ({
  page,
  member,
  context,
  baseURL,
  expectAccessible,
  allowConsole,
}) => {
  // The browser's own lines about the empty report and the second one.
  allowConsole(/status of 4(?:09|22)/);
  const url = baseURL as string;
  const author = await createMember();
  const { id } = await createPost(url, author, { optIn: false });
  const own = await createPost(url, member, { optIn: false });
  const opener = page.getByText("Report this image");
  const reason = page.getByRole("textbox", { name: "What is wrong with this image?" });
  const send = page.getByRole("button", { name: "Send report" });

  await page.goto(`/images/${own.id}`);
  await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(opener).toHaveCount(0);

  await page.goto(`/images/${id}`);
  await expect(page.getByRole("link", { name: `@${author.handle}` })).toHaveAttribute("href", `/u/${author.handle}`);
  await opener.click();
  await send.click();
  await expect(reason).toHaveAttribute("aria-invalid", "true");
  await reason.fill("It shows my neighbour.");
  await expectAccessible();
  await send.click();
  await expect(page.getByText("Thank you. A moderator will look at this image.")).toBeVisible();

  await page.reload();
  await opener.click();
  await reason.fill("It still does.");
  await send.click();
  await expect(page.getByText("You have already reported this image.")).toBeVisible();

  await context.clearCookies();
  await page.goto(`/images/${id}`);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(opener).toHaveCount(0);

  await signInBrowser(context, url, await createMember("moderator"));
  await page.goto("/admin/reports");
  await expect(page.getByText("It shows my neighbour.")).toBeVisible();
  await expect(page.getByText("It still does.")).toHaveCount(0);
});
