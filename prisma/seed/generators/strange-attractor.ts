import { Canvas, type Generator } from "../canvas";
import { createRamp, rampIndex } from "../color";
import { withRo } from "../korean";
import { gradients } from "../palettes";
import { createRandom, type Random } from "../random";

type Kind = "Clifford" | "de Jong";
interface Attractor {
  kind: Kind;
  a: number;
  b: number;
  c: number;
  d: number;
}

// A sine by table: the map is iterated millions of times and needs four of them a step.
const tableSize = 8192;
const sineTable = new Float64Array(tableSize + 2);
for (let i = 0; i < sineTable.length; i += 1) sineTable[i] = Math.sin((i / tableSize) * Math.PI * 2);
function sine(angle: number): number {
  const turns = angle * (1 / (Math.PI * 2));
  const place = (turns - Math.floor(turns)) * tableSize;
  const index = place | 0;
  const low = sineTable[index]!;
  return low + (sineTable[index + 1]! - low) * (place - index);
}
const cosine = (angle: number) => sine(angle + Math.PI / 2);

function walk(
  { kind, a, b, c, d }: Attractor,
  steps: number,
  visit: (x: number, y: number, oldX: number, oldY: number) => void,
) {
  let x = 0.1;
  let y = 0.1;
  for (let i = 0; i < steps; i += 1) {
    const nextX = kind === "Clifford" ? sine(a * y) + c * cosine(a * x) : sine(a * y) - cosine(b * x);
    const nextY = kind === "Clifford" ? sine(b * x) + d * cosine(b * y) : sine(c * x) - cosine(d * y);
    if (i > 50) visit(nextX, nextY, x, y);
    x = nextX;
    y = nextY;
  }
}

/** Of a dozen random attractors the one that fills its frame best, without being mere noise all over it. */
function choose(random: Random, kind: Kind): Attractor {
  let best: Attractor | undefined;
  let bestScore = -1;
  for (let tries = 0; tries < 40; tries += 1) {
    const [a, b, c, d] = [0, 0, 0, 0].map(() => {
      const size = random.between(kind === "Clifford" ? 0.9 : 1.2, kind === "Clifford" ? 2 : 2.6);
      return Math.round((random.chance(0.5) ? size : -size) * 1000) / 1000;
    }) as [number, number, number, number];
    const candidate = { kind, a, b, c, d };
    const cells = new Uint32Array(48 * 48);
    // Only the second half counts: many a map wanders at first and then closes into a short cycle.
    let step = 0;
    walk(candidate, 16_000, (x, y) => {
      step += 1;
      if (step < 8_000) return;
      cells[Math.floor((x + 3.2) * 7.5) + 48 * Math.floor((y + 3.2) * 7.5)]! += 1;
    });
    const filled = cells.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    const squares = cells.reduce((sum, count) => sum + count * count, 0);
    // Filled cells count for reach, unevenness for structure.
    const score = filled * Math.log(squares / 8_000);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best as Attractor;
}

/** Density of a strange attractor's orbit, logarithmically toned; the hue follows how far each step leaps. */
export const strangeAttractor: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const kind: Kind = seed % 2 === 0 ? "Clifford" : "de Jong";
  const attractor = choose(random, kind);
  const palette = [gradients.ember, gradients.aurora, gradients.orchid, gradients.glacier, gradients.copper][seed % 5]!;
  const ramp = createRamp(palette.stops);

  let [left, right, top, bottom] = [9, -9, 9, -9];
  let seen = 0;
  walk(attractor, 90_000, (x, y) => {
    seen += 1;
    if (seen < 8_000) return;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  // Turned so that the long side of the figure lies along the long side of the picture.
  const turned = right - left > bottom - top !== width > height;
  const spanX = turned ? bottom - top : right - left;
  const spanY = turned ? right - left : bottom - top;
  const scale = Math.min((0.88 * width) / spanX, (0.88 * height) / spanY);
  const middleX = (left + right) / 2;
  const middleY = (top + bottom) / 2;

  const density = new Float32Array(width * height);
  const leap = new Float32Array(width * height);
  const steps = Math.round(width * height * 4.6);
  walk(attractor, steps, (x, y, oldX, oldY) => {
    const dx = (x - middleX) * scale;
    const dy = (y - middleY) * scale;
    const px = (width / 2 + (turned ? dy : dx)) | 0;
    const py = (height / 2 + (turned ? dx : dy)) | 0;
    if (px < 0 || py < 0 || px >= width || py >= height) return;
    const i = py * width + px;
    density[i]! += 1;
    leap[i]! += Math.abs(x - oldX) + Math.abs(y - oldY);
  });

  const sorted = density.filter((count) => count > 0).sort();
  const bright = sorted[Math.floor(sorted.length * 0.997)] ?? 1;
  const canvas = new Canvas(width, height);
  const { light } = canvas;
  for (let i = 0; i < density.length; i += 1) {
    const count = density[i]!;
    const strength = Math.min(1.15, Math.log1p(count * 1.5) / Math.log1p(bright * 1.5));
    const mean = count > 0 ? leap[i]! / count / 5 : 0;
    const index = rampIndex(0.04 + 0.7 * strength + 0.32 * (mean - 0.3) * strength);
    const gain = 0.35 + 0.75 * strength;
    light[i * 3] = ramp[index]! * gain;
    light[i * 3 + 1] = ramp[index + 1]! * gain;
    light[i * 3 + 2] = ramp[index + 2]! * gain;
  }
  const { a, b, c, d } = attractor;
  const parameters = `a = ${a}, b = ${b}, c = ${c}, d = ${d}`.replaceAll("-", "−");
  const millions = (steps / 1e6).toFixed(1);
  return {
    ...canvas.bytes(),
    prompt: `A ${kind} attractor, ${parameters}: ${millions} million steps of one orbit piled up like smoke, log-toned density in ${palette.words}.`,
    promptKo: `${kind} 끌개(${parameters})의 궤도를 ${Math.round(steps / 1e4)}만 걸음 쌓아 올린 연기 같은 형상. 밀도를 로그로 옮겨 ${withRo(palette.ko)} 칠했다.`,
  };
};
