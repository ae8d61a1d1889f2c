import type { Rgb } from "./color";

/** Red, green, blue, a byte each, sRGB, row by row. */
export interface RawImage {
  width: number;
  height: number;
  data: Uint8Array;
}

/** What a generator returns: the pixels and what they show. */
export interface Artwork extends RawImage {
  /** A true description, from the very parameters that drew it. */
  prompt: string;
  /** The same in Korean, where the generator can say it. */
  promptKo?: string;
}

/** Draws the picture that belongs to a seed. The same arguments give the same bytes; the size scales the same composition. */
export type Generator = (seed: number, width: number, height: number) => Artwork;

const srgbSteps = 16384;
const toSrgb = new Float32Array(srgbSteps + 1);
for (let i = 0; i <= srgbSteps; i += 1) {
  const linear = i / srgbSteps;
  toSrgb[i] = 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
}

/** A canvas of linear light, so that edges and overlaps blend as light does. Shapes are antialiased by their distance. */
export class Canvas {
  readonly light: Float32Array;

  constructor(
    readonly width: number,
    readonly height: number,
    background: Rgb = [0, 0, 0],
  ) {
    this.light = new Float32Array(width * height * 3);
    for (let i = 0; i < this.light.length; i += 3) {
      this.light[i] = background[0];
      this.light[i + 1] = background[1];
      this.light[i + 2] = background[2];
    }
  }

  /** Lays a colour over one pixel. */
  blend(x: number, y: number, color: Rgb, alpha: number): void {
    const i = (y * this.width + x) * 3;
    const { light } = this;
    light[i]! += (color[0] - light[i]!) * alpha;
    light[i + 1]! += (color[1] - light[i + 1]!) * alpha;
    light[i + 2]! += (color[2] - light[i + 2]!) * alpha;
  }

  /** Adds light to one pixel. */
  add(x: number, y: number, color: Rgb, amount: number): void {
    const i = (y * this.width + x) * 3;
    const { light } = this;
    light[i]! += color[0] * amount;
    light[i + 1]! += color[1] * amount;
    light[i + 2]! += color[2] * amount;
  }

  /**
   * Paints where a shape is: `distance` is in pixels, negative inside, and only asked within the box.
   * The last half pixel on either side of the edge fades.
   */
  paint(
    [left, top, right, bottom]: readonly [number, number, number, number],
    color: Rgb,
    alpha: number,
    distance: (x: number, y: number) => number,
  ): void {
    const x0 = Math.max(0, Math.floor(left - 1));
    const x1 = Math.min(this.width - 1, Math.ceil(right + 1));
    const y0 = Math.max(0, Math.floor(top - 1));
    const y1 = Math.min(this.height - 1, Math.ceil(bottom + 1));
    for (let y = y0; y <= y1; y += 1) {
      for (let x = x0; x <= x1; x += 1) {
        const coverage = 0.5 - distance(x + 0.5, y + 0.5);
        if (coverage > 0) this.blend(x, y, color, alpha * Math.min(coverage, 1));
      }
    }
  }

  disc(cx: number, cy: number, radius: number, color: Rgb, alpha = 1): void {
    // A disc thinner than a pixel would flicker between pixels: it is drawn one pixel wide and fainter.
    const drawn = Math.max(radius, 0.6);
    const faint = radius < drawn ? (radius / drawn) ** 2 : 1;
    this.paint([cx - drawn, cy - drawn, cx + drawn, cy + drawn], color, alpha * faint, (x, y) => {
      return Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - drawn;
    });
  }

