import type { Page } from "@playwright/test";
import koVotes from "../messages/ko/my-votes.json" with { type: "json" };
import koVoting from "../messages/ko/voting.json" with { type: "json" };
import { asOwnPage, database, type Member } from "./support/community";
import { hydrated } from "./support/page-laws";
import { pairButton, shownPair } from "./support/pair";
import { expect, test } from "./support/test";

const left = (page: Page) => page.getByRole("button", { name: "Choose left image" });
const undoButton = (page: Page) => page.getByRole("button", { name: "Undo my vote" });

async function votesOf({ id }: Member) {
  const { rows } = await database().query<{ winner_image_id: number; winner_side: string }>(
    "SELECT * FROM tournament_votes WHERE voter_id = $1 ORDER BY id",
    [id],
  );
  return rows;
}

async function outcomesOf({ id }: Member) {
  const { rows } = await database().query<{ outcome: string }>(
    "SELECT outcome FROM match_outcomes WHERE voter_id = $1 ORDER BY id",
    [id],
  );
  return rows.map(({ outcome }) => outcome);
}

test("a vote is taken back by key and by button; the very pair is there again and can be judged anew", async ({
  page,
  member,
  expectAccessible,
}) => {
  await page.goto("/vote");
  await expect(left(page)).toBeVisible();
  await hydrated(page, pairButton);
  const pair = await shownPair(page);
  const heading = await page.getByRole("heading", { level: 1 }).boundingBox();

  await page.keyboard.press("ArrowLeft");
  await expect.poll(async () => (await votesOf(member)).length).toBe(1);
  await expect(undoButton(page)).toBeVisible();
  expect(await page.getByRole("heading", { level: 1 }).boundingBox()).toEqual(heading);
  await expectAccessible();
  await page.keyboard.press("z");
  await expect.poll(() => shownPair(page)).toEqual(pair);
  expect(await votesOf(member)).toEqual([]);
  await expect(page.getByRole("status").filter({ hasText: "Your vote was taken back." })).toBeAttached();
  await expect(undoButton(page)).toHaveCount(0);

  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await votesOf(member)).map((vote) => vote.winner_side)).toEqual(["right"]);
  await undoButton(page).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => shownPair(page)).toEqual(pair);
  expect(await votesOf(member)).toEqual([]);
  await left(page).click();
  await expect.poll(async () => (await votesOf(member)).map((vote) => vote.winner_side)).toEqual(["left"]);
});

