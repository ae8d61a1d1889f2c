import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { decodeSearchCursor } from "./cursor";
import { listHits, prepareMatcher } from "./match-queries";
import { listMatches } from "./page-queries";
import { parseQuery } from "./query";

let prisma: PrismaClient;

beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

beforeEach(() => prisma.$executeRaw`TRUNCATE image_posts CASCADE`);

const write = (prompts: readonly string[]) =>
  prisma.imagePost.createMany({ data: prompts.map((prompt) => ({ userId: 1, imageUrl: "/x", prompt })) });

/** The prompts that are found, best first. */
async function ranked(q: string): Promise<string[]> {
  const matcher = await prepareMatcher(parseQuery(q).parts, prisma);
  const { items } = await listMatches(matcher, { sort: "relevance", limit: 100 }, prisma);
  return items.map(({ prompt }) => prompt);
}

/** The score of each prompt that is found. */
async function scores(q: string): Promise<Map<string, number>> {
  const { hits } = await listHits(await prepareMatcher(parseQuery(q).parts, prisma), { limit: 10_000 }, prisma);
  const posts = await prisma.imagePost.findMany({ select: { id: true, prompt: true } });
  const prompts = new Map(posts.map(({ id, prompt }) => [id, prompt]));
  return new Map(hits.map(({ id, score }) => [prompts.get(id) as string, score]));
}

/** What is looked for, as a word and within others. */
const kinds = [
  { q: "man", whole: ["man", "Man", "man's"], part: ["woman", "mankind", "romantic", "snowman"] },
  { q: "rain", whole: ["rain", "RAIN"], part: ["train", "brain", "drainpipe", "terrain"] },
  { q: "ink", whole: ["ink"], part: ["pink", "drinkable", "inkwell"] },
  { q: "sd3", whole: ["sd3"], part: ["sd35", "xsd3"] },
  { q: "лес", whole: ["лес", "Лес"], part: ["лестница", "колесо"] },
  { q: "고양이", whole: ["고양이", "고양이가", "고양이를"], part: ["길고양이", "들고양이와"] },
];
const others = ["a", "quiet", "street", "dusk", "harbour", "oil", "숲", "дом", "猫"];

describe("the best match", () => {
  test.each([
    ["man", ["portrait of an old man by the sea", "woman in a red dress"]],
    ["rain", ["a quiet street under heavy rain", "it is raining", "train station at night"]],
    ["ink", ["many lines that end in ink", "pink, pink, pink"]],
    ["고양이", ["창문 아래 잠든 고양이를 그린 그림", "길고양이, 길고양이"]],
    ["man", ["the portrait of a man", "woman at the end of a road to a man"]],
    ["old man", ["a street, an old man", "a man of gold", "gold for a woman"]],
    ["猫", ["猫がいる森", "森を歩く猫"]],
  ])("of %s comes first", async (q, prompts) => {
    await write(prompts);
    expect(await ranked(q)).toEqual(prompts);
    await prisma.$executeRaw`TRUNCATE image_posts CASCADE`;
    await write([...prompts].reverse());
    expect(await ranked(q)).toEqual(prompts);
  });

  test.each(kinds)(
    "of $q has it as a word, however often and early others have it as a part",
    async ({ q, whole, part }) => {
      const sign = fc.constantFrom(" ", ", ", " (", ") ", "_", ". ", " - ");
      const prompt = (words: readonly string[]) =>
        fc
          .tuple(
            fc.constantFrom(...words),
            fc.nat(20),
            fc.array(fc.tuple(fc.constantFrom(...others, ...part), sign), { minLength: 1, maxLength: 20 }),
          )
          .map(([word, at, rest]) => {
            const words = rest.map(([other]) => other);
            words.splice(at % (words.length + 1), 0, word);
            return words.map((each, n) => `${each}${rest[n]?.[1] ?? ""}`).join("");
          });
      const wholes = [...new Set(fc.sample(prompt(whole), { numRuns: 200, seed: 1 }))];
      const parts = [...new Set(fc.sample(prompt(part), { numRuns: 200, seed: 2 }))];
      await write([...wholes, ...parts]);
      const found = await scores(q);
      expect(found.size).toBe(wholes.length + parts.length);
      const least = Math.min(...wholes.map((each) => found.get(each) as number));
      const most = Math.max(...parts.map((each) => found.get(each) as number));
      // More than all that often and early can add to sixteen words.
      expect(least - most).toBeGreaterThan(500_000);
      expect(most).toBeLessThan(500_000);
    },
  );

  test.each(kinds)("of $q among equals has it earlier, or more often", async ({ q, whole: [word = ""] }) => {
    const rest = fc.array(fc.constantFrom(...others), { minLength: 4, maxLength: 16 });
    const samples = fc
      .sample(fc.tuple(rest, fc.nat(), fc.nat()), { numRuns: 100, seed: 3 })
      .map(([words, one, two]) => {
        const [early, late] = [one % words.length, two % words.length].sort((a, b) => a - b) as [number, number];
        const having = (...places: number[]) =>
          words.map((other, at) => (places.includes(at) ? word : other)).join(" ");
        return { early: having(early), late: having(late), both: having(early, late) };
      });
    await write([...new Set(samples.flatMap(Object.values))] as string[]);
    const found = await scores(q);
    for (const { early, late, both } of samples) {
      if (early === late) continue;
      expect(found.get(early)).toBeGreaterThan((found.get(late) as number) + 5);
      expect(found.get(both)).toBeGreaterThan((found.get(early) as number) + 500);
    }
  });
});