  ring(cx: number, cy: number, radius: number, thickness: number, color: Rgb, alpha = 1): void {
    const outer = radius + thickness / 2;
    this.paint([cx - outer, cy - outer, cx + outer, cy + outer], color, alpha, (x, y) => {
      return Math.abs(Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy)) - radius) - thickness / 2;
    });
  }

  /** A line with round ends; its radius may change along it. */
  stroke(x0: number, y0: number, x1: number, y1: number, r0: number, r1: number, color: Rgb, alpha = 1): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy || 1e-9;
    const reach = Math.max(r0, r1);
    this.paint(
      [Math.min(x0, x1) - reach, Math.min(y0, y1) - reach, Math.max(x0, x1) + reach, Math.max(y0, y1) + reach],
      color,
      alpha,
      (x, y) => {
        let t = ((x - x0) * dx + (y - y0) * dy) / length2;
        t = t < 0 ? 0 : Math.min(t, 1);
        const ex = x - x0 - dx * t;
        const ey = y - y0 - dy * t;
        return Math.sqrt(ex * ex + ey * ey) - (r0 + (r1 - r0) * t);
      },
    );
  }

  /** Adds light along a hairline without ends, so that the pieces of a curve do not shine twice where they meet. */
  glow(x0: number, y0: number, x1: number, y1: number, radius: number, color: Rgb, amount: number): void {
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy;
    if (length2 === 0) return;
    const length = Math.sqrt(length2);
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - radius - 1));
    const right = Math.min(this.width - 1, Math.ceil(Math.max(x0, x1) + radius + 1));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - radius - 1));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(y0, y1) + radius + 1));
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        const along = px * dx + py * dy;
        if (along < 0 || along >= length2) continue;
        const coverage = radius + 0.5 - Math.abs(px * dy - py * dx) / length;
        if (coverage > 0) this.add(x, y, color, amount * Math.min(coverage, 1));
      }
    }
  }

  /** A convex polygon, its corners in order either way, its edges moved inwards by `inset` pixels. */
  polygon(corners: readonly (readonly [number, number])[], color: Rgb, inset = 0, alpha = 1): void {
    const xs = corners.map((corner) => corner[0]);
    const ys = corners.map((corner) => corner[1]);
    const edges = corners.map(([x, y], i) => {
      const [nextX, nextY] = corners[(i + 1) % corners.length] as readonly [number, number];
      const length = Math.hypot(nextX - x, nextY - y) || 1e-9;
      return { x, y, nx: (nextY - y) / length, ny: -(nextX - x) / length };
    });
    const [first, , third] = corners as readonly [readonly [number, number], unknown, readonly [number, number]];
    const start = edges[0] as (typeof edges)[number];
    const outward = (third[0] - first[0]) * start.nx + (third[1] - first[1]) * start.ny > 0 ? -1 : 1;
    this.paint([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], color, alpha, (x, y) => {
      let furthest = -Infinity;
      for (const edge of edges) {
        const distance = ((x - edge.x) * edge.nx + (y - edge.y) * edge.ny) * outward;
        if (distance > furthest) furthest = distance;
      }
      return furthest + inset;
    });
  }

  /** Darkens towards the corners: 0 not at all, 1 to black. */
  vignette(strength: number): void {
    const { width, height, light } = this;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const dx = (2 * x) / width - 1;
        const dy = (2 * y) / height - 1;
        const distance = (dx * dx + dy * dy) / 2;
        const factor = 1 - strength * distance * distance * (3 - 2 * distance);
        const i = (y * width + x) * 3;
        light[i]! *= factor;
        light[i + 1]! *= factor;
        light[i + 2]! *= factor;
      }
    }
  }

  /** To bytes. A dither of less than one step keeps wide gradients from banding. */
  bytes(): RawImage {
    const { light, width, height } = this;
    const data = new Uint8Array(light.length);
    let state = 0x2545f491;
    for (let i = 0; i < light.length; i += 1) {
      const value = light[i]!;
      const index = value <= 0 ? 0 : value >= 1 ? srgbSteps : (value * srgbSteps) | 0;
      // xorshift32 of George Marsaglia (2003).
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      data[i] = toSrgb[index]! + (state >>> 0) / 4294967296;
    }
    return { width, height, data };
  }
}