test("the images that were judged are told apart by what stands for them, on a phone too", async ({
  page,
  member,
  baseURL,
}) => {
  const drawn = await fetch(`${baseURL}/api/v1/tournaments/match`, { headers: asOwnPage(member) });
  const match = (await drawn.json()) as { match_id: string; images: { id: number }[] };
  const ids = match.images.map(({ id }) => id);
  const { rows: before } = await database().query<{ id: number; alt_text: string | null }>(
    "SELECT id, alt_text FROM image_posts WHERE id = ANY($1)",
    [ids],
  );
  const set = (id: number, alt: string | null) =>
    database().query("UPDATE image_posts SET alt_text = $2 WHERE id = $1", [id, alt]);
  await Promise.all(ids.map((id, side) => set(id, `What its author says of ${side === 0 ? "the left" : "the right"}`)));
  try {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/vote?match=${match.match_id}`);
    await hydrated(page, pairButton);
    expect(await shownPair(page)).toEqual(ids.map(String));
    await page.keyboard.press("ArrowLeft");
    const judged = page.getByRole("region", { name: "The images you judged" });
    await expect(judged.getByRole("img")).toHaveCount(2);
    const { rows } = await database().query<{ prompt: string }>("SELECT prompt FROM image_posts WHERE id = $1", [
      ids[0],
    ]);
    const snapshot = await judged.ariaSnapshot();
    expect(snapshot).toContain('img "What its author says of the left"');
    expect(snapshot).toContain('img "What its author says of the right"');
    expect(snapshot).toContain(rows[0]?.prompt.slice(0, 20));
  } finally {
    for (const { id, alt_text } of before) await set(id, alt_text);
  }
});

test("the undo goes when its ten seconds are over", async ({ page, member }) => {
  await page.goto("/vote");
  await left(page).click();
  await expect(undoButton(page)).toBeVisible();
  await expect(undoButton(page)).toHaveCount(0, { timeout: 15_000 });
  await page.keyboard.press("z");
  expect(await votesOf(member)).toHaveLength(1);
});

test("while no pair is there nothing can be said of one, and when none is left the page does not ask", async ({
  page,
  member,
  allowConsole,
}) => {
  allowConsole(/status of 404/);
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route("**/api/v1/tournaments/match?**", async (route) => {
    await gate;
    await route.fulfill({ status: 404, json: { error_code: "NO_MATCH_AVAILABLE" } });
  });
  await page.route("**/api/v1/tournaments/vote", async (route) => {
    await gate;
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), next_match: null } });
  });
  await page.goto("/vote");
  await hydrated(page, pairButton);
  const tie = page.getByRole("button", { name: "Tie", exact: true });
  await expect(tie).not.toHaveAttribute("aria-disabled");
  await left(page).click();
  await expect(tie).toHaveAttribute("aria-disabled", "true");
  await tie.click({ force: true });
  open();
  await expect(page.getByText("You have judged everything there is.", { exact: false })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Vote");
  expect(await votesOf(member)).toHaveLength(1);
  expect(await outcomesOf(member)).toEqual([]);
});

test("a tie, both bad and a skip are logged by key and by button, and nobody wins", async ({ page, member }) => {
  await page.goto("/vote");
  await expect(left(page)).toBeVisible();
  await hydrated(page, pairButton);
  const seen = new Set<string>();
  const next = async (act: () => Promise<void>, count: number) => {
    const before = (await shownPair(page)).join();
    seen.add(before);
    await act();
    await expect.poll(async () => (await outcomesOf(member)).length).toBe(count);
    // Another pair, whole: while none has come yet, there is nothing to judge.
    await expect
      .poll(async () => {
        const pair = await shownPair(page);
        return pair.length === 2 && pair.join() !== before;
      })
      .toBe(true);
  };
  await next(() => page.keyboard.press("="), 1);
  await next(() => page.keyboard.press("0"), 2);
  await next(() => page.keyboard.press(" "), 3);
  await next(() => page.getByRole("button", { name: "Tie", exact: true }).click(), 4);
  await next(() => page.getByRole("button", { name: "Both bad", exact: true }).click(), 5);
  expect(await outcomesOf(member)).toEqual(["tie", "both_bad", "skip", "tie", "both_bad"]);
  expect(seen.size).toBe(5);
  expect(await votesOf(member)).toEqual([]);
});

test("in Korean: a vote, its undo with Hangul on, and the list of one's votes", async ({
  page,
  member,
  expectAccessible,
}) => {
  await page.goto("/ko/vote");
  const choose = page.getByRole("button", { name: koVoting.chooseLeft });
  await choose.click();
  await expect(page.getByRole("button", { name: koVoting.undoLabel })).toBeVisible();
  await expect.poll(async () => (await votesOf(member)).length).toBe(1);
  await expectAccessible();
  await page.evaluate(() =>
    window.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅋ", code: "KeyZ", bubbles: true, cancelable: true })),
  );
  await expect.poll(async () => (await votesOf(member)).length).toBe(0);
  // The vote is gone a moment before the page hears of it; until then it takes no other answer.
  await expect(page.getByRole("status").filter({ hasText: "투표를 되돌렸어요." })).toBeAttached();
  await page.getByRole("button", { name: koVoting.tie, exact: true }).click();
  await expect.poll(() => outcomesOf(member)).toEqual(["tie"]);
  await choose.click();
  await expect.poll(async () => (await votesOf(member)).length).toBe(1);
  await page.goto("/ko/me/votes");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(koVotes.title);
  await expect(page.getByText(koVotes.chose, { exact: true })).toHaveCount(1);
  await expectAccessible();
});

test("one's votes are there with what the others chose, page by page; from thirty on with one's own ten best", async ({
  page,
  member,
  expectAccessible,
}) => {
  await page.goto("/me/votes");
  await expect(page.getByText("You have not voted yet.")).toBeVisible();
  const { rows: pairs } = await database().query<{ id: number; other: number }>(
    `SELECT a.id, b.id AS other FROM image_posts a JOIN image_posts b ON a.id < b.id
     WHERE a.is_active AND b.is_active ORDER BY a.id, b.id LIMIT 29`,
  );
  const cast = (winner: number, loser: number) =>
    database().query(
      "INSERT INTO tournament_votes (match_id, voter_id, winner_image_id, loser_image_id) VALUES (gen_random_uuid(), $1, $2, $3)",
      [member.id, winner, loser],
    );
  for (const { id, other } of pairs) await cast(id, other);
  await page.reload();
  await expect(page.getByText("After 1 more vote your own board appears here.")).toBeVisible();
  await cast(pairs[0]?.other as number, pairs[1]?.other as number);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your taste" })).toBeVisible();
  await expect(page.getByText("30 votes", { exact: true })).toBeVisible();
  await expect(page.getByText("You chose", { exact: true })).toHaveCount(20);
  await expectAccessible();
  await page.getByRole("link", { name: "Older votes" }).click();
  await expect(page.getByText("You chose", { exact: true })).toHaveCount(10);

  await database().query("UPDATE image_posts SET is_active = false WHERE id = $1", [pairs[0]?.id]);
  await page.reload();
  await expect(page.getByText("An image that is no longer shown").first()).toBeAttached();
  await expect(page.locator(`main a[href="/images/${pairs[0]?.id}"]`)).toHaveCount(0);
  await database().query("UPDATE image_posts SET is_active = true WHERE id = $1", [pairs[0]?.id]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a vote is taken back, another pair called a tie, and too late is told", async ({ page, member }) => {
    await page.goto("/vote");
    const pair = await page.getByTestId("pair").locator("button").first().getAttribute("value");
    await left(page).click();
    await expect(page).toHaveURL(/\/vote\?voted=/);
    expect(await votesOf(member)).toHaveLength(1);
    await undoButton(page).click();
    await expect(page).toHaveURL(/\/vote\?match=/);
    expect(await votesOf(member)).toEqual([]);
    await expect(left(page)).toHaveAttribute("value", pair as string);

    await page.getByRole("button", { name: "Both bad" }).click();
    await expect(page).toHaveURL(/\/vote\?avoid=/);
    expect(await outcomesOf(member)).toEqual(["both_bad"]);

    await left(page).click();
    await expect(undoButton(page)).toBeVisible();
    await database().query(
      "UPDATE tournament_votes SET created_at = created_at - INTERVAL '11 seconds' WHERE voter_id = $1",
      [member.id],
    );
    await undoButton(page).click();
    await expect(page.getByText("This vote can no longer be taken back.")).toBeVisible();
    expect(await votesOf(member)).toHaveLength(1);
  });
});
