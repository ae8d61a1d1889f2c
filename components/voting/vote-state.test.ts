import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type HeldMatch,
  needsDraw,
  nextVoteState,
  pairsToAvoid,
  startVoting,
  type VoteEvent,
  type VoteState,
} from "./vote-state";

const picture = (id: number) => ({ id, imageUrl: "", variants: [], width: 0, height: 0, placeholder: null });
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
    const state = run(start, { type: "chose", side: 1 });
    expect(state).toMatchObject({ current: b, next: null, queue: [{ match: a, winnerId: 2 }] });
    expect(needsDraw(state)).toBe(false);
  });

  test("brings with its answer the pair after the next, and what was hidden", () => {
    const reveal = [{ id: 2, prompt: "p", modelName: null, author: null, likeCount: 0, tournamentWinCount: 1 }];
    const state = run(
      start,
      { type: "chose", side: 1 },
      { type: "accepted", matchId: a.matchId, reveal, nextMatch: c },
    );
    expect(state).toMatchObject({ current: b, next: c, queue: [], revealed: reveal });
  });

  test("is kept while the network is away, in the order it was made, and sent again", () => {
    const state = run(
      start,
      { type: "chose", side: 0 },
      { type: "chose", side: 1 },
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
    const state = run(start, { type: "chose", side: 0 }, { type: "delayed", matchId: a.matchId, now: 300_001 });
    expect(state).toMatchObject({ queue: [], notice: "lost", current: b });
  });

  test.each([
    ["MATCH_EXPIRED", "expired"],
    ["IMAGE_WITHDRAWN", "withdrawn"],
    ["PAIR_ALREADY_JUDGED", "judged"],
    ["VALIDATION_FAILED", "refused"],
  ])("refused with %s is told, and the voter goes on with a fresh pair", (code, notice) => {
    const refused = { type: "refused", matchId: a.matchId, code, nextMatch: c } as const;
    expect(run(startVoting(a), { type: "chose", side: 0 }, refused)).toMatchObject({ current: c, queue: [], notice });
  });
});

describe("passing over", () => {
  test("shows the next pair, asks for another and keeps the old one away for a while", () => {
    const state = run(start, { type: "skipped" });
    expect(state).toMatchObject({ current: b, next: null, queue: [] });
    expect(needsDraw(state)).toBe(true);
    expect(pairsToAvoid(state)).toBe("3-4,1-2");
  });

  test("on and on, each time after one draw, asks for one more each time", () => {
    const waiting = run(startVoting(a), { type: "skipped" });
    const drawn = run(waiting, { type: "drawn", match: b });
    expect(drawn).toMatchObject({ current: b, next: null });
    expect([needsDraw(waiting), needsDraw(drawn)]).toEqual([true, true]);
    expect(drawn.draws).not.toBe(waiting.draws);
  });

  test("the last pair says that it is the last", () => {
    const last = run(startVoting(a), { type: "drawn", match: null });
    expect(last.supply).toBe("empty");
    expect(run(last, { type: "skipped" })).toMatchObject({ current: a, notice: "lastPair" });
  });

  test("brings passed-over pairs back when nothing else is left", () => {
    const state = run(start, { type: "skipped" }, { type: "drawn", match: null });
    expect(state).toMatchObject({ supply: "open", skipped: [] });
    expect(run(state, { type: "drawn", match: a })).toMatchObject({ current: b, next: a });
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
    fc.record({ type: fc.constant("chose" as const), side: fc.constantFrom(0 as const, 1 as const) }),
    fc.constant({ type: "skipped" as const }),
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
        if (state.queue.length < before.queue.length) {
          expect(["accepted", "refused", "delayed"]).toContain(each.type);
          expect(before.queue[0]?.match.matchId).toBe((each as { matchId: string }).matchId);
          expect(state.queue).toEqual(before.queue.slice(1));
        }
      }
    }),
  );
});
