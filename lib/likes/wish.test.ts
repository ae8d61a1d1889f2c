import fc from "fast-check";
import { expect, test } from "vitest";
import { type LikeWish, nextWish, shownLike, startWish } from "./wish";

const start = (isLiked = false, likeCount = 5) => startWish({ isLiked, likeCount });
const run = (state: LikeWish, ...events: Parameters<typeof nextWish>[1][]) => events.reduce(nextWish, state);
const toggled = { type: "toggled" } as const;

test("a like shows at once, before the server has heard of it", () => {
  const state = run(start(), toggled);
  expect(shownLike(state)).toEqual({ isLiked: true, likeCount: 6 });
  expect(state.sending).toBe(true);
});

test("the server's count is shown once it answers", () => {
  const state = run(start(), toggled, { type: "answered", isLiked: true, likeCount: 9 });
  expect(shownLike(state)).toEqual({ isLiked: true, likeCount: 9 });
  expect(state.sending).toBeNull();
});

test("a like that fails is taken back, and says so until the next try", () => {
  const state = run(start(), toggled, { type: "refused", failure: "failed" });
  expect(shownLike(state)).toEqual({ isLiked: false, likeCount: 5 });
  expect(state).toMatchObject({ failure: "failed", sending: null });
  expect(run(state, toggled).failure).toBeNull();
});

test("a failure of what is no longer wanted loses nothing and says nothing", () => {
  expect(run(start(), toggled, toggled, { type: "refused", failure: "failed" })).toMatchObject({
    wanted: false,
    failure: null,
    sending: null,
  });
});

test("what the page learns while a wish is under way does not undo the wish", () => {
  const state = run(start(), toggled, { type: "learned", isLiked: false, likeCount: 5 });
  expect(shownLike(state).isLiked).toBe(true);
});

/** Plays a server beside the button: it holds the truth, and answers or fails when it is told to. */
function play(steps: readonly ("toggle" | "answer" | "fail")[], isLiked: boolean) {
  let state = start(isLiked);
  let server = isLiked;
  let wish = isLiked;
  let sent = 0;
  const finish = (succeeds: boolean) => {
    if (state.sending === null) return;
    if (succeeds) server = state.sending;
    else wish = server;
    state = nextWish(
      state,
      succeeds
        ? { type: "answered", isLiked: server, likeCount: 5 + Number(server) - Number(isLiked) }
        : { type: "refused", failure: "failed" },
    );
  };
  for (const step of steps) {
    const before = state;
    if (step === "toggle") {
      state = nextWish(state, toggled);
      wish = !wish;
    } else finish(step === "answer");
    // A new request begins only when none is under way: requests for an image are one after another.
    if (state.request !== before.request) {
      expect(before.sending === null || step !== "toggle").toBe(true);
      sent += 1;
    }
    expect(state.request).toBe(sent);
    expect(shownLike(state).isLiked).toBe(wish);
  }
  for (let n = 0; n < 3; n += 1) finish(true);
  return { state, server, wish };
}

test("however fast it is toggled and whatever fails, the last wish that did not fail is what the server holds", () => {
  const step = fc.constantFrom("toggle" as const, "toggle" as const, "answer" as const, "fail" as const);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, isLiked) => {
      const { state, server, wish } = play(steps, isLiked);
      expect(state.sending).toBeNull();
      expect(server).toBe(wish);
      expect(shownLike(state)).toEqual({ isLiked: server, likeCount: 5 + Number(server) - Number(isLiked) });
    }),
  );
});
