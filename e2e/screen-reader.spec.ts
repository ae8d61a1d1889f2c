import { createMember, createPost, pictureFile } from "./support/community";
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

test("an opened image and its page, as a screen reader tells them", async ({ page, baseURL }) => {
  const author = await createMember();
  const prompt = `Heard while leafing by ${author.handle}`;
  const { id: olderId } = await createPost(baseURL as string, author, { prompt: `${prompt}, earlier`, optIn: false });
  const { id } = await createPost(baseURL as string, author, { prompt, optIn: false });
  await page.goto(`/u/${author.handle}`);
  await hydrated(page);
  await page.getByRole("link", { name: prompt, exact: true }).press("Enter");
  await expect(page.getByRole("dialog")).toMatchAriaSnapshot(`
    - dialog "Image by ${author.handle}":
      - link "Sign in to like, no likes yet"
      - button "Zoom out" [disabled]
      - button "Zoom in"
      - button "Keys"
      - button "Full screen"
      - button "About this image" [pressed]
      - button "Close"
      - img "${prompt}"
      - button "Previous image" [disabled]
      - button "Next image"
      - region "About this image":
        - heading "Prompt" [level=2]
        - button "Copy"
        - paragraph: ${prompt}
        - term: Model
        - definition
        - link "To the image’s page"
      - status: ${prompt}
  `);
  // Leafing says what came.
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(`/images/${olderId}`);
  await expect(page.getByRole("dialog").getByRole("status").last()).toHaveText(`${prompt}, earlier`);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toMatchAriaSnapshot(`
    - dialog "Keys":
      - heading "Keys" [level=2]
      - term: J K ← →
      - definition: Next and previous image
      - button "Close"
  `);
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(`/images/${id}`);
  await page.getByRole("link", { name: "To the image’s page" }).press("Enter");
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - img "${prompt}"
      - navigation "More images":
        - link "Older"
      - heading "Image by ${author.handle}" [level=1]
      - link "Sign in to like, no likes yet"
      - button "Share"
      - region "Prompt":
        - paragraph: ${prompt}
      - region "About this image":
        - term: Author
        - definition:
          - link "@${author.handle}"
  `);
});

test("a search, as a screen reader tells it, in Korean too", async ({ page, baseURL }) => {
  const author = await createMember();
  await createPost(baseURL as string, author, { prompt: "바다 위의 등대", modelName: "heard", optIn: false });
  await page.goto("/");
  await hydrated(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog")).toMatchAriaSnapshot(`
    - dialog "Search prompts":
      - searchbox "Search prompts"
      - button "Close"
  `);
  await page.keyboard.type(`by:${author.handle}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=/);
  await expect(page.getByRole("main").filter({ visible: true })).toMatchAriaSnapshot(`
    - main:
      - heading "Search" [level=1]
      - search:
        - searchbox "Search prompts"
        - button "Search"
      - list "Filters in use":
        - listitem:
          - 'link "Remove the filter Author: ${author.handle}"'
      - status: 1 image
      - navigation "Order":
        - link "Best match"
        - link "Newest"
      - list "Search results":
        - listitem:
          - link "바다 위의 등대":
            - img "바다 위의 등대"
  `);
  await page.goto(`/ko/search?q=by:${author.handle}`);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "검색" [level=1]
      - search:
        - searchbox "프롬프트 검색"
        - button "검색"
      - list "적용한 필터":
        - listitem:
          - 'link "필터 해제: 작성자: ${author.handle}"'
      - status: 이미지 1개
      - navigation "정렬"
      - list "검색 결과":
        - listitem:
          - link "바다 위의 등대"
  `);
});
