import { Canvas, type Generator } from "../canvas";
import { createRamp, rampIndex } from "../color";
import { withRo } from "../korean";
import { gradients } from "../palettes";
import { createRandom } from "../random";

/** Rates from the middle of the picture to its edge. */
const cultures = [
  {
    feed: [0.0545, 0.0545],
    kill: [0.062, 0.062],
    words: "branching coral ridges",
    ko: "가지를 뻗는 산호 주름",
    palette: gradients.ember,
  },
  {
    feed: [0.0367, 0.046],
    kill: [0.0649, 0.063],
    words: "a clearing of dots ringed by worms",
    ko: "점들의 빈터를 둘러싼 굽은 줄기들",
    palette: gradients.glacier,
  },
  {
    feed: [0.039, 0.029],
    kill: [0.058, 0.057],
    words: "a net of round holes in the middle, opening into a labyrinth",
    ko: "가운데의 둥근 구멍 그물에서 바깥의 미로로 열리는 무늬",
    palette: gradients.orchid,
  },
  {
    feed: [0.058, 0.034],
    kill: [0.0625, 0.0635],
    words: "a maze in the middle that breaks up into dots",
    ko: "가장자리로 갈수록 점으로 흩어지는 미로",
    palette: gradients.moss,
  },
] as const;

const steps = 2000;

/** Cubic B-spline weights of the four samples around a place. */
function spline(t: number): [number, number, number, number] {
  const s = 1 - t;
  return [(s * s * s) / 6, (3 * t * t * t - 6 * t * t + 4) / 6, (3 * s * s * s - 6 * s * s + 4) / 6, (t * t * t) / 6];
}

/** Copies each edge of the grid into the border at the opposite side. */
function wrap(grid: Float32Array, stride: number, rows: number): void {
  for (let y = 1; y <= rows; y += 1) {
    grid[y * stride] = grid[y * stride + stride - 2]!;
    grid[y * stride + stride - 1] = grid[y * stride + 1]!;
  }
  grid.copyWithin(0, rows * stride, (rows + 1) * stride);
  grid.copyWithin((rows + 1) * stride, stride, 2 * stride);
}

/**
 * Gray–Scott reaction–diffusion on a torus, smoothed up by cubic splines and lit from the upper left.
 * @see Karl Sims, "Reaction-Diffusion Tutorial" (2013), for the kernel and the rates
 */
