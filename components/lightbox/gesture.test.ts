import fc from "fast-check";
import { expect, test } from "vitest";
import { type Gesture, type GestureEvent, nextGesture, startGesture, swipeOf } from "./gesture";
import { wholeView } from "./view-state";

const box = { stage: { width: 400, height: 800 }, image: { width: 400, height: 300 } };
const play = (events: readonly GestureEvent[], from: Gesture = startGesture(wholeView)) =>
  events.reduce((state, event) => nextGesture(state, event, box), from);
const down = (id: number, x: number, y = 0) => ({ type: "down", id, x, y }) as const;
const move = (id: number, x: number, y = 0) => ({ type: "move", id, x, y }) as const;
const up = (id: number) => ({ type: "up", id }) as const;

test("a finger that pulls the whole image to the left brings the next, to the right the one before, a little nothing", () => {
  expect(swipeOf(play([down(1, 100), move(1, 0)]))).toBe(1);
  expect(swipeOf(play([down(1, 0), move(1, 50), move(1, 100)]))).toBe(-1);
  expect(swipeOf(play([down(1, 0), move(1, 30)]))).toBe(0);
  // There and back again.
  expect(swipeOf(play([down(1, 0), move(1, 150), move(1, 5)]))).toBe(0);
});

test("a move that is more up or down than aside leads nowhere", () => {
  const slanted = (x: number, y: number) =>
    play([
      { type: "down", id: 1, x: 0, y: 0 },
      { type: "move", id: 1, x, y },
    ]);
  expect(swipeOf(slanted(-80, 300))).toBe(0);
  expect(swipeOf(slanted(-80, -300))).toBe(0);
  expect(swipeOf(slanted(-80, 40))).toBe(1);
});

test("two fingers enlarge by how far they part, and letting go of them is no swipe", () => {
  const pinched = play([down(1, -50), down(2, 50), move(1, -100), move(2, 100)]);
  expect(pinched.view.scale).toBeCloseTo(2, 6);
  const back = play([move(1, -25), move(2, 25), up(2), move(1, -300)], pinched);
  expect(back.view.scale).toBe(1);
  expect(swipeOf(back)).toBe(0);
  // A new gesture is.
  expect(swipeOf(play([up(1), down(3, 0), move(3, -100)], back))).toBe(1);
});

test("what is enlarged is carried by one finger, and swipes nothing", () => {
  const zoomed = play([{ type: "set", view: { scale: 3, x: 0, y: 0 } }]);
  const carried = play([down(1, 0), move(1, -120, 10)], zoomed);
  expect(carried.view).toEqual({ scale: 3, x: -120, y: 10 });
  expect(swipeOf(carried)).toBe(0);
});

test("whatever fingers come, move and go, at most two count, and when all are gone nothing is pulled", () => {
  const id = fc.integer({ min: 1, max: 4 });
  const at = fc.integer({ min: -500, max: 500 });
  const events: fc.Arbitrary<GestureEvent> = fc.oneof(
    fc.record({ type: fc.constantFrom("down" as const, "move" as const), id, x: at, y: at }),
    fc.record({ type: fc.constant("up" as const), id }),
  );
  fc.assert(
    fc.property(fc.array(events, { maxLength: 60 }), (all) => {
      const state = play(all);
      expect(state.fingers.length).toBeLessThanOrEqual(2);
      expect(Number.isFinite(state.view.scale + state.view.x + state.view.y)).toBe(true);
      const gone = play([up(1), up(2), up(3), up(4)], state);
      expect([gone.fingers, gone.pulled]).toEqual([[], 0]);
    }),
  );
});
