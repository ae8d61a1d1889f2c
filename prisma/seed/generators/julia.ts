import { Canvas, type Generator } from "../canvas";
import { createRamp, rampIndex } from "../color";
import { withRo } from "../korean";
import { type Gradient, gradients } from "../palettes";
import { createRandom } from "../random";

interface View {
  re: number;
  im: number;
  /** Half the picture's shorter side, in the complex plane. */
  span: number;
  centre: readonly [number, number];
  form: string;
  formKo: string;
  palette: Gradient;
}

const views: readonly View[] = [
  {
    re: -0.8,
    im: 0.156,
    span: 0.88,
    centre: [0, 0],
    form: "curling dragon arms that break into islands",
    formKo: "섬처럼 흩어지며 말려 드는 용의 팔",
    palette: gradients.ember,
  },
  {
    re: -0.7269,
    im: 0.1889,
    span: 0.62,
    centre: [0.1, 0.1],
    form: "paired spirals seen close up",
    formKo: "가까이에서 본 한 쌍의 소용돌이",
    palette: gradients.glacier,
  },
  {
    re: 0.285,
    im: 0.01,
    span: 0.8,
    centre: [0, 0],
    form: "a wreath of seahorse curls round an open centre",
    formKo: "빈 중심을 두른 해마 꼬리의 화환",
    palette: gradients.orchid,
  },
  {
    re: -0.70176,
    im: -0.3842,
    span: 0.78,
    centre: [0, 0],
    form: "lightning branches strung with small spirals",
    formKo: "작은 소용돌이가 매달린 번개 가지",
    palette: gradients.aurora,
  },
  {
    re: -0.4,
    im: 0.6,
    span: 0.8,
    centre: [0, 0],
    form: "feathered whirlpools that echo one another",
    formKo: "서로를 되비추는 깃털 소용돌이",
    palette: gradients.lagoon,
  },
];

const escapeNorm = 256;
const limit = 190;

/** Filled Julia sets of z² + c, coloured by the smooth escape time and darkened along the boundary by its distance estimate. */
export const julia: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const view = views[seed % views.length] as View;
  const tilt = random.between(-0.5, 0.5);
  const ramp = createRamp(view.palette.stops);
  const canvas = new Canvas(width, height);
  const { light } = canvas;
  const pixel = (2 * view.span) / Math.min(width, height);
  const cos = Math.cos(tilt) * pixel;
  const sin = Math.sin(tilt) * pixel;
  const shade = new Float32Array(3);

  function sample(px: number, py: number): void {
    const ox = px - width / 2;
    const oy = py - height / 2;
    let x = view.centre[0] + ox * cos - oy * sin;
    let y = view.centre[1] + ox * sin + oy * cos;
    let derivative = 1;
    let nearest = 1e9;
    let n = 0;
    let norm = x * x + y * y;
    for (; n < limit && norm < escapeNorm; n += 1) {
      derivative = 2 * Math.sqrt(norm) * derivative;
      const next = x * x - y * y + view.re;
      y = 2 * x * y + view.im;
      x = next;
      norm = x * x + y * y;
      if (norm < nearest) nearest = norm;
    }
    let tone: number;
    let dim = 1;
    if (n === limit) {
      tone = 0.02 + 0.25 * Math.sqrt(nearest);
    } else {
      const smooth = n + 1 - Math.log2(Math.log2(norm) / 2);
      tone = 0.1 + 0.9 * (1 - Math.exp(-smooth / 42));
      tone = tone + 0.07 * Math.sin(smooth * 0.55) * (1 - tone);
      const distance = (Math.sqrt(norm) * Math.log(norm)) / derivative / pixel;
      // The slowest to escape sink into the dark of those that never seem to.
      const depth = Math.min(1, Math.max(0, (limit - smooth) / (0.5 * limit)));
      dim = (0.5 + 0.5 * Math.min(1, Math.sqrt(distance) * 0.9)) * (0.06 + 0.94 * depth * depth);
    }
    const i = rampIndex(tone);
    shade[0] = ramp[i]! * dim;
    shade[1] = ramp[i + 1]! * dim;
    shade[2] = ramp[i + 2]! * dim;
  }

  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 3) {
      sample(x + 0.5, y + 0.5);
      light.set(shade, i);
    }
  }
  // Only pixels that differ from a neighbour need more samples; smooth ground does not.
  const first = light.slice();
  const row = width * 3;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * row + x * 3 + 1;
      const here = first[i]!;
      const change =
        Math.abs(here - first[i - 3]!) +
        Math.abs(here - first[i + 3]!) +
        Math.abs(here - first[i - row]!) +
        Math.abs(here - first[i + row]!);
      if (change < 0.09) continue;
      let [r, g, b] = [0, 0, 0];
      for (const [dx, dy] of offsets) {
        sample(x + dx, y + dy);
        r += shade[0]!;
        g += shade[1]!;
        b += shade[2]!;
      }
      light[i - 1] = r / 4;
      light[i] = g / 4;
      light[i + 1] = b / 4;
    }
  }
  canvas.vignette(0.35);
  const sign = view.im < 0 ? "−" : "+";
  const c = `${String(view.re).replace("-", "−")} ${sign} ${Math.abs(view.im)}i`;
  return {
    ...canvas.bytes(),
    prompt: `Julia set of z² + c for c = ${c}: ${view.form}, coloured by smooth escape time in ${view.palette.words}, with the boundary drawn dark by its distance estimate.`,
    promptKo: `c = ${c}일 때 z² + c의 쥘리아 집합. ${view.formKo}. 탈출 속도에 따라 ${withRo(view.palette.ko)} 칠했다.`,
  };
};

const offsets = [
  [0.375, 0.125],
  [0.875, 0.375],
  [0.125, 0.625],
  [0.625, 0.875],
] as const;
