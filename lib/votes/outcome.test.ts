import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PrismaClient } from "@/lib/db/generated/client";
import { createPrisma } from "@/lib/db/prisma";
import { forgetCandidates } from "@/lib/matches/candidates";
import { setRedis } from "@/lib/redis/redis";
import { testDatabase } from "@/lib/testing/database";
import { redisTransports } from "@/lib/testing/redis-transports";
import { draw, hang, refusal, say, setPrisma, stranger, vote, voter } from "@/lib/testing/voting";

let db: PrismaClient;
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  setPrisma(db);
});
afterAll(() => setRedis(undefined));
beforeEach(() => hang(db, [11, 12, 13, 14]));

const names = (images: readonly { id: number }[]) =>
  images
    .map((image) => image.id)
    .sort()
    .join("-");

describe.each(redisTransports())("an outcome, with Redis $name", ({ isSkipped, connect }) => {
  const law = test.skipIf(isSkipped);
  let redis: Redis;
  beforeAll(async () => {
    if (!isSkipped) redis = await connect();
  });
  beforeEach(() => setRedis(redis));

  law.each(["skip", "tie", "both_bad"] as const)(
    "%s is logged with the sides and the probability of its draw, spends the token and is nobody's win or loss",
    async (outcome) => {
      const { matchId, images } = await draw();
      const [left, right] = images;
      const token = await redis.get<{ probability: number }>(`match:${matchId}`);
      expect(token?.probability).toBeGreaterThan(0);
      const receipt = await say({ matchId, outcome });
      expect(receipt).toMatchObject({
        outcome: { matchId, outcome, leftImageId: left.id, rightImageId: right.id },
        isRepeat: false,
      });
      expect(names(receipt.nextMatch?.images ?? [])).not.toBe(names(images));
      expect(await db.matchOutcome.findMany()).toEqual([
        expect.objectContaining({
          voterId: voter.id,
          outcome,
          leftImageId: left.id,
          drawProbability: token?.probability,
        }),
      ]);
      expect(await redis.get(`match:${matchId}`)).toBeNull();
      expect((await refusal(vote({ matchId, winnerImageId: left.id }))).code).toBe("MATCH_EXPIRED");
      expect(await db.tournamentVote.count()).toBe(0);
    },
  );

  law("is logged once out of two hundred simultaneous submissions, and every answer is that one", async () => {
    const { matchId } = await draw();
    const answers = await Promise.all(Array.from({ length: 200 }, () => say({ matchId, outcome: "tie" })));
    expect(answers.filter((answer) => !answer.isRepeat)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.outcome))).size).toBe(1);
    expect(await db.matchOutcome.count()).toBe(1);
  });

  law("and a vote in the same match at once leave one of the two", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { matchId, images } = await draw();
      const answers = await Promise.allSettled([
        say({ matchId, outcome: "skip" }),
        vote({ matchId, winnerImageId: images[0].id }),
      ]);
      expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
      const where = { matchId };
      expect((await db.matchOutcome.count({ where })) + (await db.tournamentVote.count({ where }))).toBe(1);
    }
  });

  law("sent again after a lost response is answered the same; another one is refused", async () => {
    const { matchId } = await draw();
    const first = await say({ matchId, outcome: "both_bad" });
    expect(await say({ matchId, outcome: "both_bad" })).toMatchObject({ outcome: first.outcome, isRepeat: true });
    const other = await refusal(say({ matchId, outcome: "skip" }));
    expect(other).toMatchObject({ code: "PAIR_ALREADY_JUDGED", details: { data: { outcome: first.outcome } } });
    expect(await db.matchOutcome.count()).toBe(1);
  });

  law("of a match that was voted in is refused, with the recorded vote", async () => {
    const { matchId, images } = await draw();
    const receipt = await vote({ matchId, winnerImageId: images[1].id });
    const late = await refusal(say({ matchId, outcome: "tie" }));
    expect(late).toMatchObject({ code: "PAIR_ALREADY_JUDGED", details: { data: { vote: receipt.vote } } });
    expect(await db.matchOutcome.count()).toBe(0);
  });

  law("keeps a vote out of its match although the token was put back", async () => {
    const { matchId, images } = await draw();
    const stored = await redis.get(`match:${matchId}`);
    const { outcome } = await say({ matchId, outcome: "skip" });
    await redis.set(`match:${matchId}`, stored, { ex: 60 });
    const late = await refusal(vote({ matchId, winnerImageId: images[0].id }));
    expect(late).toMatchObject({ code: "PAIR_ALREADY_JUDGED", details: { data: { outcome } } });
    expect(late.details.data?.nextMatch).not.toBeNull();
    expect(await db.tournamentVote.count()).toBe(0);
    expect(await db.matchOutcome.count()).toBe(1);
  });

  law(
    "in another voter's, an expired or an unknown match is refused with a fresh match, and writes nothing",
    async () => {
      const { matchId } = await draw();
      expect((await refusal(say({ matchId, outcome: "skip" }, stranger))).code).toBe("MATCH_EXPIRED");
      expect(await redis.get(`match:${matchId}`)).not.toBeNull();
      await redis.del(`match:${matchId}`);
      for (const id of [matchId, randomUUID()]) {
        const gone = await refusal(say({ matchId: id, outcome: "skip" }));
        expect(gone).toMatchObject({ code: "MATCH_EXPIRED", status: 410 });
        expect(gone.details.data?.nextMatch).toMatchObject({ images: [{}, {}] });
      }
      expect(await db.matchOutcome.count()).toBe(0);
    },
  );

  law("that the database could not take is not logged, and its token is back", async () => {
    const { matchId } = await draw();
    const before = await redis.get(`match:${matchId}`);
    const unreachable = createPrisma(url.replace(/:\d+\//, ":9/"));
    setPrisma(unreachable);
    const failed = await refusal(say({ matchId, outcome: "tie" }));
    setPrisma(db);
    await unreachable.$disconnect();
    expect(failed).toMatchObject({ code: "SERVICE_UNAVAILABLE", status: 503, details: { retryAfter: 1 } });
    expect(await redis.get(`match:${matchId}`)).toEqual(before);
    expect((await say({ matchId, outcome: "tie" })).isRepeat).toBe(false);
  });
});

