import { pictureFile } from "./support/community";
import { hydrated } from "./support/page-laws";
import { expect, test } from "./support/test";

/** What a screen reader is told on the way: the accessibility tree, step by step. */
test("posting, as a screen reader tells it", async ({ page, member }) => {
  void member;
  await page.goto("/upload");
  await hydrated(page);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Post an image" [level=1]
      - button "Choose an image"
      - textbox "Prompt"
      - combobox "Model"
      - checkbox "Let it compete"
      - button "Post"
  `);
  await page
    .getByRole("main")
    .getByLabel("Choose an image")
    .setInputFiles({
      ...{ name: "heard.png", mimeType: "image/png" },
      buffer: await pictureFile(),
    });
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - img "Preview of heard.png"
      - button "Choose another image"
      - textbox "Prompt" [invalid]
      - paragraph: Please fill this in.
  `);
  await page.getByLabel("Prompt").fill("What a picture sounds like");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await page.waitForURL(/\/images\/\d+$/);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - img "What a picture sounds like"
      - navigation "More images"
      - heading /Image by/ [level=1]
      - button "Like, no likes yet"
      - button "Share"
      - region "Prompt":
        - heading "Prompt" [level=2]
        - button "Copy"
        - paragraph: What a picture sounds like
      - region "About this image"
      - button "Edit"
      - button "Delete"
  `);
});

test("voting, as a screen reader tells it", async ({ page, member }) => {
  void member;
  await page.goto("/vote");
  await hydrated(page);
  const main = page.getByRole("main");
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - heading "Which one do you like better?" [level=1]
      - button /^Choose left image/
      - button /^Choose right image/
      - status:
        - paragraph
      - button "Tie"
      - button "Both bad"
      - button "Skip"
  `);
  await page.getByRole("button", { name: /^Choose left image/ }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /^Left image chosen\.|Your vote counts\./ })).toBeAttached();
  await expect(main).toMatchAriaSnapshot(`
    - main:
      - button "Undo my vote"
      - button /^Choose left image/
      - button /^Choose right image/
      - region "The images you judged":
        - list:
          - listitem:
            - paragraph: /Your choice/
          - listitem
  `);
});

test("browsing, as a screen reader tells it", async ({ page }) => {
  await page.goto("/");
  await hydrated(page);
  await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
    - banner:
      - link "Podium, to the gallery"
      - navigation "Main":
        - link "Gallery"
        - link "Vote"
        - link "Top 10"
      - link "한국어"
      - 'button "Theme: as the device"'
      - link "Post"
  `);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Gallery" [level=1]
      - list "Images, newest first":
        - listitem:
          - link /.+/:
            - img /.+/
        - listitem:
          - link /.+/
  `);
  await page.goto("/top");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Top 10" [level=1]
      - navigation
      - list:
        - listitem:
          - link /.+/
  `);
  await page.goto("/leaderboard");
  await expect(page.getByRole("main").getByRole("table").first()).toMatchAriaSnapshot(`
    - table "Images by rating":
      - rowgroup:
        - row:
          - columnheader "Place"
          - columnheader "Image"
          - columnheader "Rating"
  `);
});
