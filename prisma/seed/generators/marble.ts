import { Canvas, type Generator } from "../canvas";
import { createRamp, rampIndex } from "../color";
import { createNoise, fractal } from "../noise";
import { gradients } from "../palettes";
import { createRandom } from "../random";

const slabs = [gradients.verdigris, gradients.dusk, gradients.copper, gradients.glacier, gradients.ash];

/**
 * Noise bent by noise bent by noise, with fine veins.
 * @see Inigo Quilez, "Domain warping" (2002)
 */
export const marble: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const palette = slabs[seed % slabs.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const soft = fractal(noise, 3);
  const rough = fractal(noise, 5);
  const warp = Math.round(random.between(1.5, 2.3) * 100) / 100;
  const zoom = random.between(1.3, 1.9);
  const folds = random.between(5, 9);
  const ramp = createRamp(palette.stops);
  const canvas = new Canvas(width, height);

  // The two bends are smooth, so they are worked out on every fourth pixel and read between.
  const pitch = 4;
  const columns = Math.ceil(width / pitch) + 2;
  const rows = Math.ceil(height / pitch) + 2;
  const bentX = new Float32Array(columns * rows);
  const bentY = new Float32Array(columns * rows);
  const strain = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = ((column * pitch) / unit) * zoom;
      const y = ((row * pitch) / unit) * zoom;
      const qx = soft(x, y);
      const qy = soft(x + 5.2, y + 1.3);
      const rx = soft(x + warp * qx + 1.7, y + warp * qy + 9.2);
      const ry = soft(x + warp * qx + 8.3, y + warp * qy + 2.8);
      const i = row * columns + column;
      bentX[i] = x + warp * rx;
      bentY[i] = y + warp * ry;
      strain[i] = Math.hypot(rx, ry) + 0.5 * qy;
    }
  }
  const between = (grid: Float32Array, i: number, u: number, v: number) => {
    const top = grid[i]! + (grid[i + 1]! - grid[i]!) * u;
    const bottom = grid[i + columns]! + (grid[i + columns + 1]! - grid[i + columns]!) * u;
    return top + (bottom - top) * v;
  };
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / pitch);
    const v = y / pitch - row;
    for (let x = 0; x < width; x += 1) {
      const column = Math.floor(x / pitch);
      const u = x / pitch - column;
      const at = row * columns + column;
      const value = rough(between(bentX, at, u, v), between(bentY, at, u, v));
      const pull = between(strain, at, u, v);
      const wx = between(bentX, at, u, v);
      const wy = between(bentY, at, u, v);
      // A vein runs where a second noise crosses zero, and comes and goes with a third.
      const crossing = Math.abs(noise(wx * 0.9 + 31.7, wy * 0.9 - 12.1) + 0.1 * value);
      const presence = Math.min(1, Math.max(0, noise(x / unit + 7.7, y / unit) * 2.6 + 0.35));
      const thread = Math.exp(-((crossing / 0.011) ** 2)) * presence;
      const tone = 0.5 + value * 0.75 + (pull - 0.35) * 0.62;
      const index = rampIndex(tone);
      const bright = rampIndex(0.985);
      const gain = 0.92 + 0.16 * Math.abs(Math.sin(value * folds));
      const mix = thread * 0.85;
      const i = (y * width + x) * 3;
      for (let c = 0; c < 3; c += 1) {
        const base = ramp[index + c]! * gain;
        canvas.light[i + c] = base + (ramp[bright + c]! - base) * mix;
      }
    }
  }
  canvas.vignette(0.25);
  return {
    ...canvas.bytes(),
    prompt: `Folded marble made of fractal noise warped by itself twice (warp strength ${warp}): broad drapes in ${palette.words}, threaded with a few bright veins.`,
    promptKo: `프랙털 노이즈를 자기 자신으로 두 번 휘게 한 대리석(휨 세기 ${warp}). ${palette.ko}의 넓은 주름 사이로 몇 가닥 밝은 결이 지난다.`,
  };
};
