import type { Sharp } from "sharp";

/** How an image looks, in so few numbers that a million can be compared. */
export interface Look {
  /** 64 bits as a signed integer: the signs of the lowest frequencies of its lightness, which survive scaling and recoding. */
  readonly hash: bigint;
  /** `grid` × `grid` cells from the top left, L, a and b of OKLab each as a byte. */
  readonly colours: Uint8Array;
  /** Width over height. */
  readonly ratio: number;
}

const side = 32;
const grid = 8;
const block = side / grid;
/** a and b of OKLab lie within ± this for every colour of sRGB. */
const chroma = 0.4;

const toLinear = Float64Array.from({ length: 256 }, (_, value) => {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

/** @see Björn Ottosson, "A perceptual color space for image processing", 2020 */
function toOklab(red: number, green: number, blue: number): [number, number, number] {
  const [r, g, b] = [toLinear[red] as number, toLinear[green] as number, toLinear[blue] as number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const cosines = Array.from({ length: side }, (_, frequency) =>
  Float64Array.from({ length: side }, (_, at) => Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * side))),
);

/** The 64 lowest frequencies, [across, down], without [0, 0], which is the brightness of the whole. */
const frequencies: readonly (readonly [number, number])[] = Array.from(
  { length: 121 },
  (_, n) => [n % 11, (n / 11) | 0] as const,
)
  .filter(([across, down]) => across + down > 0)
  .sort((a, b) => a[0] + a[1] - b[0] - b[1] || a[0] - b[0])
  .slice(0, 64);

/** A mirror turns the sign of every odd frequency across. */
const mirrorMask = BigInt.asIntN(
  64,
  frequencies.reduce((mask, [across], bit) => (across % 2 === 1 ? mask | (1n << BigInt(bit)) : mask), 0n),
);

function hashOf(lightness: Float64Array): bigint {
  // Along the rows first, then down the columns of what that gives.
  const rows = cosines.slice(0, 11).map((wave) =>
    Float64Array.from({ length: side }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < side; x += 1) sum += (lightness[y * side + x] as number) * (wave[x] as number);
      return sum;
    }),
  );
  let hash = 0n;
  frequencies.forEach(([across, down], bit) => {
    const [row, wave] = [rows[across] as Float64Array, cosines[down] as Float64Array];
    let sum = 0;
    for (let y = 0; y < side; y += 1) sum += (row[y] as number) * (wave[y] as number);
    if (sum > 0) hash |= 1n << BigInt(bit);
  });
  return BigInt.asIntN(64, hash);
}

const toByte = (value: number) => Math.max(0, Math.min(255, Math.round(value * 255)));

/** How the image of a pipeline looks, whose width over height is `ratio`. What is transparent counts as grey. */
export async function lookOf(image: Sharp, ratio: number): Promise<Look> {
  const { data, info } = await image
    .flatten({ background: "#808080" })
    .resize(side, side, { fit: "fill" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const lightness = new Float64Array(side * side);
  const sums = new Float64Array(grid * grid * 3);
  for (let at = 0; at < side * side; at += 1) {
    const pixel = at * info.channels;
    const isGrey = info.channels < 3;
    const [red, green, blue] = [data[pixel], data[isGrey ? pixel : pixel + 1], data[isGrey ? pixel : pixel + 2]];
    const lab = toOklab(red as number, green as number, blue as number);
    lightness[at] = lab[0];
    const cell = ((at / side / block) | 0) * grid + (((at % side) / block) | 0);
    for (let part = 0; part < 3; part += 1) (sums[cell * 3 + part] as number) += lab[part] as number;
  }
  const colours = Uint8Array.from(sums, (sum, at) => {
    const mean = sum / (block * block);
    return toByte(at % 3 === 0 ? mean : (mean + chroma) / (2 * chroma));
  });
  return { hash: hashOf(lightness), colours, ratio };
}

/** How the same image looks in a mirror. */
export function mirrored({ hash, colours, ratio }: Look): Look {
  const turned = new Uint8Array(colours.length);
  for (let cell = 0; cell < grid * grid; cell += 1) {
    const from = (cell - (cell % grid) + grid - 1 - (cell % grid)) * 3;
    turned.set(colours.subarray(from, from + 3), cell * 3);
  }
  return { hash: BigInt.asIntN(64, hash ^ mirrorMask), colours: turned, ratio };
}

/** In how many of the 64 frequencies two images differ. */
export function hashDistance(a: bigint, b: bigint): number {
  let rest = BigInt.asUintN(64, a ^ b);
  let count = 0;
  for (; rest > 0n; rest &= rest - 1n) count += 1;
  return count;
}

/** How far apart the colours of two images are, cell by cell, in OKLab: 0 … about 1, where 0.02 is just seen. */
export function colourDistance(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 3) {
    const difference = (part: number, scale: number) =>
      (((a[at + part] as number) - (b[at + part] as number)) / 255) * scale;
    sum += Math.hypot(difference(0, 1), difference(1, 2 * chroma), difference(2, 2 * chroma));
  }
  return sum / (a.length / 3);
}

/** How far the cells of an image are from its mean colour, in OKLab: nearly 0 for a plain surface. */
export function spreadOf(colours: Uint8Array): number {
  const mean = new Uint8Array(3);
  for (let part = 0; part < 3; part += 1) {
    let sum = 0;
    for (let at = part; at < colours.length; at += 3) sum += colours[at] as number;
    mean[part] = Math.round(sum / (colours.length / 3));
  }
  return colourDistance(
    colours,
    Uint8Array.from(colours, (_, at) => mean[at % 3] as number),
  );
}

/**
 * What counts as the same picture: signs that agree and colours that do, measured by the picture's own contrast, because
 * two small signs on white paper have nearly all their colours in common. Measured by `npm run bench -- likeness`.
 */
const rules = [
  { signs: 8, colours: 0.06, share: 0.35 },
  // Pictures with an axis have signs of next to nothing, which turn by chance; then the colours must agree to the eye.
  { signs: 18, colours: 0.012, share: 0.07 },
] as const;
/** How far the shapes of one picture may be apart, as a logarithm of width over height. */
const shapes = 0.06;

function isSameUpright(a: Look, b: Look): boolean {
  const signs = hashDistance(a.hash, b.hash);
  if (signs > rules[1].signs || Math.abs(Math.log(a.ratio / b.ratio)) > shapes) return false;
  const colours = colourDistance(a.colours, b.colours);
  const spread = Math.min(spreadOf(a.colours), spreadOf(b.colours));
  return rules.some((rule) => signs <= rule.signs && colours <= Math.min(rule.colours, rule.share * spread + 0.003));
}

/** Are two images the same picture to anybody who looks at them: recoded, scaled, a little cropped or brightened, mirrored? */
export function isSamePicture(a: Look, b: Look): boolean {
  return isSameUpright(a, b) || isSameUpright(a, mirrored(b));
}
