import { randomUUID } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import type { PrismaClient } from "@/lib/db/generated/client";
import { createPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/errors/app-error";
import { forgetCandidates } from "@/lib/matches/candidates";
import { getMatch } from "@/lib/matches/operations";
import { runOperation } from "@/lib/operation/run";
import { setRedis } from "@/lib/redis/redis";
import { testDatabase } from "@/lib/testing/database";
import { redisTransports } from "@/lib/testing/redis-transports";
import { castVote } from "./operations";

let db: PrismaClient;
let url: string;
const setPrisma = (prisma: PrismaClient) => Object.assign(globalThis, { podiumPrisma: prisma });

const voter: Viewer = { id: 1, handle: "voter", role: "member" };
const stranger: Viewer = { id: 2, handle: "stranger", role: "member" };
const author = 3;

const call = (viewer: Viewer) => ({ requestId: "test", findViewer: async () => viewer, expire: () => {} });
const draw = (viewer = voter, avoid = "") =>
  runOperation(getMatch, { ...call(viewer), readInput: async () => ({ avoid }) });
const vote = (input: unknown, viewer = voter) =>
  runOperation(castVote, { ...call(viewer), readInput: async () => input });
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const thrown = await work.catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
};

async function post(id: number, ownerId = author) {
  await db.imagePost.create({
    data: {
      id,
      userId: ownerId,
      imageUrl: `/media/${id}`,
      prompt: `prompt ${id}`,
      modelName: "m",
      isTournamentOptIn: true,
    },
  });
}

beforeAll(async () => {
  ({ prisma: db, url } = await testDatabase());
  await db.user.createMany({
    data: [voter, stranger, { id: author, handle: "author" }].map(({ id, handle }) => ({ id, handle })),
  });
  setPrisma(db);
});
afterAll(() => setRedis(undefined));

beforeEach(async () => {
  await db.imagePost.deleteMany();
  for (const id of [11, 12, 13, 14]) await post(id);
  forgetCandidates();
});

