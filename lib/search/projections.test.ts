import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/prisma";
import { testDatabase } from "@/lib/testing/database";
import { comparable, partsWithin } from "./comparable";
import { editDistance } from "./edit-distance";
import { nextSpan } from "./spans";
import { extendVocabulary, rebuildProjections } from "./vocabulary-mutations";

let prisma: PrismaClient;

beforeAll(async () => {
  ({ prisma } = await testDatabase());
});

const post = (prompt: string, data: object = {}) =>
  prisma.imagePost.create({ data: { userId: 1, imageUrl: "/x", prompt, ...data } });
const counts = () => prisma.$queryRaw`SELECT image_id, likes FROM image_like_counts WHERE likes > 0 ORDER BY image_id`;
const counted = () =>
  prisma.$queryRaw`SELECT image_post_id AS image_id, COUNT(*)::int AS likes FROM image_likes GROUP BY 1 ORDER BY 1`;
const words = async () =>
  Object.fromEntries((await prisma.searchVocabulary.findMany()).map(({ word, posts }) => [word, posts]));

beforeEach(async () => {
  await prisma.$executeRaw`TRUNCATE image_posts, search_vocabulary, search_vocabulary_changes RESTART IDENTITY CASCADE`;
  await prisma.$executeRaw`UPDATE search_progress SET last_post_id = 0`;
});

describe("the counts of likes", () => {
  test("are those of the likes, after any likes and unlikes at once, and after a rebuild", async () => {
    const posts = await Promise.all(Array.from({ length: 6 }, (_, n) => post(`post ${n}`)));
    await Promise.all(
      Array.from({ length: 24 }, async (_, n) => {
        const userId = 1 + n;
        for (const { id } of posts.slice(n % 5)) await prisma.imageLike.create({ data: { userId, imagePostId: id } });
        if (n % 3 === 0) await prisma.imageLike.deleteMany({ where: { userId } });
      }),
    );
    const before = await counts();
    expect(before).toEqual(await counted());
    expect((before as unknown[]).length).toBe(6);
    await prisma.$executeRaw`UPDATE image_like_counts SET likes = 99`;
    expect(await counts()).not.toEqual(before);
    await rebuildProjections(prisma);
    expect(await counts()).toEqual(before);
  });

  test("never wait for each other in a circle, however many posts two statements take their likes from", async () => {
    await prisma.$executeRaw`
      INSERT INTO image_posts (user_id, image_url, prompt) SELECT 1, '/x', 'post ' || n FROM generate_series(1, 60) n`;
    for (let round = 0; round < 8; round += 1) {
      await prisma.$executeRaw`
        INSERT INTO image_likes (user_id, image_post_id) SELECT u, p.id FROM image_posts p, generate_series(1, 12) u`;
      // Their likes were written in another order each time, and so lie in another order in what is counted.
      await Promise.all(
        Array.from(
          { length: 12 },
          (_, n) => prisma.$executeRaw`
            DELETE FROM image_likes WHERE ctid = ANY (ARRAY(
              SELECT ctid FROM image_likes WHERE user_id = ${n + 1} ORDER BY image_post_id * ${n % 2 ? 1 : -1}))`,
        ),
      );
    }
    expect(await counts()).toEqual([]);
  });

  test("of many posts in one statement are right, and go with a deleted post", async () => {
    const posts = await Promise.all(Array.from({ length: 3 }, (_, n) => post(`post ${n}`)));
    await prisma.$executeRaw`
      INSERT INTO image_likes (user_id, image_post_id) SELECT u, p.id FROM image_posts p, generate_series(1, p.id) u`;
    expect(await counts()).toEqual(await counted());
    await prisma.imagePost.delete({ where: { id: posts[1]?.id ?? 0 } });
    expect(await counts()).toEqual(await counted());
  });
});

