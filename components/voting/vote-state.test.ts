import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomes } from "@/lib/votes/schema";
import {
  type HeldMatch,
  needsDraw,
  nextVoteState,
  pairsToAvoid,
  startVoting,
  undoToSend,
  type VoteEvent,
  type VoteState,
} from "./vote-state";

const picture = (id: number) => ({
  id,
  imageUrl: "",
  variants: [],
  width: 0,
  height: 0,
  placeholder: null,
  altText: "",
});
const match = (left: number, right: number, expiresAt = 300_000): HeldMatch => ({
  matchId: `${left}/${right}`,
  images: [picture(left), picture(right)],
  expiresAt,
});
const run = (state: VoteState, ...events: VoteEvent[]) => events.reduce(nextVoteState, state);
const [a, b, c] = [match(1, 2), match(3, 4), match(5, 6)] as const;
const start = run(startVoting(a), { type: "drawn", match: b });

describe("a choice", () => {
  test("shows the next pair at once, before any answer", () => {
    const state = run(start, { type: "chose", side: 1, now: 0 });
    expect(state).toMatchObject({ current: b, next: null, queue: [{ match: a, winnerId: 2 }] });
    expect(needsDraw(state)).toBe(false);
  });

  test("brings with its answer the pair after the next, and what was hidden", () => {
    const reveal = [{ id: 2, prompt: "p", modelName: null, author: null, likeCount: 0, tournamentWinCount: 1 }];
    const state = run(
      start,
      { type: "chose", side: 1, now: 0 },
      { type: "accepted", matchId: a.matchId, reveal, nextMatch: c },
    );
    expect(state).toMatchObject({ current: b, next: c, queue: [], revealed: reveal });
  });

  test("is kept while the network is away, in the order it was made, and sent again", () => {
    const state = run(
      start,
      { type: "chose", side: 0, now: 0 },
      { type: "chose", side: 1, now: 0 },
      { type: "delayed", matchId: a.matchId, now: 1_000 },
    );
    expect(state.queue).toMatchObject([
      { match: a, winnerId: 1, failures: 1 },
      { match: b, winnerId: 4, failures: 0 },
    ]);
    expect(state).toMatchObject({ current: null, notice: "retrying" });
    const accepted = run(state, { type: "accepted", matchId: a.matchId, reveal: [], nextMatch: c });
    expect(accepted).toMatchObject({ current: c, notice: null, queue: [{ match: b }] });
  });

  test("that stays unsent until its match ends is given up, and the voter is told", () => {
    const state = run(start, { type: "chose", side: 0, now: 0 }, { type: "delayed", matchId: a.matchId, now: 300_001 });
    expect(state).toMatchObject({ queue: [], notice: "lost", current: b });
  });

  test.each([
    ["MATCH_EXPIRED", "expired"],
    ["IMAGE_WITHDRAWN", "withdrawn"],
    ["PAIR_ALREADY_JUDGED", "judged"],
    ["VALIDATION_FAILED", "refused"],
  ])("refused with %s is told, and the voter goes on with a fresh pair", (code, notice) => {
    const refused = { type: "refused", matchId: a.matchId, code, nextMatch: c } as const;
    expect(run(startVoting(a), { type: "chose", side: 0, now: 0 }, refused)).toMatchObject({
      current: c,
      queue: [],
      notice,
    });
  });
});

