import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { PrismaClient } from "@/lib/db/generated/client";
import { createPrisma } from "@/lib/db/prisma";
import { countBoard } from "@/lib/rankings/board-queries";
import { setRedis } from "@/lib/redis/redis";
import { testDatabase } from "@/lib/testing/database";
import { redisTransports } from "@/lib/testing/redis-transports";
import { draw, expired, hang, refusal, say, setPrisma, stranger, undo, vote, voter } from "@/lib/testing/voting";
import { restoredMatchId } from "./restored-match";

let db: PrismaClient;
let url: string;

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  setPrisma(db);
});
afterAll(() => setRedis(undefined));
beforeEach(() => hang(db, [11, 12, 13, 14]));

/** Moves a vote into the past, on the database's clock. */
const age = (matchId: string, seconds: number) =>
  db.$executeRaw`UPDATE tournament_votes SET created_at = created_at - ${seconds} * INTERVAL '1 second' WHERE match_id = ${matchId}`;

async function cast() {
  const { matchId, images } = await draw();
  await vote({ matchId, winnerImageId: images[1].id });
  return { matchId, images };
}

describe.each(redisTransports())("an undo, with Redis $name", ({ isSkipped, connect }) => {
  const law = test.skipIf(isSkipped);
  let redis: Redis;
  beforeAll(async () => {
    if (!isSkipped) redis = await connect();
  });
  beforeEach(() => setRedis(redis));

  law(
    "brings the match back: same pair, same sides, same probability, a whole life, and it can be judged anew",
    async () => {
      const { matchId, images } = await cast();
      const { drawProbability } = await db.tournamentVote.findFirstOrThrow();
      const { match, isRepeat, imageIds } = await undo(matchId);
      expect(isRepeat).toBe(false);
      expect(match?.images.map((image) => image.id)).toEqual(images.map((image) => image.id));
      expect(imageIds).toEqual(images.map((image) => image.id));
      expect(match?.matchId).toBe(restoredMatchId(matchId));
      expect(await redis.ttl(`match:${match?.matchId}`)).toBeGreaterThan(290);
      expect(await db.tournamentVote.count()).toBe(0);

      const again = await vote({ matchId: match?.matchId, winnerImageId: images[0].id });
      expect(again).toMatchObject({ isRepeat: false, vote: { winnerImageId: images[0].id } });
      expect(await db.tournamentVote.findMany()).toEqual([
        expect.objectContaining({ winnerSide: "left", drawProbability }),
      ]);
    },
  );

  law("takes the vote out of the receipt's counts and the Top 10", async () => {
    const { matchId, images } = await cast();
    const winsOf = async () =>
      (await countBoard("day", db)).entries.find(({ id }) => id === images[1].id)?.tournamentWinCount;
    expect(await winsOf()).toBe(1);
    expired.length = 0;
    const { match } = await undo(matchId);
    expect(await winsOf()).toBe(0);
    expect(expired).toEqual([{ soon: ["top", "ratings", `post:${images[0].id}`, `post:${images[1].id}`] }]);
    const receipt = await vote({ matchId: match?.matchId, winnerImageId: images[1].id });
    expect(receipt.reveal.map((image) => image.tournamentWinCount)).toEqual([1, 0]);
  });

  law("out of two hundred at once takes back one vote, and every answer is the same match or a refusal", async () => {
    const { matchId } = await cast();
    const settled = await Promise.allSettled(Array.from({ length: 200 }, () => undo(matchId)));
    // Who waits too long for the match that the first one opens is told that it is too late.
    for (const each of settled) if (each.status === "rejected") expect(each.reason.code).toBe("UNDO_EXPIRED");
    const answers = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    expect(answers.filter((answer) => !answer.isRepeat)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.match?.matchId))).toEqual(new Set([restoredMatchId(matchId)]));
    expect(await db.tournamentVote.count()).toBe(0);
  });

  law("sent again after a lost response is answered the same, until the match that came back is judged", async () => {
    const { matchId, images } = await cast();
    const first = await undo(matchId);
    expect(await undo(matchId)).toEqual({ ...first, isRepeat: true });
    await vote({ matchId: first.match?.matchId, winnerImageId: images[0].id });
    expect((await refusal(undo(matchId))).code).toBe("UNDO_EXPIRED");
    expect(await db.tournamentVote.count()).toBe(1);
  });

  law("against the same vote sent again leaves no vote in that match, whoever is first", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { matchId, images } = await cast();
      const again = { matchId, winnerImageId: images[1].id };
      await Promise.allSettled([vote(again), undo(matchId), vote(again)]);
      expect(await db.tournamentVote.count({ where: { matchId } })).toBe(0);
      expect((await refusal(vote(again))).code).toBe("MATCH_EXPIRED");
      await say({ matchId: restoredMatchId(matchId), outcome: "skip" });
    }
  });

  law("cannot be made undone by a token that was put back", async () => {
    const { matchId, images } = await draw();
    const token = await redis.get(`match:${matchId}`);
    await vote({ matchId, winnerImageId: images[0].id });
    await redis.set(`match:${matchId}`, token);
    await undo(matchId);
    expect((await refusal(vote({ matchId, winnerImageId: images[0].id }))).code).toBe("MATCH_EXPIRED");
  });

  law("of a vote that counts and is too old is refused, although its match is open under the new id", async () => {
    const { matchId, images } = await draw();
    const token = await redis.get(`match:${matchId}`);
    await vote({ matchId, winnerImageId: images[0].id });
    await undo(matchId);
    // Put back by a server that heard late of a failure.
    await redis.set(`match:${matchId}`, token);
    await vote({ matchId, winnerImageId: images[0].id });
    await age(matchId, 11);
    expect((await refusal(undo(matchId))).code).toBe("UNDO_EXPIRED");
    expect(await db.tournamentVote.count({ where: { matchId } })).toBe(1);
  });

  law("against a vote on the same pair in another open match leaves at most one vote on it", async () => {
    await hang(db, [11, 12]);
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await draw(), await draw()];
      await vote({ matchId: one.matchId, winnerImageId: 11 });
      const [undone] = await Promise.allSettled([
        undo(one.matchId),
        vote({ matchId: other.matchId, winnerImageId: 12 }),
      ]);
      expect(undone.status).toBe("fulfilled");
      expect(await db.tournamentVote.count()).toBeLessThanOrEqual(1);
      await db.tournamentVote.deleteMany();
    }
  });

  law("comes too late after ten seconds on the database's clock", async () => {
    const { matchId } = await cast();
    await age(matchId, 10.1);
    expect(await refusal(undo(matchId))).toMatchObject({ code: "UNDO_EXPIRED", status: 410 });
    expect(await db.tournamentVote.count()).toBe(1);
    // The other side of the edge, with room for a slow machine.
    await age(matchId, -7);
    expect((await undo(matchId)).isRepeat).toBe(false);
  });

  law("of another voter's vote, or of none, changes nothing and tells nothing", async () => {
    const { matchId } = await cast();
    expect((await refusal(undo(matchId, stranger))).code).toBe("UNDO_EXPIRED");
    expect((await refusal(undo(randomUUID()))).code).toBe("UNDO_EXPIRED");
    expect(await db.tournamentVote.count({ where: { voterId: voter.id } })).toBe(1);
    await undo(matchId);
    expect((await refusal(undo(matchId, stranger))).code).toBe("UNDO_EXPIRED");
  });

  law("of a vote that was not drawn here, and so cannot come back, leaves it", async () => {
    for (const unknown of [{ winnerSide: null }, { drawProbability: null }]) {
      const { matchId } = await cast();
      await db.tournamentVote.updateMany({ where: { matchId }, data: unknown });
      expect((await refusal(undo(matchId))).code).toBe("UNDO_EXPIRED");
      expect(await db.tournamentVote.count({ where: { matchId } })).toBe(1);
    }
  });

  law("sent again after an image was hidden shows nothing of it", async () => {
    const { matchId, images } = await cast();
    await undo(matchId);
    await db.imagePost.update({ where: { id: images[0].id }, data: { isActive: false } });
    expect((await refusal(undo(matchId))).code).toBe("UNDO_EXPIRED");
  });

  law("of a vote on an image that was hidden meanwhile takes it back all the same, without a match", async () => {
    const { matchId, images } = await cast();
    await db.imagePost.update({ where: { id: images[0].id }, data: { isActive: false } });
    expect(await undo(matchId)).toMatchObject({ match: null, isRepeat: false });
    expect(await db.tournamentVote.count()).toBe(0);
  });

  law("that the database cannot do is refused as a whole, and can be tried again", async () => {
    const { matchId } = await cast();
    const unreachable = createPrisma(url.replace(/:\d+\//, ":9/"));
    setPrisma(unreachable);
    await expect(undo(matchId)).rejects.toThrow();
    setPrisma(db);
    await unreachable.$disconnect();
    expect((await undo(matchId)).isRepeat).toBe(false);
  });
});

test("an undone match's new id is a UUID, follows from the old one, and is another at each undo", () => {
  const chain = [randomUUID() as string];
  for (let n = 0; n < 50; n += 1) chain.push(restoredMatchId(chain.at(-1) as string));
  for (const id of chain) expect(z.uuid().parse(id)).toBe(id);
  expect(new Set(chain).size).toBe(chain.length);
  expect(restoredMatchId(chain[0] as string)).toBe(chain[1]);
});
