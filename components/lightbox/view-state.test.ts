import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, maxScale, panView, type View, wholeView, zoomView } from "./view-state";

const length = fc.integer({ min: 50, max: 3_000 });
/** An image that fits into its stage. */
const boxes: fc.Arbitrary<Box> = fc
  .record({
    width: length,
    height: length,
    fills: fc.double({ min: 0.1, max: 1, noNaN: true }),
    ratio: fc.double({ min: 0.2, max: 5, noNaN: true }),
  })
  .map(({ width, height, fills, ratio }) => {
    const wide = Math.min(width, height * ratio) * fills;
    return { stage: { width, height }, image: { width: wide, height: wide / ratio } };
  });
const points = fc.record({ x: fc.integer({ min: -1_500, max: 1_500 }), y: fc.integer({ min: -1_500, max: 1_500 }) });
const factors = fc.double({ min: 0.05, max: 20, noNaN: true });
const steps = fc.array(fc.record({ factor: factors, point: points, by: points }), { maxLength: 12 });

const walk = (
  all: readonly { factor: number; point: { x: number; y: number }; by: { x: number; y: number } }[],
  box: Box,
) => all.reduce<View>((view, { factor, point, by }) => panView(zoomView(view, factor, point, box), by, box), wholeView);

test("whatever one does, an image is never smaller than it fits, never larger than eight times, and never leaves its stage", () => {
  fc.assert(
    fc.property(steps, boxes, (all, box) => {
      const { scale, x, y } = walk(all, box);
      expect(scale).toBeGreaterThanOrEqual(1);
      expect(scale).toBeLessThanOrEqual(maxScale);
      for (const [at, image, stage] of [
        [x, box.image.width, box.stage.width],
        [y, box.image.height, box.stage.height],
      ] as const) {
        if (image * scale <= stage) expect(Math.abs(at)).toBe(0);
        // Each edge is at the stage's, or beyond it.
        else expect(Math.abs(at)).toBeLessThanOrEqual((image * scale - stage) / 2 + 1e-9);
      }
    }),
  );
});

test("what is under the pointer stays there while one zooms in, unless an edge would come in", () => {
  const box = { stage: { width: 1_000, height: 800 }, image: { width: 1_000, height: 800 } };
  const inside = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -400, max: 400 }) });
  fc.assert(
    fc.property(inside, fc.double({ min: 1, max: 8, noNaN: true }), (point, factor) => {
      const { scale, x, y } = zoomView(wholeView, factor, point, box);
      // The point of the image that was there is at (point - 0) * scale + x now.
      expect(point.x * scale + x).toBeCloseTo(point.x, 6);
      expect(point.y * scale + y).toBeCloseTo(point.y, 6);
    }),
  );
});

test("zoomed out again, the whole image is where it was", () => {
  fc.assert(
    fc.property(steps, boxes, points, (all, box, point) => {
      const { scale, x, y } = zoomView(walk(all, box), 1 / maxScale, point, box);
      expect(scale).toBe(1);
      // An image that was fitted may be wider than its stage by a rounding error.
      expect(x).toBeCloseTo(0, 6);
      expect(y).toBeCloseTo(0, 6);
    }),
  );
});