describe("passing over", () => {
  test("shows the next pair, tells the server, which brings another, and keeps the old one away for a while", () => {
    const state = run(start, { type: "said", outcome: "skip" });
    expect(state).toMatchObject({ current: b, next: null, queue: [{ match: a, outcome: "skip" }] });
    expect(needsDraw(state)).toBe(false);
    const answered = run(state, { type: "accepted", matchId: a.matchId, reveal: null, nextMatch: c });
    expect(answered).toMatchObject({ current: b, next: c, queue: [] });
    expect(pairsToAvoid(answered)).toBe("3-4,5-6,1-2");
  });

  test("on and on, each time before an answer, asks for one more once all are answered", () => {
    const waiting = run(startVoting(a), { type: "said", outcome: "skip" });
    const answered = run(waiting, { type: "accepted", matchId: a.matchId, reveal: null, nextMatch: null });
    expect([needsDraw(waiting), needsDraw(answered)]).toEqual([false, true]);
    const drawn = run(answered, { type: "drawn", match: b });
    expect(drawn).toMatchObject({ current: b, next: null });
    expect(needsDraw(drawn)).toBe(true);
    expect(drawn.draws).not.toBe(answered.draws);
  });

  test("leaves what the vote before it revealed", () => {
    const reveal = [{ id: 2, prompt: "p", modelName: null, author: null, likeCount: 0, tournamentWinCount: 1 }];
    const voted = run(
      start,
      { type: "chose", side: 1, now: 0 },
      { type: "accepted", matchId: a.matchId, reveal, nextMatch: c },
    );
    const state = run(
      voted,
      { type: "said", outcome: "skip" },
      { type: "accepted", matchId: b.matchId, reveal: null, nextMatch: null },
    );
    expect(state).toMatchObject({ current: c, revealed: reveal });
  });

  test("the last pair says that it is the last", () => {
    const last = run(startVoting(a), { type: "drawn", match: null });
    expect(last.supply).toBe("empty");
    expect(run(last, { type: "said", outcome: "skip" })).toMatchObject({ current: a, notice: "lastPair" });
  });

  test("brings passed-over pairs back when nothing else is left", () => {
    const answer = { type: "accepted", matchId: a.matchId, reveal: null, nextMatch: null } as const;
    const state = run(start, { type: "said", outcome: "skip" }, answer, { type: "drawn", match: null });
    expect(state).toMatchObject({ supply: "open", skipped: [] });
    expect(run(state, { type: "drawn", match: a })).toMatchObject({ current: b, next: a });
  });
});

test.each(["tie", "both_bad"] as const)(
  "%s is sent, may be said of the last pair, and needs no keeping away",
  (outcome) => {
    const last = run(startVoting(a), { type: "drawn", match: null });
    const state = run(last, { type: "said", outcome });
    expect(state).toMatchObject({ current: null, queue: [{ match: a, outcome }], skipped: [], undo: null });
  },
);

describe("taking back", () => {
  const voted = run(start, { type: "chose", side: 1, now: 1_000 });
  const answered = run(voted, { type: "accepted", matchId: a.matchId, reveal: [], nextMatch: c });
  const again = { ...a, matchId: "again" };

  test("a vote is on offer for ten seconds from the choice", () => {
    expect(voted.undo).toMatchObject({ matchId: a.matchId, until: 11_000, isWanted: false });
    expect(run(answered, { type: "undoFaded", now: 10_999 }).undo).not.toBeNull();
    expect(run(answered, { type: "undoFaded", now: 11_000 }).undo).toBeNull();
    expect(run(answered, { type: "undid", now: 11_000 })).toMatchObject({ undo: null, notice: "undoLate" });
  });

  test("waits for the vote's own answer, and is then sent", () => {
    const wanted = run(voted, { type: "undid", now: 2_000 });
    expect(undoToSend(wanted)).toBeNull();
    expect(undoToSend(run(wanted, { type: "accepted", matchId: a.matchId, reveal: [], nextMatch: c }))).toBe(a.matchId);
    const refused = run(wanted, { type: "refused", matchId: a.matchId, code: "IMAGE_WITHDRAWN", nextMatch: c });
    expect(refused).toMatchObject({ undo: null, notice: "withdrawn" });
  });

  test("puts the pair back before the one on screen, and nothing is judged meanwhile", () => {
    const wanted = run(answered, { type: "undid", now: 2_000 });
    expect(run(wanted, { type: "chose", side: 0, now: 2_001 }, { type: "said", outcome: "tie" })).toEqual(wanted);
    const restored = run(wanted, { type: "restored", matchId: a.matchId, match: again });
    expect(restored).toMatchObject({ current: again, next: b, undo: null, revealed: null });
    expect(restored.announcement.say).toBe("undone");
    expect(run(restored, { type: "chose", side: 0, now: 3_000 }).undo).toMatchObject({ matchId: "again" });
  });

  test("of a vote that was never sent needs no server", () => {
    const two = run(start, { type: "chose", side: 0, now: 0 }, { type: "chose", side: 1, now: 500 });
    const state = run(two, { type: "undid", now: 1_000 });
    expect(state).toMatchObject({ current: b, queue: [{ match: a }], undo: null });
  });

  test("without a match to show says so and goes on", () => {
    const state = run(answered, { type: "undid", now: 2_000 }, { type: "restored", matchId: a.matchId, match: null });
    expect(state).toMatchObject({ current: b, undo: null, notice: "undone" });
  });

  test("that is refused or cannot be sent is told, and what was revealed stays", () => {
    const wanted = run(answered, { type: "undid", now: 2_000 });
    expect(run(wanted, { type: "undoRefused", matchId: a.matchId })).toMatchObject({ undo: null, notice: "undoLate" });
    const delayed = { type: "undoDelayed", matchId: a.matchId } as const;
    expect(run(wanted, delayed).undo).toMatchObject({ isWanted: true, failures: 1 });
    expect(run(wanted, delayed, delayed, delayed, delayed)).toMatchObject({ undo: null, notice: "undoFailed" });
  });

  test("is the latest vote's alone", () => {
    const both = run(answered, { type: "chose", side: 0, now: 5_000 });
    expect(both.undo).toMatchObject({ matchId: b.matchId });
    expect(run(both, { type: "restored", matchId: a.matchId, match: again })).toEqual(both);
  });
});