export const reactionDiffusion: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const culture = cultures[seed % cultures.length]!;
  const cells = 148 * Math.min(1, Math.max(0.2, Math.min(width, height) / 400));
  const scale = cells / Math.min(width, height);
  const columns = Math.round(width * scale);
  const rows = Math.round(height * scale);
  // A border of one cell repeats the opposite edge, so that the inner loop need not ask where it is.
  const stride = columns + 2;
  const count = stride * (rows + 2);
  let [a, b] = [new Float32Array(count).fill(1), new Float32Array(count)];
  let [nextA, nextB] = [new Float32Array(count), new Float32Array(count)];
  const at = (x: number, y: number) =>
    ((((y % rows) + rows) % rows) + 1) * stride + (((x % columns) + columns) % columns) + 1;

  // Drops of B, scattered; everything else grows out of them.
  const drops = Math.round((columns * rows) / 260);
  for (let i = 0; i < drops; i += 1) {
    const cx = random.int(0, columns - 1);
    const cy = random.int(0, rows - 1);
    const radius = random.int(1, 3);
    for (let dy = -radius; dy <= radius; dy += 1)
      for (let dx = -radius; dx <= radius; dx += 1) b[at(cx + dx, cy + dy)] = random.between(0.25, 0.5);
  }

  const feeds = new Float32Array(count);
  const kills = new Float32Array(count);
  for (let y = 1; y <= rows; y += 1) {
    for (let x = 1; x <= columns; x += 1) {
      const out = Math.hypot((2 * x) / columns - 1, (2 * y) / rows - 1);
      const t = Math.min(1, Math.max(0, (out - 0.2) / 0.7));
      feeds[y * stride + x] = culture.feed[0] + (culture.feed[1] - culture.feed[0]) * t;
      kills[y * stride + x] = culture.kill[0] + (culture.kill[1] - culture.kill[0]) * t;
    }
  }
  for (let step = 0; step < steps; step += 1) {
    wrap(a, stride, rows);
    wrap(b, stride, rows);
    for (let y = 1; y <= rows; y += 1) {
      for (let x = 1; x <= columns; x += 1) {
        const i = y * stride + x;
        const up = i - stride;
        const down = i + stride;
        const currentA = a[i]!;
        const currentB = b[i]!;
        const spreadA =
          0.2 * (a[i - 1]! + a[i + 1]! + a[up]! + a[down]!) +
          0.05 * (a[up - 1]! + a[up + 1]! + a[down - 1]! + a[down + 1]!) -
          currentA;
        const spreadB =
          0.2 * (b[i - 1]! + b[i + 1]! + b[up]! + b[down]!) +
          0.05 * (b[up - 1]! + b[up + 1]! + b[down - 1]! + b[down + 1]!) -
          currentB;
        const feed = feeds[i]!;
        const reaction = currentA * currentB * currentB;
        nextA[i] = currentA + 0.5 * spreadA - reaction + feed * (1 - currentA);
        nextB[i] = currentB + 0.25 * spreadB + reaction - (kills[i]! + feed) * currentB;
      }
    }
    [a, nextA] = [nextA, a];
    [b, nextB] = [nextB, b];
  }

  const field = new Float32Array(width * height);
  const wide = new Float32Array(width * rows);
  for (let x = 0; x < width; x += 1) {
    const place = (x + 0.5) * scale - 0.5;
    const base = Math.floor(place);
    const weights = spline(place - base);
    for (let y = 0; y < rows; y += 1) {
      let sum = 0;
      for (let k = 0; k < 4; k += 1) sum += weights[k]! * b[at(base - 1 + k, y)]!;
      wide[y * width + x] = sum;
    }
  }
  for (let y = 0; y < height; y += 1) {
    const place = (y + 0.5) * scale - 0.5;
    const base = Math.floor(place);
    const [w0, w1, w2, w3] = spline(place - base);
    const line = (k: number) => ((base - 1 + k + rows) % rows) * width;
    const [r0, r1, r2, r3] = [line(0), line(1), line(2), line(3)];
    for (let x = 0; x < width; x += 1)
      field[y * width + x] = w0 * wide[r0 + x]! + w1 * wide[r1 + x]! + w2 * wide[r2 + x]! + w3 * wide[r3 + x]!;
  }

  const ramp = createRamp(culture.palette.stops);
  const canvas = new Canvas(width, height);
  const relief = 2.6 / scale;
  for (let y = 0; y < height; y += 1) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x += 1) {
      const value = field[y * width + x]!;
      const slopeX = (field[y * width + Math.min(width - 1, x + 1)]! - field[y * width + Math.max(0, x - 1)]!) * relief;
      const slopeY = (field[below + x]! - field[above + x]!) * relief;
      const inverse = 1 / Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
      const facing = (0.5 * slopeX + 0.62 * slopeY + 0.6) * inverse;
      const lit = Math.max(0, facing);
      const spark = lit > 0.9 ? ((lit - 0.9) / 0.1) ** 2 * 0.16 : 0;
      const index = rampIndex(0.12 + value * 2.1);
      const gain = 0.42 + 0.85 * lit;
      const i = (y * width + x) * 3;
      canvas.light[i] = ramp[index]! * gain + spark;
      canvas.light[i + 1] = ramp[index + 1]! * gain + spark;
      canvas.light[i + 2] = ramp[index + 2]! * gain + spark;
    }
  }
  canvas.vignette(0.25);
  const range = ([middle, edge]: readonly [number, number]) => (middle === edge ? `${middle}` : `${middle} → ${edge}`);
  return {
    ...canvas.bytes(),
    prompt: `Gray–Scott reaction–diffusion after ${steps.toLocaleString("en")} steps, feed ${range(culture.feed)}, kill ${range(culture.kill)}: ${culture.words}, pressed like enamel and lit from the upper left, ${culture.palette.words}.`,
    promptKo: `그레이–스콧 반응 확산 ${steps.toLocaleString("en")}단계(공급 ${range(culture.feed)}, 소멸 ${range(culture.kill)}). ${culture.ko}. 왼쪽 위에서 빛을 받은 얕은 부조를 ${withRo(culture.palette.ko)} 그렸다.`,
  };
};