describe("of more matches than are weighed at once", () => {
  /** All that is found, a page at a time. */
  async function everything(q: string, limit: number): Promise<{ id: number; prompt: string }[]> {
    const matcher = await prepareMatcher(parseQuery(q).parts, prisma);
    const all: { id: number; prompt: string }[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const after = cursor ? decodeSearchCursor(cursor) : null;
      const page = await listMatches(matcher, { sort: "relevance", limit, ...(after && { after }) }, prisma);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }
  const many = (prompt: string, count: number) =>
    prisma.$executeRaw`INSERT INTO image_posts (user_id, image_url, prompt)
      SELECT 1, '/x', ${prompt} || ' ' || n FROM generate_series(1, ${count}::int) AS n`;

  test.each([
    ["a few old words", 3, 1_500, 100],
    ["exactly a page of words", 100, 1_500, 100],
    ["as many as parts", 1_300, 1_300, 97],
    ["words alone", 1_300, 0, 100],
    ["parts alone", 0, 1_300, 90],
  ])("%s come before all parts, and every match comes once", async (_, words, parts, limit) => {
    await many("the old man of", words);
    await many("woman at dusk", parts);
    await many("an old man again", Math.min(words, 20));
    const all = await everything("man", limit);
    const expected = words + parts + Math.min(words, 20);
    expect(new Set(all.map(({ id }) => id)).size).toBe(expected);
    expect(all.length).toBe(expected);
    const firstPart = all.findIndex(({ prompt }) => prompt.startsWith("woman"));
    expect(all.slice(firstPart === -1 ? all.length : firstPart).every(({ prompt }) => prompt.startsWith("woman"))).toBe(
      true,
    );
  });

  test("of two words both count", async () => {
    await many("old man", 5);
    await many("bold man", 700);
    await many("old woman", 700);
    const all = await everything("old man", 100);
    expect(all).toHaveLength(1_405);
    expect(all.slice(0, 5).every(({ prompt }) => prompt.startsWith("old man"))).toBe(true);
  });
});

describe("a minus", () => {
  const prompts = [
    "an old man, mythical",
    "men and a woman",
    "cats on a roof",
    "education, mathcat",
    "한옥과 고양이가",
    "길고양이",
    "猫がいる森",
    "森の小猫",
    "лес и дом",
    "колесо",
    "sd3 and f/1.8",
    "sd35",
  ];
  test.each([
    ["-man", ["an old man, mythical"]],
    ["-cat", ["cats on a roof"]],
    ["-cats", ["cats on a roof"]],
    ['-"cat"', []],
    ["-the", []],
    ["-고양이", ["한옥과 고양이가"]],
    ["-猫", ["猫がいる森", "森の小猫"]],
    ["-小猫", ["森の小猫"]],
    ["-лес", ["лес и дом"]],
    ['-"дом"', ["лес и дом"]],
    ["-sd3", ["sd3 and f/1.8"]],
    ["-sd", []],
  ])("%s leaves out the word, not what has it as a part", async (q, without) => {
    await write(prompts);
    const left = await ranked(q);
    expect(prompts.filter((prompt) => !left.includes(prompt))).toEqual(without);
  });
});
