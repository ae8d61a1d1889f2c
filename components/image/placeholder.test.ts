import { rgbaToThumbHash, thumbHashToRGBA } from "thumbhash";
import { describe, expect, test } from "vitest";
import { placeholderGradient } from "./placeholder";

const channels = ["red", "green", "blue"] as const;
const thirds = [0, 1, 2, 3];
type Colour = Record<(typeof channels)[number], number>;

/** An opaque image of `width` × `height` whose pixels `paint` says, in 0 … 255. */
function hashOf(width: number, height: number, paint: (x: number, y: number) => number[], alpha = 255): Uint8Array {
  const pixels = Array.from({ length: width * height }, (_, at) => [
    ...paint((at % width) / (width - 1), Math.floor(at / width) / (height - 1)),
    alpha,
  ]);
  return rgbaToThumbHash(width, height, Uint8Array.from(pixels.flat()));
}

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString("base64");
const parse = (hex: string): Colour => {
  const [red = 0, green = 0, blue = 0] = hex.match(/[0-9a-f]{2}/g)?.map((digits) => Number.parseInt(digits, 16)) ?? [];
  return { red, green, blue };
};

/** The colour that the two gradients make together, at a third of each axis. */
function drawnAt(gradient: string, column: number, row: number): Colour {
  const [down = [], across = []] = gradient.split("),").map((each) => each.match(/#[0-9a-f]{6,8}/g) ?? []);
  const [over, under] = [parse(down[row] ?? ""), parse(across[column] ?? "")];
  const half = 0x80 / 255;
  return Object.fromEntries(channels.map((each) => [each, over[each] * half + under[each] * (1 - half)])) as Colour;
}

/** The mean of the decoder's own pixels near a third of each axis, a tenth of it wide where there are that many. */
function decodedAt(hash: Uint8Array, column: number, row: number): Colour {
  const { w, h, rgba } = thumbHashToRGBA(hash);
  const near = (at: number, size: number) => {
    const middle = Math.round((at / 3) * (size - 1));
    return size < 20 ? [middle] : [Math.max(0, middle - 1), middle, Math.min(size - 1, middle + 1)];
  };
  const places = near(row, h).flatMap((y) => near(column, w).map((x) => 4 * (y * w + x)));
  const mean = (offset: number) => places.reduce((sum, at) => sum + (rgba[at + offset] ?? 0), 0) / places.length;
  return { red: mean(0), green: mean(1), blue: mean(2) };
}

describe("what stands in an image's place", () => {
  const shapes = { wide: [96, 54], square: [64, 64], tall: [48, 90], "very wide": [100, 40] } as const;
  test.each(Object.entries(shapes))(
    "has the colours of the decoded hash where they vary along the sides (%s)",
    (_, [w, h]) => {
      const images = [
        (x: number, y: number) => [60 + 120 * x, 90 + 60 * y, 200 - 100 * x],
        (x: number, y: number) => [120 + 60 * Math.cos(2 * Math.PI * y), 80 + 40 * x, 60 + 80 * y],
        () => [200, 120, 40],
      ];
      for (const paint of images) {
        const hash = hashOf(w, h, paint);
        const gradient = placeholderGradient(base64(hash)) ?? "";
        for (const row of thirds)
          for (const column of thirds) {
            const [drawn, decoded] = [drawnAt(gradient, column, row), decodedAt(hash, column, row)];
            // Terms of both axes at once, and the sharp ones, are left out.
            for (const each of channels) expect(Math.abs(drawn[each] - decoded[each])).toBeLessThan(14);
          }
      }
    },
  );

  test("is CSS that says no more than it needs", () => {
    const gradient = placeholderGradient(base64(hashOf(80, 60, (x) => [255 * x, 0, 0])));
    expect(gradient).toMatch(
      /^linear-gradient\((?:#[0-9a-f]{8},?){4}\),linear-gradient\(90deg,(?:#[0-9a-f]{6},?){4}\)$/,
    );
  });

  test("is nothing for an image through which one sees, for a broken hash and for none", () => {
    const whole = hashOf(80, 60, (x) => [255 * x, 0, 0]);
    expect(placeholderGradient(base64(whole))).toBeDefined();
    expect(placeholderGradient(base64(hashOf(80, 60, (x) => [255 * x, 0, 0], 200)))).toBeUndefined();
    expect(placeholderGradient(base64(whole.subarray(0, whole.length - 1)))).toBeUndefined();
    for (const broken of ["", "AA", "not base64 at all", null]) expect(placeholderGradient(broken)).toBeUndefined();
  });
});
