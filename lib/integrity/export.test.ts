import { beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { beginAnew, castVotes } from "@/lib/testing/vote-log";
import { UnreadableExport } from "./export-file";
import { exportLog } from "./export-log";
import { sealVotes } from "./seal-mutations";
import { quarantinedPseudonyms } from "./verify-board";
import { verifyExport } from "./verify-export";

let db: Awaited<ReturnType<typeof testDatabase>>["prisma"];

beforeAll(async () => {
  ({ prisma: db } = await testDatabase());
});
beforeEach(() => beginAnew(db));

/** The lines of an export; `meanwhile` happens when the first of them is there. */
async function exported(meanwhile?: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  await exportLog(async (source) => {
    for await (const line of source) {
      if (lines.push(line) === 1) await meanwhile?.();
    }
  }, db);
  return lines;
}

const verify = (lines: readonly string[], knownHead?: string) =>
  verifyExport(
    async function* () {
      yield* lines;
    },
    { knownHead },
  );

const putAside = (...voters: number[]) =>
  db.voterQuarantine.createMany({ data: voters.map((voterId) => ({ voterId })) });

const whole = { log: { findings: [] }, board: { isReproduced: true, images: 8 } };

test("an export has the board of its votes but those put aside, and its check finds any other", async () => {
  await castVotes(db, 60);
  await putAside(2);
  await sealVotes({ batchSize: 16 }, db);
  const lines = await exported();
  const own = await db.tournamentVote.count({ where: { voterId: 2 } });
  expect(await verify(lines)).toMatchObject({ ...whole, board: { ...whole.board, votes: 60 - own } });

  const at = lines.findIndex((line) => line.startsWith('{"board"'));
  const { board } = JSON.parse(lines[at] as string) as { board: [number, number][] };
  const withBoard = (changed: unknown) => verify(lines.with(at, JSON.stringify({ board: changed })));
  const [[id, strength], ...others] = board as [[number, number], ...[number, number][]];
  for (const changed of [
    [[id, strength + 0.001], ...others],
    [[id, null], ...others],
    [[99, strength], ...others],
    [...board, [99, 0]],
    [...board, [id, strength]],
    others,
    [],
  ])
    expect(await withBoard(changed)).toMatchObject({ log: { findings: [] }, board: { isReproduced: false } });
  const aside = at - 1;
  for (const quarantined of [[], ["0".repeat(64)]])
    expect(await verify(lines.with(aside, JSON.stringify({ quarantined })))).toMatchObject({
      board: { isReproduced: false },
    });
});

test("an export is of one moment, whatever is purged, cast and sealed, or put aside while it is written", async () => {
  await castVotes(db, 60);
  await sealVotes({ batchSize: 16 }, db);
  const before = await exported();
  const during = await exported(async () => {
    await castVotes(db, 10);
    await sealVotes({}, db);
    await db.imagePost.delete({ where: { id: 8 } });
    await putAside(3);
  });
  expect(during).toEqual(before);
  const after = await exported();
  expect(after).not.toEqual(before);
  for (const lines of [before, during]) expect(await verify(lines)).toMatchObject(whole);
  expect(await verify(after)).toMatchObject({ ...whole, board: { isReproduced: true, images: 7 } });
});

test("an export of a log that does not verify is refused, before a line is written", async () => {
  await castVotes(db, 10);
  await sealVotes({}, db);
  await db.$executeRaw`UPDATE tournament_votes SET voter_id = voter_id + 1 WHERE id = 3`;
  const written: string[] = [];
  const work = exportLog(async (source) => {
    for await (const line of source) written.push(line);
  }, db);
  await expect(work).rejects.toBeInstanceOf(UnreadableExport);
  expect(written).toEqual([]);
});

test("an export does not tell by their order which pseudonym is the older account's", async () => {
  await castVotes(db, 30);
  await putAside(1, 2, 3, 4, 5, 6);
  await sealVotes({}, db);
  const line = (await exported()).find((each) => each.startsWith('{"quarantined"')) as string;
  const { quarantined } = JSON.parse(line) as { quarantined: string[] };
  expect(quarantined).toHaveLength(6);
  expect(quarantined).toEqual((await quarantinedPseudonyms(db)).toSorted());
});

test("a check of an export asks for the head that one knows, and finds a vote that was changed", async () => {
  await castVotes(db, 20);
  await sealVotes({}, db);
  const early = (await verify(await exported())).log.head as string;
  await castVotes(db, 20);
  await sealVotes({}, db);
  const lines = await exported();
  expect((await verify(lines, early)).log.findings).toEqual([]);
  expect((await verify(lines, early.toUpperCase())).log.findings).toEqual([]);
  expect((await verify(lines, "0".repeat(64))).log.findings).toMatchObject([{ kind: "head-unknown" }]);
  const changed = lines.map((line) => line.replace(',"left",', ',"right",'));
  expect((await verify(changed)).log.findings).toContainEqual({ kind: "root-differs", at: 1 });
});

test("a log without a vote is exported, and its check finds nothing wrong with it", async () => {
  expect(await verify(await exported())).toMatchObject({
    log: { votes: 0, head: null },
    board: { isReproduced: true },
  });
});
