import { Canvas, type Generator } from "../canvas";
import { createRamp, type Lch, oklch, rampIndex } from "../color";
import { withRo } from "../korean";
import { createNoise, fractal } from "../noise";
import { type Gradient, gradients } from "../palettes";
import { createRandom } from "../random";

const sheets: readonly { palette: Gradient; from: number; to: number; line: Lch; words: string; ko: string }[] = [
  {
    palette: gradients.lagoon,
    from: 0.05,
    to: 1,
    line: [0.22, 0.04, 250],
    words: gradients.lagoon.words,
    ko: gradients.lagoon.ko,
  },
  {
    palette: gradients.copper,
    from: 0.35,
    to: 1,
    line: [0.3, 0.06, 38],
    words: "burnt copper, apricot and bone",
    ko: "구리색에서 살구색, 뼈빛",
  },
  {
    palette: gradients.moss,
    from: 0.2,
    to: 1,
    line: [0.2, 0.03, 165],
    words: "moss, lichen green and straw",
    ko: "이끼색에서 연두, 밀짚색",
  },
  {
    palette: gradients.dusk,
    from: 0.05,
    to: 0.98,
    line: [0.2, 0.06, 285],
    words: gradients.dusk.words,
    ko: gradients.dusk.ko,
  },
];

/** A map of terrain that never was: tinted by height, shaded by slope, with contours of even breadth. */
export const contourMap: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const sheet = sheets[seed % sheets.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const broad = fractal(noise, 4);
  const bend = fractal(noise, 2);
  const levels = random.int(22, 30);
  const zoom = random.between(1.25, 1.7);
  const ramp = createRamp(sheet.palette.stops);
  const line = oklch(sheet.line);
  const canvas = new Canvas(width, height);
  const elevation = new Float32Array((width + 1) * (height + 1));
  for (let y = 0; y <= height; y += 1) {
    for (let x = 0; x <= width; x += 1) {
      const u = (x / unit) * zoom;
      const v = (y / unit) * zoom;
      const dx = bend(u + 11, v);
      const dy = bend(u, v + 23);
      elevation[y * (width + 1) + x] = 0.5 + 0.62 * broad(u + 0.35 * dx, v + 0.35 * dy);
    }
  }
  // The whole range of tints is used, whatever heights this seed reached.
  let [lowest, highest] = [Infinity, -Infinity];
  for (const each of elevation) {
    lowest = Math.min(lowest, each);
    highest = Math.max(highest, each);
  }
  for (let i = 0; i < elevation.length; i += 1)
    elevation[i] = 0.002 + (0.996 * (elevation[i]! - lowest)) / (highest - lowest);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width + 1) + x;
      const here = elevation[at]!;
      const slopeX = elevation[at + 1]! - here;
      const slopeY = elevation[at + width + 1]! - here;
      const level = here * levels;
      const step = Math.floor(level);
      const nearest = Math.round(level);
      const away = Math.abs(level - nearest) / Math.max(1e-6, Math.hypot(slopeX, slopeY) * levels);
      const index = nearest % 5 === 0;
      const half = unit * (index ? 0.0011 : 0.00055) + 0.15;
      const ink = Math.min(1, Math.max(0, half + 0.5 - away)) * (index ? 0.9 : 0.55);
      const tint = rampIndex(sheet.from + (sheet.to - sheet.from) * Math.min(1, (step + 0.5) / levels));
      // Each layer lies on the one below like cut paper: light from the upper left.
      const shade = Math.max(0.5, Math.min(1.3, 1 + (slopeX + slopeY) * unit * 0.09));
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c += 1) {
        const base = ramp[tint + c]! * shade;
        canvas.light[i + c] = base + (line[c]! - base) * ink;
      }
    }
  }
  return {
    ...canvas.bytes(),
    prompt: `Topographic map of an imaginary terrain, ${levels} height levels with every fifth contour drawn bold, tinted in ${sheet.words} from valley to summit and shaded by a light from the upper left.`,
    promptKo: `상상의 지형을 그린 등고선 지도. ${levels}단계 높이에 다섯 번째마다 굵은 선을 긋고, 골짜기에서 봉우리까지 ${withRo(sheet.ko)} 물들였다.`,
  };
};