test("a pair whose image does not load is passed over, and a site without images is not asked for ever", () => {
  let state = run(start, { type: "broken", matchId: a.matchId });
  expect(state).toMatchObject({ current: b, notice: "broken", supply: "open" });
  for (let n = 0; n < 5; n += 1) {
    state = run(state, { type: "drawn", match: match(10 + n, 20 + n) });
    state = run(state, { type: "broken", matchId: state.current?.matchId ?? "" });
  }
  expect(state.supply).toBe("failed");
  expect(needsDraw(state)).toBe(false);
});

test("pairs held for too long are exchanged before their right to be judged ends", () => {
  const state = run(startVoting(match(1, 2, 50_000)), { type: "drawn", match: match(3, 4, 90_000) });
  expect(run(state, { type: "aged", now: 10_000 })).toEqual(state);
  expect(run(state, { type: "aged", now: 46_000 })).toMatchObject({
    current: { expiresAt: 90_000 },
    next: null,
    notice: "expired",
  });
  expect(run(state, { type: "aged", now: 96_000 })).toMatchObject({ current: null, next: null });
});

test("whatever happens in whatever order, a choice leaves the queue only by its own answer or its match's end, and no pair is held twice", () => {
  const matches = [a, b, c, match(7, 8), match(2, 1)];
  const held = fc.constantFrom(...matches);
  const ids = fc.constantFrom(...matches.map((each) => each.matchId));
  const event: fc.Arbitrary<VoteEvent> = fc.oneof(
    fc.record({
      type: fc.constant("chose" as const),
      side: fc.constantFrom(0 as const, 1 as const),
      now: fc.constant(0),
    }),
    fc.record({ type: fc.constant("said" as const), outcome: fc.constantFrom(...outcomes) }),
    fc.record({ type: fc.constant("undid" as const), now: fc.constantFrom(0, 20_000) }),
    fc.record({ type: fc.constant("restored" as const), matchId: ids, match: fc.option(held) }),
    fc.record({ type: fc.constant("undoRefused" as const), matchId: ids }),
    fc.record({ type: fc.constant("undoDelayed" as const), matchId: ids }),
    fc.record({ type: fc.constant("undoFaded" as const), now: fc.constantFrom(0, 20_000) }),
    fc.record({ type: fc.constant("broken" as const), matchId: ids }),
    fc.record({ type: fc.constant("drawn" as const), match: fc.option(held) }),
    fc.record({
      type: fc.constant("accepted" as const),
      matchId: ids,
      reveal: fc.constant([]),
      nextMatch: fc.option(held),
    }),
    fc.record({
      type: fc.constant("refused" as const),
      matchId: ids,
      code: fc.constant("MATCH_EXPIRED"),
      nextMatch: fc.option(held),
    }),
    fc.record({ type: fc.constant("delayed" as const), matchId: ids, now: fc.constantFrom(0, 400_000) }),
    fc.record({ type: fc.constant("aged" as const), now: fc.constantFrom(0, 400_000) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let state = startVoting(a);
      for (const each of events) {
        const before = state;
        state = nextVoteState(state, each);
        const names = [state.current, state.next, ...state.queue.map((choice) => choice.match)].flatMap((other) =>
          other
            ? [
                [...other.images]
                  .map((image) => image.id)
                  .sort()
                  .join(),
              ]
            : [],
        );
        expect(new Set(names).size).toBe(names.length);
        if (each.type === "undid" && state.queue.length < before.queue.length) {
          // Only what was never sent leaves without an answer, and it is on screen again.
          expect(state.queue[0]).toEqual(before.queue[0]);
          expect(before.queue.map((choice) => choice.match)).toContain(state.current);
        } else if (state.queue.length < before.queue.length) {
          expect(["accepted", "refused", "delayed"]).toContain(each.type);
          expect(before.queue[0]?.match.matchId).toBe((each as { matchId: string }).matchId);
          expect(state.queue).toEqual(before.queue.slice(1));
        }
      }
    }),
  );
});