describe("a pair", () => {
  beforeEach(() => hang(db, [11, 12]));

  test("that was skipped may come again, to be voted on", async () => {
    const { matchId } = await draw();
    expect((await say({ matchId, outcome: "skip" })).nextMatch).toBeNull();
    const again = await draw();
    expect(names(again.images)).toBe("11-12");
    expect((await vote({ matchId: again.matchId, winnerImageId: 11 })).isRepeat).toBe(false);
  });

  test.each(["tie", "both_bad"])("that was called %s is not drawn for this voter for thirty days", async (outcome) => {
    const { matchId } = await draw();
    await say({ matchId, outcome });
    expect((await refusal(draw())).code).toBe("NO_MATCH_AVAILABLE");
    expect(names((await draw(stranger)).images)).toBe("11-12");
    await db.$executeRaw`UPDATE match_outcomes SET created_at = created_at - INTERVAL '29 days 23 hours'`;
    forgetCandidates();
    expect((await refusal(draw())).code).toBe("NO_MATCH_AVAILABLE");
    await db.$executeRaw`UPDATE match_outcomes SET created_at = created_at - INTERVAL '2 hours'`;
    forgetCandidates();
    expect(names((await draw()).images)).toBe("11-12");
  });

  test("that was called a tie through another server is seen within the same answer", async () => {
    await hang(db, [11, 12, 13]);
    await draw();
    for (const [leftImageId, rightImageId] of [
      [12, 11],
      [13, 11],
    ] as const) {
      await db.matchOutcome.create({
        data: { matchId: randomUUID(), voterId: 1, leftImageId, rightImageId, outcome: "tie", drawProbability: 1 },
      });
    }
    for (let n = 0; n < 5; n += 1) expect(names((await draw()).images)).toBe("12-13");
  });

  test("that was removed for good while it was open is answered with what comes next", async () => {
    await hang(db, [11, 12, 13, 14]);
    const { matchId, images } = await draw();
    await db.imagePost.delete({ where: { id: images[0].id } });
    const gone = await refusal(say({ matchId, outcome: "skip" }));
    expect(gone.code).toBe("IMAGE_WITHDRAWN");
    expect(gone.details.data?.nextMatch).not.toBeNull();
  });
});
