import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { colourDistance, hashDistance, isSamePicture, type Look, lookOf, mirrored } from "./look";
import { sharp } from "./sharp";

/** Smooth hills of light and colour, as different as their seeds. */
function scene(seed: number, width = 480, height = 320): Buffer {
  let state = seed * 7919 + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const hills = Array.from({ length: 14 }, () => ({
    x: next(),
    y: next(),
    size: 0.05 + next() * 0.25,
    colour: [next() * 255, next() * 255, next() * 255] as const,
  }));
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    let [red, green, blue, total] = [0, 0, 0, 1e-9];
    for (const { x: hx, y: hy, size, colour } of hills) {
      const weight = Math.exp(-((x - hx) ** 2 + (y - hy) ** 2) / size ** 2);
      red += weight * colour[0];
      green += weight * colour[1];
      blue += weight * colour[2];
      total += weight;
    }
    data.set([red / total, green / total, blue / total], at * 3);
  }
  return data;
}

const toImage = (data: Buffer) => sharp(data, { raw: { width: 480, height: 320, channels: 3 } });
const lookAt = async (bytes: Buffer) => {
  const { width, height } = await sharp(bytes).metadata();
  return lookOf(sharp(bytes), width / height);
};

let original: Buffer;
let look: Look;
beforeAll(async () => {
  original = await toImage(scene(1)).png().toBuffer();
  look = await lookAt(original);
});

test.each([
  ["as JPEG", () => sharp(original).jpeg({ quality: 40 })],
  ["as AVIF", () => sharp(original).avif({ quality: 30, effort: 1 })],
  ["as WebP", () => sharp(original).webp({ quality: 30 })],
  ["half as large", () => sharp(original).resize(240)],
  ["three times as large", () => sharp(original).resize(1440)],
  ["a little brighter", () => sharp(original).modulate({ brightness: 1.05 })],
  ["mirrored", () => sharp(original).flop()],
  ["without its outermost pixels", () => sharp(original).extract({ left: 4, top: 3, width: 472, height: 314 })],
] as const)("a picture %s is the same picture", async (_, change) => {
  expect(isSamePicture(look, await lookAt(await change().toBuffer()))).toBe(true);
});

test.each([
  ["upside down", () => sharp(original).flip()],
  ["in black and white", () => sharp(original).greyscale()],
  [
    "with another half",
    async () =>
      sharp(original).composite([
        { input: await toImage(scene(2)).resize(240, 320).png().toBuffer(), left: 240, top: 0 },
      ]),
  ],
  ["squeezed to a square", () => sharp(original).resize(320, 320, { fit: "fill" })],
] as const)("a picture %s is another one", async (_, change) => {
  const changed = await change();
  expect(isSamePicture(look, await lookAt(await changed.png().toBuffer()))).toBe(false);
});

test("of forty pictures no two are the same", async () => {
  const looks = await Promise.all(Array.from({ length: 40 }, (_, n) => lookOf(toImage(scene(n + 10)), 1.5)));
  const same = looks.flatMap((a, n) => looks.slice(0, n).filter((b) => isSamePicture(a, b)));
  expect(same).toEqual([]);
});

test("a mirror turned twice is the picture, and what is computed is what a mirror shows", async () => {
  expect(mirrored(mirrored(look))).toEqual(look);
  const seen = await lookAt(await sharp(original).flop().png().toBuffer());
  expect(hashDistance(mirrored(look).hash, seen.hash)).toBeLessThanOrEqual(2);
  expect(colourDistance(mirrored(look).colours, seen.colours)).toBeLessThan(0.005);
});

test("plain, grey, tiny and transparent pictures have a look, and surfaces of different colours are different", async () => {
  const plain = (background: string) => sharp({ create: { width: 9, height: 9, channels: 4, background } });
  const [red, blue, glass] = await Promise.all(["#c00", "#00c", "#00cc0000"].map((colour) => lookOf(plain(colour), 1)));
  const grey = await lookOf(plain("#777").toColourspace("b-w"), 1);
  for (const each of [red, blue, glass, grey]) expect(each?.colours).toHaveLength(192);
  expect(isSamePicture(red as Look, blue as Look)).toBe(false);
  expect(isSamePicture(red as Look, red as Look)).toBe(true);
});

test("distances are symmetric, 0 to itself, and within their bounds", () => {
  const hash = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
  const colours = fc.uint8Array({ minLength: 192, maxLength: 192 });
  fc.assert(
    fc.property(hash, hash, colours, colours, (a, b, c, d) => {
      expect(hashDistance(a, b)).toBe(hashDistance(b, a));
      expect(hashDistance(a, a)).toBe(0);
      expect(hashDistance(a, b)).toBeLessThanOrEqual(64);
      expect(colourDistance(c, d)).toBeCloseTo(colourDistance(d, c), 12);
      expect(colourDistance(c, c)).toBe(0);
      expect(colourDistance(c, d)).toBeLessThan(1.6);
    }),
  );
});
