import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPrisma, type Db, type PrismaClient } from "@/lib/db/prisma";
import { runOperation } from "@/lib/operation/run";
import { testDatabase } from "@/lib/testing/database";
import { withinTime } from "./bounded-queries";
import { type SearchSort, searchSorts } from "./cursor";
import { searchImages } from "./operations";
import { extendVocabulary } from "./vocabulary-mutations";

let prisma: PrismaClient;
let url: string;

const marked = {
  hidden: "unicorn in a hidden place with a cat",
  cats: "Two cats on a red roof, watercolor",
  cat: "A cat under the stairs, red light",
  moonlight: "moonlight over the old harbour",
  hair: "portrait, red hair, freckles",
  scared: "scared hair dresser",
  korean: "노을 아래 소녀가 걷는 골목",
  korean2: "고양이와 소년, 수채화",
  japanese: "少女が森を歩く、猫がいる",
  wide: "ＦＵＬＬ　ＷＩＤＴＨ letters",
  signs: "100% cotton_candy, back\\slash 'quoted'",
} as const;
type Name = keyof typeof marked;
const ids = {} as Record<Name, number>;

/** Words of the many: none is part of another, and none has a stem other than itself. */
const words = ["fox", "elm", "brook", "dusk", "fjord", "바람", "별빛", "風車", "雲", "x7"];
const crowd = 2_400;
interface Row {
  id: number;
  prompt: string;
  likes: number;
  rating: number | null;
}
let visible: Row[] = [];

/** What a reader calls a word of a prompt: in Korean with its particle, in Japanese anywhere. */
function isWordOf(prompt: string, word: string): boolean {
  if (/^[a-z\d]/.test(word)) return prompt.split(/[^a-z\d]+/).includes(word);
  return /^[가-힣]/.test(word) ? new RegExp(`(^|[^가-힣])${word}`).test(prompt) : prompt.includes(word);
}