describe("the vocabulary", () => {
  test("has the words of visible prompts, with how many have them, however often it is extended", async () => {
    await post("Harbour harbour at dusk, 소녀가 걷는");
    await post("a harbour");
    await post("secretword", { isActive: false });
    await Promise.all([extendVocabulary(prisma), extendVocabulary(prisma)]);
    await extendVocabulary(prisma);
    expect(await words()).toEqual({ harbour: 2, dusk: 1, 소녀가: 1, 걷는: 1 });
    await post("dusk again");
    await extendVocabulary(prisma);
    const extended = await words();
    expect(extended).toMatchObject({ dusk: 2, again: 1 });
    await rebuildProjections(prisma);
    expect(await words()).toEqual(extended);
  });

  test("forgets what was hidden, edited or deleted, and learns what was restored, as a rebuild would", async () => {
    const [hidden, edited, deleted, restored] = [
      await post("secret harbour"),
      await post("mistkae harbour"),
      await post("farewell harbour"),
      await post("returning harbour", { isActive: false }),
    ].map(({ id }) => id);
    await extendVocabulary(prisma);
    expect(await words()).toEqual({ secret: 1, harbour: 3, mistkae: 1, farewell: 1 });
    // One is changed before it was ever read.
    const early = await post("early");
    await prisma.imagePost.update({ where: { id: early.id }, data: { prompt: "late" } });
    await prisma.imagePost.update({ where: { id: hidden ?? 0 }, data: { isActive: false } });
    await prisma.imagePost.update({ where: { id: edited ?? 0 }, data: { prompt: "mistake harbour" } });
    await prisma.imagePost.update({ where: { id: restored ?? 0 }, data: { isActive: true } });
    await prisma.imagePost.deleteMany({ where: { id: deleted ?? 0 } });
    await extendVocabulary(prisma);
    const changed = await words();
    expect(changed).toEqual({ harbour: 2, late: 1, mistake: 1, returning: 1 });
    expect(await prisma.$queryRaw`SELECT id FROM search_vocabulary_changes`).toEqual([]);
    await rebuildProjections(prisma);
    expect(await words()).toEqual(changed);
  });

  test("is right after any changes at once, while servers read on", async () => {
    await prisma.$executeRaw`
      INSERT INTO image_posts (user_id, image_url, prompt)
      SELECT 1, '/x', 'harbour ' || CASE n % 3 WHEN 0 THEN 'dusk' WHEN 1 THEN 'dawn' ELSE 'noon' END
      FROM generate_series(1, 900) n`;
    const change = async (n: number) => {
      await prisma.$executeRaw`UPDATE image_posts SET is_active = NOT is_active WHERE id % 7 = ${n % 7}`;
      await prisma.$executeRaw`UPDATE image_posts SET prompt = 'harbour edited' WHERE id % 11 = ${n % 11}`;
      await prisma.$executeRaw`DELETE FROM image_posts WHERE id % 31 = ${n}`;
      await extendVocabulary(prisma);
    };
    // Posts are written in no order that both would keep to: one who loses tries again.
    const patiently = async (n: number): Promise<void> => change(n).catch(() => patiently(n));
    await Promise.all(Array.from({ length: 6 }, (_, n) => patiently(n)));
    await extendVocabulary(prisma, { untilDone: true });
    const changed = await words();
    expect(Object.keys(changed)).toContain("edited");
    await rebuildProjections(prisma);
    expect(await words()).toEqual(changed);
  });

  test("is whole when it was rebuilt, also beside servers that keep it", async () => {
    await prisma.$executeRaw`
      INSERT INTO image_posts (user_id, image_url, prompt)
      SELECT 1, '/x', 'harbour dusk' FROM generate_series(1, 1600)`;
    for (let round = 0; round < 3; round += 1) {
      const keepers = Array.from({ length: 4 }, () => extendVocabulary(prisma));
      await rebuildProjections(prisma);
      expect(await words()).toEqual({ harbour: 1_600, dusk: 1_600 });
      await Promise.all(keepers);
    }
    // Another server has taken its turn: who must have all waits for it, who only keeps does not.
    let isDone = false;
    await prisma.$executeRaw`UPDATE search_progress SET last_post_id = 1500`;
    const [waiting] = await prisma.$transaction(async (db) => {
      await db.$queryRaw`SELECT id FROM search_progress WHERE id = 1 FOR UPDATE`;
      await extendVocabulary(prisma);
      const patient = extendVocabulary(prisma, { untilDone: true }).then(() => {
        isDone = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isDone).toBe(false);
      return [patient];
    });
    await waiting;
    expect((await words()).harbour).toBe(1_700);
  }, 60_000);

  test("waits for a post that is still being written", async () => {
    const { id } = await post("latecomer", { isActive: false, status: "pending" });
    await post("punctual");
    await extendVocabulary(prisma);
    expect(await words()).toEqual({});
    await prisma.imagePost.update({ where: { id }, data: { status: "ready", isActive: true } });
    await extendVocabulary(prisma);
    expect(await words()).toEqual({ latecomer: 1, punctual: 1 });
  });
});

test("every text that contains another has the keys that are looked for it", async () => {
  const letter = fc.oneof(
    fc.constantFrom(..."abc ,.'%소녀少女猫é"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(letter, { maxLength: 14 }).map((letters) => comparable(letters.join("")).replaceAll("\0", ""));
  const samples = fc.sample(fc.tuple(text, text, text), { numRuns: 1_500, seed: 5 });
  const whole = samples.map(([before, inner, after]) => `${before}${inner}${after}`);
  const rows = await prisma.$queryRaw<{ parts: string[] }[]>`
    SELECT search_parts(text) AS parts FROM unnest(${whole}::text[]) WITH ORDINALITY AS asked (text, n) ORDER BY n`;
  let keys = 0;
  for (const [at, [, inner]] of samples.entries()) {
    const wanted = partsWithin(inner);
    keys += wanted.length;
    expect([whole[at], inner, wanted.filter((key) => !rows[at]?.parts.includes(key))]).toEqual([whole[at], inner, []]);
  }
  expect(keys).toBeGreaterThan(4_000);
});

test("texts are compared as the database compares them", async () => {
  const samples = fc
    .sample(fc.string({ unit: "binary", maxLength: 20 }), { numRuns: 1_500, seed: 3 })
    .concat("ＦＵＬＬ", "İstanbul", "ΣΑΣ", "ﬁ", "한글".normalize("NFD"), "ÄÖ ß", "Ǆ")
    .map((text) => text.replaceAll("\0", "").trim());
  const rows = await prisma.$queryRaw<{ normal: string }[]>`
    SELECT btrim(search_normal(text)) AS normal FROM unnest(${samples}::text[]) WITH ORDINALITY AS asked (text, n) ORDER BY n`;
  const different = samples.filter((text, at) => comparable(text) !== rows[at]?.normal);
  // The two need not know the same version of Unicode, nor call the same signs blank: a handful may differ of those that nobody types.
  expect(different.length).toBeLessThan(15);
  expect(different).not.toContain("ＦＵＬＬ");
  expect(different).not.toContain("한글".normalize("NFD"));
  expect(different).not.toContain("ÄÖ ß");
});

test("ranges of ids follow one another without a gap, down to the last", () => {
  const progress = fc.record({ found: fc.nat(500), wanted: fc.integer({ min: 1, max: 1_001 }) });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 2_147_483_647 }), fc.array(progress, { minLength: 1 }), (top, steps) => {
      let high = top;
      for (let step = 0; high > 1; step += 1) {
        const { found, wanted } = steps[step % steps.length] as { found: number; wanted: number };
        const span = nextSpan(high, 1, { covered: top - high, found, wanted: Math.max(wanted, found + 1) });
        expect(span.high).toBe(high);
        expect(span.low).toBeLessThan(high);
        // Each id of the range has one of its keys.
        if (span.keys.length > 0)
          for (const id of [span.low, high - 1]) {
            const of = span.keys.map((key) => key.slice(1).split(":").map(Number) as [number, number]);
            expect(of.some(([level, range]) => id >> level === range)).toBe(true);
          }
        high = span.low;
        expect(step).toBeLessThan(3_000);
      }
    }),
    { numRuns: 300 },
  );
});

test("a slip is a letter more, less or another, or two that changed places", () => {
  for (const [one, other, slips] of [
    ["girl", "gril", 1],
    ["girl", "grl", 1],
    ["girl", "girrl", 1],
    ["girl", "gill", 1],
    ["watercolor", "watercolour", 1],
    ["sunset", "snuste", 2],
    ["", "abc", 3],
    ["same", "same", 0],
  ] as const)
    expect([one, other, editDistance(one, other), editDistance(other, one)]).toEqual([one, other, slips, slips]);
});
