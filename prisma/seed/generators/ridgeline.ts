import { Canvas, type Generator } from "../canvas";
import { createRamp, type Lch, oklch, rampColor } from "../color";
import { createNoise, fractal } from "../noise";
import { type Gradient, gradients } from "../palettes";
import { createRandom } from "../random";

const plates: readonly {
  ground: Lch;
  groundWords: string;
  groundKo: string;
  palette: Gradient;
  from: number;
  to: number;
  words: string;
  ko: string;
}[] = [
  {
    ground: [0.13, 0.012, 265],
    groundWords: "near-black",
    groundKo: "거의 검은",
    palette: gradients.ash,
    from: 0.8,
    to: 1,
    words: "warm white",
    ko: "따뜻한 흰색",
  },
  {
    ground: [0.17, 0.05, 275],
    groundWords: "midnight",
    groundKo: "한밤의",
    palette: gradients.dusk,
    from: 0.45,
    to: 0.98,
    words: "rose, peach and cream from back to front",
    ko: "뒤에서 앞으로 장미색, 복숭아색, 크림색",
  },
  {
    ground: [0.96, 0.014, 85],
    groundWords: "paper-white",
    groundKo: "종이처럼 흰",
    palette: gradients.copper,
    from: 0.05,
    to: 0.6,
    words: "umber turning to burnt copper towards the front",
    ko: "앞으로 올수록 구리색이 되는 암갈색",
  },
  {
    ground: [0.15, 0.035, 240],
    groundWords: "deep blue",
    groundKo: "깊은 푸른",
    palette: gradients.aurora,
    from: 0.5,
    to: 0.95,
    words: "cyan turning to aurora green towards the front",
    ko: "앞으로 올수록 초록이 되는 청록",
  },
];

/** Stacked profiles that hide one another, after the pulsar plot of Harold Craft's thesis (1970). */
export const ridgeline: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const plate = plates[seed % plates.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const rough = fractal(noise, 4);
  const ground = oklch(plate.ground);
  const ramp = createRamp(plate.palette.stops);
  const canvas = new Canvas(width, height, ground);
  const lines = Math.round((height / unit) * 62);
  const left = width * 0.13;
  const right = width * 0.87;
  const top = height * 0.2;
  const bottom = height * 0.88;
  const peaks = Array.from({ length: random.int(2, 4) }, () => ({
    at: random.between(0.32, 0.68),
    spread: random.between(0.06, 0.13),
    depth: random.between(0.1, 0.9),
  }));
  const columns = Math.ceil(right - left);
  const profile = new Float64Array(columns + 1);
  for (let line = 0; line < lines; line += 1) {
    const depth = line / (lines - 1);
    const base = top + (bottom - top) * depth;
    for (let column = 0; column <= columns; column += 1) {
      const t = column / columns;
      let lift = 0.12 * Math.exp(-(((t - 0.5) / 0.2) ** 2));
      for (const peak of peaks)
        lift += 0.62 * Math.exp(-(((t - peak.at) / peak.spread) ** 2) - ((depth - peak.depth) / 0.34) ** 2);
      const bumps = Math.max(0, rough(t * 9 + 3, line * 0.42) * 0.75 + 0.5);
      profile[column] = base - unit * (0.2 * lift * bumps + 0.0035 * rough(t * 40, line * 3.1));
    }
    const color = rampColor(ramp, plate.from + (plate.to - plate.from) * depth);
    const radius = unit * 0.0013 + 0.15;
    // What lies behind a line is hidden by it.
    for (let column = 0; column < columns; column += 1) {
      const x = Math.floor(left) + column;
      const crest = profile[column]!;
      for (let y = Math.max(0, Math.floor(crest)); y < Math.min(height, base + unit * 0.01); y += 1)
        canvas.blend(x, y, ground, Math.min(1, y + 1 - crest));
    }
    const pitch = Math.max(1, unit / 600);
    for (let column = 0; column + pitch <= columns; column += pitch) {
      const a = Math.round(column);
      const b = Math.min(columns, Math.round(column + pitch));
      canvas.stroke(left + a, profile[a]!, left + b, profile[b]!, radius, radius, color);
    }
  }
  return {
    ...canvas.bytes(),
    prompt: `${lines} ridgelines stacked down a ${plate.groundWords} sheet, each hiding the one behind it, swelling into noisy peaks around the middle; hairlines in ${plate.words}.`,
    promptKo: `${plate.groundKo} 바탕에 층층이 쌓은 능선 ${lines}줄. 앞줄이 뒷줄을 가리며 가운데에서 봉우리로 솟는다. 가는 선의 색은 ${plate.ko}.`,
  };
};