beforeAll(async () => {
  ({ url } = await testDatabase());
  // So few rows would be read from end to end: the index is what is tested.
  const before = createPrisma(url);
  await before.$executeRawUnsafe(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET enable_seqscan = off`);
  await before.$disconnect();
  prisma = createPrisma(url);
  Object.assign(globalThis, { podiumPrisma: prisma });

  const users = await prisma.user.createManyAndReturn({ data: [{ handle: "Mira" }, { handle: "jun-ho" }] });
  await prisma.imagePost.createMany({
    data: Array.from({ length: crowd }, (_, n) => ({
      userId: 900,
      imageUrl: "/x",
      prompt: words.filter((_word, at) => (n * 2_654_435_761) % 2 ** (at + 2) < 2 ** at).join(" ") || "none",
      isActive: n % 11 !== 5,
      width: 10,
      height: 10,
    })),
  });
  for (const [name, prompt] of Object.entries(marked)) {
    const { id } = await prisma.imagePost.create({
      data: { userId: users[0]?.id ?? 0, imageUrl: "/x", prompt, isActive: name !== "hidden" },
    });
    ids[name as Name] = id;
  }
  const change = (name: Name, data: object) => prisma.imagePost.update({ where: { id: ids[name] }, data });
  await change("cats", { modelName: "SDXL Turbo", width: 1024, height: 1536, seed: "18446744073709551615" });
  await change("cat", { modelName: "SDXL", width: 1536, height: 1024, sampler: "DPM++ 2M Karras", workflow: {} });
  await change("moonlight", {
    modelName: "ponyDiffusionV6XL",
    width: 64,
    height: 64,
    createdAt: new Date("2024-02-29T23:59:59Z"),
  });
  await change("hair", { generationWidth: 640, generationHeight: 960, createdAt: new Date("2024-03-01T00:00:00Z") });
  await change("korean", { userId: users[1]?.id ?? 0, loras: [{ name: "Add_Detail_v2", weight: 0.5 }] });
  await prisma.$executeRaw`
    INSERT INTO image_likes (user_id, image_post_id)
    SELECT u, p.id FROM image_posts p, generate_series(1, p.id % 7) u WHERE p.id % 3 > 0`;
  await prisma.$executeRaw`
    INSERT INTO image_ratings (image_id, strength, se, rating, rating_low, rating_high, matches, wins)
    SELECT id, 0, 1, 1000 + (id * 7919 % 400) / 3.0, 0, 0, 1, 1 FROM image_posts WHERE id % 2 = 0`;
  await prisma.$executeRaw`ANALYZE image_posts`;
  visible = await prisma.$queryRaw<Row[]>`
    SELECT id, prompt, (SELECT COUNT(*)::int FROM image_likes WHERE image_post_id = p.id) AS likes,
      (SELECT rating FROM image_ratings WHERE image_id = p.id) AS rating
    FROM image_posts p WHERE is_active ORDER BY id DESC`;
  await extendVocabulary(prisma);
}, 120_000);

afterAll(() => prisma.$disconnect());

const search = (input: Record<string, unknown>) =>
  runOperation(searchImages, {
    requestId: "test",
    findViewer: async () => null,
    readInput: async () => input,
    expire: () => {},
  });

/** The names of what is found, alphabetically. */
async function found(q: string): Promise<string[]> {
  const { items } = await search({ q, limit: 100 });
  return Object.entries(ids)
    .filter(([, id]) => items.some((item) => item.id === id))
    .map(([name]) => name)
    .sort();
}

/** All results' ids, by following the cursor. */
async function everything(query: { q: string; sort: SearchSort; limit?: number }): Promise<number[]> {
  const all: number[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await search({ limit: 100, ...query, ...(cursor && { cursor }) });
    all.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

describe("what is found", () => {
  test.each<[string, string, Name[]]>([
    ["a word, and its other forms", "cats", ["cat", "cats"]],
    ["whatever the case and width", "ＣＡＴＳ", ["cat", "cats"]],
    ["written in full width", "full width", ["wide"]],
    ["all of several words", "cat stairs", ["cat"]],
    ["a part of a word", "oonli", ["moonlight"]],
    ["a part of two letters", "oo -brook", ["cats", "moonlight"]],
    ["two syllables of Korean", "소녀", ["korean"]],
    ["two characters within a longer word", "양이", ["korean2"]],
    ["Korean typed as its letters", "수채화".normalize("NFD"), ["korean2"]],
    ["two characters of Japanese", "少女", ["japanese"]],
    ["a single character that is a word", "猫", ["japanese"]],
    ["a longer piece of Japanese", "が森を歩", ["japanese"]],
    ["a phrase, of whole words as they stand", '"red hair"', ["hair"]],
    ["a word in quotes, not its other forms", '"cats"', ["cats"]],
    ["a Korean phrase that begins within a word", '"래 소녀가 걷"', ["korean"]],
    ["without a word and its forms", "red -cats", ["hair", "scared"]],
    ["without a phrase", 'hair -"red hair"', ["scared"]],
    ["signs as themselves", "100% cotton_candy", ["signs"]],
    ["a sign is no wildcard", "cotton%candy", []],
    ["quotes and backslashes", "back\\slash 'quoted'", ["signs"]],
    ["part of a model's name", "model:sdxl", ["cat", "cats"]],
    ["a model's whole name", 'model:"sdxl"', ["cat"]],
    ["the middle of a model's name", "model:diffusion", ["moonlight"]],
    ["not a model's name in prompts", "sdxl", []],
    ["another than a model", "-model:sdxl cat", []],
    ["an author, whatever the case", "by:jun-ho", ["korean"]],
    ["an author with an @", "by:@MIRA cat", ["cat", "cats"]],
    ["nobody's images of an unknown author", "by:nobody", []],
    ["a sampler", "sampler:dpm++", ["cat"]],
    ["a seed beyond what a number holds", "seed:18446744073709551615", ["cats"]],
    ["a LoRA", "lora:detail", ["korean"]],
    ["a size", "size:1024x1536", ["cats"]],
    ["a size before it was scaled up", "size:640x960", ["hair"]],
    ["an orientation", "orientation:portrait", ["cats"]],
    ["landscapes", "orientation:landscape", ["cat"]],
    ["with a workflow", "has:workflow", ["cat"]],
    ["with no workflow", "-has:workflow cat", ["cats"]],
    ["from a day on and to a day, both included", "from:2024-02-29 to:2024-03-01", ["hair", "moonlight"]],
    ["to a month", "to:2024-02", ["moonlight"]],
    ["from a year on", "from:2025 moonlight", []],
    ["words and fields together", "red orientation:landscape has:workflow", ["cat"]],
  ])("%s: %s", async (_, q, names) => {
    expect(await found(q)).toEqual(names);
  });

  test("by any words, wanted or not, is what a plain reading of the prompts finds", async () => {
    const part = fc.record({
      word: fc.constantFrom(...words, "fo", "바", "빛", "風", "roo"),
      isExcluded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(part, { selector: ({ word }) => word, maxLength: 4 }), async (parts) => {
        const expected = visible.filter(({ prompt }) =>
          parts.every(({ word, isExcluded }) =>
            isExcluded ? !isWordOf(prompt.toLowerCase(), word) : prompt.toLowerCase().includes(word),
          ),
        );
        const q = parts.map(({ word, isExcluded }) => (isExcluded ? `-${word}` : word)).join(" ");
        expect(await everything({ q, sort: "new" })).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe("pages", () => {
  const matching = (word: string) => visible.filter(({ prompt }) => prompt.toLowerCase().includes(word));

  test.each(searchSorts)(
    "by %s have every match once, of many and of few",
    async (sort) => {
      for (const q of ["", "fox", "dusk", "바람"]) {
        const expected = matching(q).map(({ id }) => id);
        expect((await everything({ q, sort })).sort((a, b) => b - a)).toEqual(expected);
      }
    },
    60_000,
  );

  test("by relevance, in small pages, go on beyond the newest thousand", async () => {
    const all = await everything({ q: "none", sort: "relevance", limit: 97 });
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all).size).toBe(all.length);
  });

  test("by likes and by rating begin with the best, and end with those that have none, newest first", async () => {
    for (const q of ["", "fox", "별빛"]) {
      const likes = [...matching(q)].sort((a, b) => b.likes - a.likes || b.id - a.id);
      expect(await everything({ q, sort: "likes" })).toEqual(likes.map(({ id }) => id));
      const rating = [...matching(q)].sort((a, b) => (b.rating ?? 0) - (a.rating ?? 0) || b.id - a.id);
      expect(await everything({ q, sort: "rating" })).toEqual(rating.map(({ id }) => id));
    }
  }, 60_000);

  test("a post that arrives meanwhile moves none to another page", async () => {
    for (const sort of searchSorts) {
      const first = await search({ q: "fox", sort, limit: 30 });
      const { id } = await prisma.imagePost.create({
        data: { userId: 900, imageUrl: "/x", prompt: "fox", width: 10, height: 10 },
      });
      const second = await search({ q: "fox", sort, limit: 30, cursor: first.nextCursor });
      await prisma.imagePost.delete({ where: { id } });
      const expected = (await everything({ q: "fox", sort })).slice(30, 60);
      expect(second.items.map((item) => item.id)).toEqual(expected);
    }
  });

  test("a word that comes early and by itself weighs more", async () => {
    const { items } = await search({ q: "red", sort: "relevance", limit: 10 });
    expect(items.map(({ id }) => id)).toEqual([ids.hair, ids.cats, ids.cat, ids.scared].slice(0, items.length));
  });

  test("a cursor of another order, or of nobody's making, is refused", async () => {
    const { nextCursor } = await search({ q: "fox", sort: "new", limit: 10 });
    const refused = { code: "VALIDATION_FAILED", details: { fields: { cursor: { code: "invalid" } } } };
    await expect(search({ q: "fox", sort: "likes", cursor: nextCursor })).rejects.toMatchObject(refused);
    for (const cursor of ["n", "r000000", "rzzzzzz", "lffffffffffffffff000001", "x000001", "'; --"])
      await expect(search({ q: "fox", sort: "relevance", cursor })).rejects.toMatchObject({
        code: "VALIDATION_FAILED",
      });
  });
});

describe("beside the results", () => {
  test("matches are counted up to a thousand", async () => {
    expect(await search({ q: "cat" })).toMatchObject({ count: 2, isMore: false });
    expect(await search({ q: "" })).toMatchObject({ count: 1_000, isMore: true });
  });

  test("filters are counted over the matches", async () => {
    const { facets } = await search({ q: "red" });
    expect(facets).toEqual({
      models: [
        { value: "SDXL", count: 1 },
        { value: "SDXL Turbo", count: 1 },
      ],
      samplers: [{ value: "DPM++ 2M Karras", count: 1 }],
      orientations: [
        { value: "landscape", count: 1 },
        { value: "portrait", count: 1 },
      ],
      workflows: 1,
    });
  });

  test("spellings of one name are one filter, and what cannot be asked for is none", async () => {
    const names = ["Flux Dev", "flux dev", "Flux Dev", 'a "quoted" one', "\u201Ccurly\u201D"];
    await prisma.imagePost.createMany({
      data: names.map((modelName) => ({ userId: 901, imageUrl: "/x", prompt: "axolotl", modelName, sampler: "!" })),
    });
    const { facets } = await search({ q: "axolotl" });
    expect(facets?.models).toEqual([{ value: "Flux Dev", count: 3 }]);
    expect(facets?.samplers).toEqual([]);
    expect(await search({ q: 'axolotl model:"flux dev"' })).toMatchObject({ count: 3 });
    await prisma.imagePost.deleteMany({ where: { userId: 901 } });
  });

  test("there are more only where there is one more", async () => {
    // So far apart that counting stops between them.
    const many = (prompt: string, first: number, count: number) =>
      prisma.$executeRaw`INSERT INTO image_posts (id, user_id, image_url, prompt)
        SELECT ${first}::int + n, 902, '/x', ${prompt} FROM generate_series(1, ${count}::int) AS n`;
    await many("pangolin", 100_000, 1);
    await many("pangolin narwhal", 900_000, 130);
    expect(await search({ q: "narwhal" })).toMatchObject({ count: 130, isMore: false });
    expect(await search({ q: "pangolin" })).toMatchObject({ count: 130, isMore: true });
    await prisma.imagePost.deleteMany({ where: { userId: 902 } });
  }, 60_000);

  test("later pages say nothing of this again", async () => {
    const { nextCursor } = await search({ q: "fox", limit: 10 });
    expect(await search({ q: "fox", limit: 10, cursor: nextCursor })).toMatchObject({ count: null, facets: null });
  });

  test.each([
    ["letters that changed places", "watercoolr", "watercolor"],
    ["a letter too many", "freckless moonlight", null],
    ["a letter too few", "harbor moonlight", "harbour moonlight"],
    ["another letter", "staers cat", "stairs cat"],
    ["a wrong vowel in Korean", "고앙이와", "고양이와"],
    ["a filter that stays", "mooonlight model:pony", "moonlight model:pony"],
  ])("%s: %s", async (_, q, suggestion) => {
    expect((await search({ q })).suggestion).toBe(suggestion);
  });

  test("a slip that a few posts share is one still; a word that is only rarer is none", async () => {
    const post = (prompt: string, count: number) =>
      prisma.imagePost.createMany({
        data: Array.from({ length: count }, () => ({ userId: 903, imageUrl: "/x", prompt, width: 10, height: 10 })),
      });
    await post("a lighthouse by the sea, 등대지기를", 12);
    await post("a lighthosue by the sea", 2);
    await post("lanterns and 등대지가를", 1);
    await post("a lantern", 3);
    await post("등대지기은", 1);
    await extendVocabulary(prisma);
    const suggestion = async (q: string) => (await search({ q })).suggestion;
    expect(await suggestion("lighthosue")).toBe("lighthouse");
    expect(await suggestion("lighthosue sea")).toBe("lighthouse sea");
    expect(await suggestion("lantren")).toBe("lantern");
    expect(await suggestion("lantern")).toBe(null);
    expect(await suggestion("등대지가를")).toBe("등대지기를");
    expect(await suggestion("등대지기은")).toBe(null);
    expect(await suggestion("lighthouse")).toBe(null);
    await prisma.imagePost.deleteMany({ where: { userId: 903 } });
    await extendVocabulary(prisma);
    expect(await suggestion("lighthosue")).toBe(null);
    expect(await prisma.searchVocabulary.findMany({ where: { word: { startsWith: "light" } } })).toHaveLength(1);
  });

  test("of several parts that match nothing, all are left out together", async () => {
    expect((await search({ q: "cat xyzzy seed:404" })).loosen).toEqual([
      { part: "cat", query: "xyzzy seed:404", count: 0, isUnknown: false },
      { part: "xyzzy", query: "cat seed:404", count: 0, isUnknown: true },
      { part: "seed:404", query: "cat xyzzy", count: 0, isUnknown: true },
      { part: "xyzzy seed:404", query: "cat", count: 2, isUnknown: false },
    ]);
  });

  test("nothing found says what each part is to blame for", async () => {
    expect((await search({ q: "cat orientation:square xyzzy" })).loosen).toEqual([
      { part: "cat", query: "orientation:square xyzzy", count: 0, isUnknown: false },
      { part: "orientation:square", query: "cat xyzzy", count: 0, isUnknown: false },
      { part: "xyzzy", query: "cat orientation:square", count: 0, isUnknown: true },
    ]);
    expect((await search({ q: "cat orientation:square" })).loosen).toMatchObject([
      { query: "orientation:square", count: 1_000 },
      { query: "cat", count: 2 },
    ]);
  });
});

describe("a hidden post", () => {
  test("is in no list, count or filter, and its words are never suggested", async () => {
    expect(await search({ q: "unicorn" })).toMatchObject({ items: [], count: 0, suggestion: null });
    for (const sort of searchSorts) expect(await everything({ q: "", sort })).not.toContain(ids.hidden);
    expect(await search({ q: "unicron" })).toMatchObject({ items: [], suggestion: null });
  });

  test("is gone from all of them at the moment it is hidden, and back when it is restored", async () => {
    const set = (isActive: boolean) => prisma.imagePost.update({ where: { id: ids.moonlight }, data: { isActive } });
    expect(await search({ q: "moonlght" })).toMatchObject({ suggestion: "moonlight" });
    await set(false);
    for (const sort of searchSorts) expect((await search({ q: "moonlight", sort })).items).toEqual([]);
    expect(await search({ q: "moonlght" })).toMatchObject({ suggestion: null });
    expect((await search({ q: "by:mira" })).facets?.models).not.toContainEqual({
      value: "ponyDiffusionV6XL",
      count: 1,
    });
    await set(true);
    expect(await found("moonlight")).toEqual(["moonlight"]);
  });

  test("an edited prompt is found by its new words alone", async () => {
    const set = (prompt: string) => prisma.imagePost.update({ where: { id: ids.wide }, data: { prompt } });
    await set("quokka");
    expect(await found("quokka")).toEqual(["wide"]);
    expect(await found("full width")).toEqual([]);
    await set(marked.wide);
  });
});

describe("what a search may cost", () => {
  const endless = (db: Db) => db.$queryRaw`SELECT pg_sleep(60)::text`;

  test("a statement that takes too long is given up, and so are many that do together", async () => {
    const refused = { code: "SEARCH_TIMED_OUT", status: 503 };
    await expect(withinTime({ statement: 20, all: 10_000 }, endless)).rejects.toMatchObject(refused);
    const short = async (db: Db) => {
      for (;;) await db.$queryRaw`SELECT pg_sleep(0.01)::text`;
    };
    await expect(withinTime({ statement: 5_000, all: 50 }, short)).rejects.toMatchObject(refused);
    await expect(
      withinTime({ statement: 5_000, all: 5_000 }, (db) => db.$queryRaw`SELECT nothing`),
    ).rejects.not.toHaveProperty("status");
  });

  test("any number of slow searches leave connections to everybody else, and say that they took too long", async () => {
    const blocker = createPrisma(url, { max: 1 });
    let answers: unknown[] = [];
    await blocker.$transaction(
      async (db) => {
        await db.$executeRaw`LOCK TABLE image_posts IN ACCESS EXCLUSIVE MODE`;
        const searches = Array.from({ length: 12 }, () =>
          search({ q: "-model:nothing" }).catch((error: unknown) => error),
        );
        const waiting = async () => {
          // A transaction sees one picture of what others do unless it asks for another.
          await db.$queryRaw`SELECT pg_stat_clear_snapshot()::text`;
          const [row] = await db.$queryRaw<{ count: number }[]>`
            SELECT COUNT(*)::int AS count FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`;
          return row?.count;
        };
        await expect.poll(waiting).toBeGreaterThanOrEqual(3);
        expect(await Promise.all(Array.from({ length: 7 }, () => prisma.user.count()))).toEqual(Array(7).fill(2));
        answers = await Promise.all(searches.slice(0, 3));
      },
      { timeout: 60_000 },
    );
    await blocker.$disconnect();
    expect(answers).toMatchObject(Array(3).fill({ code: "SEARCH_TIMED_OUT" }));
    expect(await found("moonlight")).toEqual(["moonlight"]);
  }, 60_000);
});

test("names that become long when they are compared are stored, and asked for without an error", async () => {
  const name = "\uFDFA".repeat(100);
  const { id } = await prisma.imagePost.create({
    data: { userId: 900, imageUrl: "/x", prompt: "calligraphy", modelName: name, width: 10, height: 10 },
  });
  for (const q of [`model:"${name}"`, `-model:"${name}"`, `sampler:${name}`, `model:"${name.slice(0, 20)}"`])
    await search({ q });
  expect((await search({ q: "calligraphy" })).items.map((item) => item.id)).toEqual([id]);
  await prisma.imagePost.delete({ where: { id } });
});
