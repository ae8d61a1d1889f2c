import { Canvas, type Generator } from "../canvas";
import { createRamp, oklch, rampColor } from "../color";
import { gradients } from "../palettes";
import { createRandom } from "../random";

type Point = readonly [number, number];
interface Triangle {
  thin: boolean;
  a: Point;
  b: Point;
  c: Point;
}

const golden = (1 + Math.sqrt(5)) / 2;
const towards = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

/** Each half rhomb into smaller ones, by Robinson's rule. */
function deflate(triangles: readonly Triangle[]): Triangle[] {
  return triangles.flatMap(({ thin, a, b, c }) => {
    if (thin) {
      const p = towards(a, b, 1 / golden);
      return [
        { thin: true, a: c, b: p, c: b },
        { thin: false, a: p, b: c, c: a },
      ];
    }
    const q = towards(b, a, 1 / golden);
    const r = towards(b, c, 1 / golden);
    return [
      { thin: false, a: r, b: c, c: a },
      { thin: false, a: q, b: r, c: b },
      { thin: true, a: r, b: q, c: a },
    ];
  });
}

const quilts = [gradients.dusk, gradients.verdigris, gradients.ember, gradients.glacier];

/** A Penrose tiling of thick and thin rhombs about a point of fivefold symmetry. */
export const penrose: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const palette = quilts[seed % quilts.length]!;
  const unit = Math.min(width, height);
  const ramp = createRamp(palette.stops);
  const canvas = new Canvas(width, height, oklch([0.12, 0.02, palette.stops[0]![2]]));
  const reach = Math.hypot(width, height) * 0.62;
  const centre: Point = [width / 2, height / 2];
  const turn = random.between(0, Math.PI / 5);
  let triangles: Triangle[] = Array.from({ length: 10 }, (_, i) => {
    const at = (k: number): Point => [
      centre[0] + reach * Math.cos(turn + ((2 * k - 1) * Math.PI) / 10),
      centre[1] + reach * Math.sin(turn + ((2 * k - 1) * Math.PI) / 10),
    ];
    const [b, c] = i % 2 === 0 ? [at(i + 1), at(i)] : [at(i), at(i + 1)];
    return { thin: true, a: centre, b, c };
  });
  const depth = 6;
  for (let i = 0; i < depth; i += 1) triangles = deflate(triangles);

  const wave = random.between(2.4, 3.6);
  let drawn = 0;
  const seen = new Set<string>();
  for (const { thin, a, b, c } of triangles) {
    const fourth: Point = [b[0] + c[0] - a[0], b[1] + c[1] - a[1]];
    const middle = towards(b, c, 0.5);
    const key = `${Math.round(middle[0])} ${Math.round(middle[1])}`;
    // Two halves make one rhomb; the second half would only draw it again.
    if (seen.has(key)) continue;
    seen.add(key);
    const margin = unit * 0.1;
    if (middle[0] < -margin || middle[1] < -margin || middle[0] > width + margin || middle[1] > height + margin)
      continue;
    drawn += 1;
    const radius = Math.hypot(middle[0] - centre[0], middle[1] - centre[1]) / unit;
    const edge = Math.atan2(c[1] - b[1], c[0] - b[0]) - turn;
    // Five directions, as facets that catch a light of their own.
    const facet = 0.5 + 0.5 * Math.cos(2 * edge + 0.7);
    const ripple = 0.5 + 0.5 * Math.cos(radius * Math.PI * 2 * wave * 0.62);
    const tone = 0.14 + 0.5 * ripple + 0.26 * facet + (thin ? -0.1 : 0.06);
    canvas.polygon([a, b, fourth, c], rampColor(ramp, tone), unit * 0.0011);
    if (!thin) {
      const small = (p: Point) => towards(middle, p, 0.42);
      canvas.polygon([small(a), small(b), small(fourth), small(c)], rampColor(ramp, tone + 0.13), 0, 0.85);
    }
  }
  return {
    ...canvas.bytes(),
    prompt: `Penrose tiling about its fivefold centre, ${depth} deflations and ${drawn.toLocaleString("en")} thick and thin rhombs in view; rings of ${palette.words} ripple outwards, each direction of facet catching a different light.`,
    promptKo: `다섯 겹 대칭의 중심을 둔 펜로즈 타일링. ${depth}번 쪼갠 굵고 가는 마름모 ${drawn.toLocaleString("en")}개가 ${palette.ko}의 물결을 이루며 퍼져 나간다.`,
  };
};
