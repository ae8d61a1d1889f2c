import type { Random } from "./random";

/** Smooth noise in about [-1, 1], without a grain of its own above one unit. */
export type Noise = (x: number, y: number) => number;

/** Gradient noise after Ken Perlin, "Improving Noise" (2002), in two dimensions, with unit gradients in 256 directions. */
export function createNoise(random: Random): Noise {
  const order = random.shuffle(Array.from({ length: 256 }, (_, i) => i));
  const table = new Uint8Array(512);
  for (let i = 0; i < 512; i += 1) table[i] = order[i & 255]!;
  const gradientX = new Float64Array(256);
  const gradientY = new Float64Array(256);
  for (let i = 0; i < 256; i += 1) {
    gradientX[i] = Math.cos((i / 256) * Math.PI * 2) * 1.5;
    gradientY[i] = Math.sin((i / 256) * Math.PI * 2) * 1.5;
  }
  return (x, y) => {
    const floorX = Math.floor(x);
    const floorY = Math.floor(y);
    const dx = x - floorX;
    const dy = y - floorY;
    const column = floorX & 255;
    const row = floorY & 255;
    const left = table[column]! + row;
    const right = table[column + 1]! + row;
    const a = table[left]!;
    const b = table[right]!;
    const c = table[left + 1]!;
    const d = table[right + 1]!;
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = gradientX[a]! * dx + gradientY[a]! * dy;
    const topRight = gradientX[b]! * (dx - 1) + gradientY[b]! * dy;
    const bottom = gradientX[c]! * dx + gradientY[c]! * (dy - 1);
    const bottomRight = gradientX[d]! * (dx - 1) + gradientY[d]! * (dy - 1);
    const upper = top + u * (topRight - top);
    return upper + v * (bottom + u * (bottomRight - bottom) - upper);
  };
}

/** Octaves of noise, each twice as fine and half as strong; still in about [-1, 1]. */
export function fractal(noise: Noise, octaves: number): Noise {
  let total = 0;
  for (let i = 0, strength = 1; i < octaves; i += 1, strength /= 2) total += strength;
  return (x, y) => {
    let sum = 0;
    let strength = 1;
    for (let i = 0; i < octaves; i += 1) {
      sum += strength * noise(x, y);
      strength /= 2;
      // Turned by about 37°, so that the lattices of the octaves do not line up.
      const turned = 1.6 * x - 1.2 * y + 17.3;
      y = 1.2 * x + 1.6 * y - 9.1;
      x = turned;
    }
    return sum / total;
  };
}