describe.each(redisTransports())("a vote, with Redis $name", ({ isSkipped, connect }) => {
  const law = test.skipIf(isSkipped);
  let redis: Redis;
  beforeAll(async () => {
    if (!isSkipped) redis = await connect();
  });
  beforeEach(() => setRedis(redis));

  law(
    "is recorded with the sides and the probability of its draw, and reveals both images with the vote counted",
    async () => {
      const match = await draw();
      const [left, right] = match.images;
      expect(Object.keys(left).sort()).toEqual([
        "altText",
        "height",
        "id",
        "imageUrl",
        "placeholder",
        "variants",
        "width",
      ]);
      const token = await redis.get<{ probability: number }>(`match:${match.matchId}`);
      expect(token).toMatchObject({ image_ids: [left.id, right.id] });
      expect(token?.probability).toBeGreaterThan(0);
      expect(await redis.ttl(`match:${match.matchId}`)).toBeGreaterThan(290);

      const receipt = await vote({ matchId: match.matchId, winnerImageId: right.id, loserImageId: left.id });
      expect(receipt).toMatchObject({
        vote: { matchId: match.matchId, winnerImageId: right.id, loserImageId: left.id },
        reveal: [
          { id: right.id, prompt: `prompt ${right.id}`, author: "author", tournamentWinCount: 1 },
          { id: left.id, prompt: `prompt ${left.id}`, tournamentWinCount: 0 },
        ],
        isRepeat: false,
      });
      expect(receipt.nextMatch).not.toBeNull();
      expect(await db.tournamentVote.findMany()).toEqual([
        expect.objectContaining({ voterId: 1, winnerSide: "right", drawProbability: token?.probability }),
      ]);
      expect(await redis.get(`match:${match.matchId}`)).toBeNull();
    },
  );

  law(
    "counts once out of two hundred simultaneous submissions, and every answer is that vote or a refusal",
    async () => {
      const { matchId, images } = await draw();
      const answers = await Promise.allSettled(
        Array.from({ length: 200 }, (_, n) => vote({ matchId, winnerImageId: images[n % 2]?.id })),
      );
      const receipts = answers.filter((answer) => answer.status === "fulfilled").map((answer) => answer.value);
      expect(receipts.filter((receipt) => !receipt.isRepeat)).toHaveLength(1);
      expect(new Set(receipts.map((receipt) => JSON.stringify(receipt.vote))).size).toBe(1);
      for (const answer of answers) if (answer.status === "rejected") expect(answer.reason.status).toBeLessThan(500);
      expect(await db.tournamentVote.count()).toBe(1);
    },
  );

  law("of sixty voters at once is each their own: their pair, their receipt, and counts that miss nobody", async () => {
    const voters = Array.from({ length: 60 }, (_, n): Viewer => ({ id: 100 + n, handle: `v${n}`, role: "member" }));
    const matches = await Promise.all(voters.map((each) => draw(each)));
    const receipts = await Promise.all(
      voters.map((each, n) => {
        const [left, right] = (matches[n] as Awaited<ReturnType<typeof draw>>).images;
        return vote({ matchId: matches[n]?.matchId, winnerImageId: Math.max(left.id, right.id) }, each);
      }),
    );
    for (const [n, { vote, reveal, nextMatch, isRepeat }] of receipts.entries()) {
      const ids = matches[n]?.images.map(({ id }) => id).sort() as [number, number];
      expect(vote).toMatchObject({ matchId: matches[n]?.matchId, winnerImageId: ids[1], loserImageId: ids[0] });
      expect(reveal.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
      expect(reveal[0]?.tournamentWinCount).toBeGreaterThanOrEqual(1);
      expect(nextMatch?.images.map(({ id }) => id).sort()).not.toEqual(ids);
      expect(isRepeat).toBe(false);
    }
    const rows = await db.tournamentVote.findMany();
    expect(rows).toHaveLength(60);
    for (const row of rows) {
      const n = row.voterId - 100;
      expect([row.matchId, row.winnerImageId]).toEqual([matches[n]?.matchId, receipts[n]?.vote.winnerImageId]);
    }
    const last = new Map<number, number>(
      receipts.flatMap(({ reveal }) => reveal.map((image): [number, number] => [image.id, 0])),
    );
    for (const { reveal } of receipts)
      for (const { id, tournamentWinCount } of reveal) last.set(id, Math.max(last.get(id) ?? 0, tournamentWinCount));
    for (const [id, most] of last) expect(most).toBe(rows.filter((row) => row.winnerImageId === id).length);
  });

  law("sent again after a lost response is answered the same; another choice is refused", async () => {
    const { matchId, images } = await draw();
    const [left, right] = images;
    const first = await vote({ matchId, winnerImageId: left.id });
    const again = await vote({ matchId, winnerImageId: left.id });
    expect(again).toMatchObject({ vote: first.vote, reveal: first.reveal, isRepeat: true });
    expect((await refusal(vote({ matchId, winnerImageId: right.id }))).code).toBe("PAIR_ALREADY_JUDGED");
    expect((await refusal(vote({ matchId, winnerImageId: 99 }))).code).toBe("IMAGE_OUTSIDE_PAIR");
    expect(await db.tournamentVote.count()).toBe(1);
  });

  law("in another voter's match is refused, writes nothing and leaves the match to its owner", async () => {
    const { matchId, images } = await draw();
    const stolen = await refusal(vote({ matchId, winnerImageId: images[0].id }, stranger));
    expect(stolen.code).toBe("MATCH_EXPIRED");
    expect(await db.tournamentVote.count()).toBe(0);
    expect((await vote({ matchId, winnerImageId: images[0].id })).isRepeat).toBe(false);
  });

  law("for an image outside the pair is refused, and the real choice can still be made", async () => {
    const { matchId, images } = await draw();
    const [left, right] = images;
    const outside = [11, 12, 13, 14].find((id) => id !== left.id && id !== right.id);
    for (const input of [
      { winnerImageId: outside },
      { winnerImageId: left.id, loserImageId: outside },
      { winnerImageId: left.id, loserImageId: left.id },
    ]) {
      expect((await refusal(vote({ matchId, ...input }))).code).toBe("IMAGE_OUTSIDE_PAIR");
    }
    expect(await db.tournamentVote.count()).toBe(0);
    expect((await vote({ matchId, winnerImageId: left.id })).isRepeat).toBe(false);
  });

  law("in an expired or unknown match is refused, with a fresh match", async () => {
    const { matchId, images } = await draw();
    await redis.pexpire(`match:${matchId}`, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (const id of [matchId, randomUUID()]) {
      const expired = await refusal(vote({ matchId: id, winnerImageId: images[0].id }));
      expect(expired).toMatchObject({ code: "MATCH_EXPIRED", status: 410 });
      expect(expired.details.data?.nextMatch).toMatchObject({ images: [{}, {}] });
    }
    expect(await db.tournamentVote.count()).toBe(0);
  });

  law.each([{ isActive: false }, { isTournamentOptIn: false }])(
    "for an image that was withdrawn after the draw (%o) is refused, with a fresh match without it",
    async (change) => {
      const { matchId, images } = await draw();
      const [left, right] = images;
      await db.imagePost.update({ where: { id: left.id }, data: change });
      const withdrawn = await refusal(vote({ matchId, winnerImageId: right.id }));
      expect(withdrawn.code).toBe("IMAGE_WITHDRAWN");
      const next = withdrawn.details.data?.nextMatch as { images: { id: number }[] };
      expect(next.images.map((image) => image.id)).not.toContain(left.id);
      expect(await db.tournamentVote.count()).toBe(0);
    },
  );

  law("counts once although the same pair was open in twenty matches at once", async () => {
    await db.imagePost.deleteMany({ where: { id: { in: [13, 14] } } });
    forgetCandidates();
    const matches = await Promise.all(Array.from({ length: 20 }, () => draw()));
    const answers = await Promise.allSettled(matches.map(({ matchId }) => vote({ matchId, winnerImageId: 11 })));
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason.code).toBe("PAIR_ALREADY_JUDGED");
    }
    expect(await db.tournamentVote.count()).toBe(1);
  });

  law("that the database could not take is not counted, and its token is back with the rest of its life", async () => {
    const { matchId, images } = await draw();
    const key = `match:${matchId}`;
    // A match that was drawn 100 s ago, with 200 s left.
    const drawnAt = new Date(Date.now() - 100_000).toISOString();
    const before = { ...(await redis.get<object>(key)), created_at: drawnAt };
    await redis.set(key, before, { px: 200_000 });
    const unreachable = createPrisma(url.replace(/:\d+\//, ":9/"));
    setPrisma(unreachable);
    const failed = await refusal(vote({ matchId, winnerImageId: images[0].id }));
    setPrisma(db);
    await unreachable.$disconnect();
    expect(failed).toMatchObject({ code: "VOTE_NOT_RECORDED", status: 503, details: { retryAfter: 1 } });
    expect(await db.tournamentVote.count()).toBe(0);
    expect(await redis.get(key)).toEqual(before);
    const life = await redis.pttl(key);
    expect(life).toBeLessThanOrEqual(200_000);
    // Far more than a busy machine takes for the above, far less than would be left of a match without end or of a new one.
    expect(life).toBeGreaterThan(150_000);
    expect((await vote({ matchId, winnerImageId: images[0].id })).isRepeat).toBe(false);
  });

  law("never leads to an image that was hidden a moment ago", async () => {
    for (let n = 0; n < 5; n += 1) {
      const { matchId, images } = await draw();
      const hidden = { id: { notIn: images.map((image) => image.id) } };
      await db.imagePost.updateMany({ where: hidden, data: { isActive: false } });
      expect((await vote({ matchId, winnerImageId: images[0].id })).nextMatch).toBeNull();
      await db.imagePost.updateMany({ data: { isActive: true } });
    }
  });

  law("leads through every pair of others once, and to the end", async () => {
    await post(15, voter.id);
    await post(16, stranger.id);
    forgetCandidates();
    const judged = new Set<string>();
    let next: Awaited<ReturnType<typeof draw>> | null = await draw();
    while (next) {
      const [left, right] = next.images;
      const name = [left.id, right.id].sort().join("-");
      expect(judged.has(name)).toBe(false);
      judged.add(name);
      expect(name).not.toContain("15");
      ({ nextMatch: next } = await vote({ matchId: next.matchId, winnerImageId: left.id }));
    }
    expect(judged.size).toBe(10);
    expect((await refusal(draw())).code).toBe("NO_MATCH_AVAILABLE");
    expect((await draw(stranger)).images).toHaveLength(2);
  });
});

describe("a draw", () => {
  test("leaves out the pairs that the client holds", async () => {
    const avoid = ["11-12", "11-13", "11-14", "12-13", "14-12"].join(",");
    const match = await draw(voter, avoid);
    expect(match.images.map((image) => image.id).sort()).toEqual([13, 14]);
    expect((await refusal(draw(voter, `${avoid},13-14`))).code).toBe("NO_MATCH_AVAILABLE");
  });

  test("never shows an image that was hidden a moment ago, and finds one that was posted a moment ago when it must", async () => {
    await draw();
    await db.imagePost.updateMany({ where: { id: { in: [11, 12] } }, data: { isActive: false } });
    for (let n = 0; n < 10; n += 1) expect((await draw()).images.map((image) => image.id).sort()).toEqual([13, 14]);
    await db.imagePost.updateMany({ where: { id: 14 }, data: { isActive: false } });
    expect((await refusal(draw())).code).toBe("NO_MATCH_AVAILABLE");
    await post(20);
    expect((await draw()).images.map((image) => image.id).sort()).toEqual([13, 20]);
  });

  test("sees within its own answer what the voter judged through another server", async () => {
    const pairs = [
      [11, 12],
      [11, 13],
      [11, 14],
      [12, 13],
      [12, 14],
    ] as const;
    await draw();
    for (const [winnerImageId, loserImageId] of pairs) {
      await db.tournamentVote.create({ data: { matchId: randomUUID(), voterId: 1, winnerImageId, loserImageId } });
    }
    for (let n = 0; n < 5; n += 1) expect((await draw()).images.map((image) => image.id).sort()).toEqual([13, 14]);
  });
});
