import { Canvas, type Generator } from "../canvas";
import { oklch } from "../color";
import { withRo } from "../korean";
import { createNoise, fractal } from "../noise";
import { inkSets } from "../palettes";
import { createRandom } from "../random";

const sets = [inkSets.riso, inkSets.harbour, inkSets.terracotta, inkSets.festival, inkSets.sumi, inkSets.orchard];

/** Ribbons that follow an angle field and never touch, after the idea of Tyler Hobbs' "Flow Fields" essay (2020). */
export const flowField: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const palette = sets[seed % sets.length]!;
  const unit = Math.min(width, height);
  const field = fractal(createNoise(random), 2);
  const regions = createNoise(random);
  const turns = random.between(0.55, 1.1);
  const grain = random.between(0.9, 1.6) / unit;
  const lean = random.between(0, Math.PI * 2);
  const gap = unit * 0.0028;
  const widths = [0.003, 0.0045, 0.0045, 0.007, 0.007, 0.011, 0.017, 0.026].map((share) => share * unit);
  const canvas = new Canvas(width, height, oklch(palette.ground));
  const inks = palette.inks.map(oklch);

  // Who occupies each cell: 0 nobody, else the ribbon's number.
  const cell = Math.max(1, unit / 480);
  const columns = Math.ceil(width / cell) + 1;
  const rows = Math.ceil(height / cell) + 1;
  const owner = new Uint16Array(columns * rows);
  const margin = unit * 0.045;
  const inside = (x: number, y: number) => x > margin && y > margin && x < width - margin && y < height - margin;

  function near(x: number, y: number, reach: number, visit: (index: number) => boolean): boolean {
    const r = reach / cell;
    const cx = x / cell;
    const cy = y / cell;
    for (let row = Math.max(0, Math.ceil(cy - r)); row <= Math.min(rows - 1, cy + r); row += 1) {
      for (let column = Math.max(0, Math.ceil(cx - r)); column <= Math.min(columns - 1, cx + r); column += 1) {
        if ((row - cy) ** 2 + (column - cx) ** 2 <= r * r && visit(row * columns + column)) return true;
      }
    }
    return false;
  }

  let ribbons = 0;
  const attempts = 5200;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Wide ribbons first, while there is room; then ever thinner ones into what is left.
    const rank = 1 - attempt / attempts;
    const radius =
      widths[Math.min(widths.length - 1, Math.floor(widths.length * rank * random.between(0.45, 1.02)))]! / 1;
    let x = random.between(margin, width - margin);
    let y = random.between(margin, height - margin);
    const clear = (px: number, py: number) =>
      inside(px, py) && !near(px, py, radius + gap, (index) => owner[index] !== 0);
    const step = Math.max(1.2, unit * 0.004);
    const angle = (px: number, py: number) => lean + turns * Math.PI * 2 * field(px * grain, py * grain);
    const path: [number, number][] = [];
    const longest = random.between(0.25, 1.1) * unit;
    if (!clear(x, y)) continue;
    for (let walked = 0; walked < longest && clear(x, y); walked += step) {
      path.push([x, y]);
      const heading = angle(x, y);
      x += Math.cos(heading) * step;
      y += Math.sin(heading) * step;
    }
    if (path.length * step < Math.max(radius * 5, unit * 0.03)) continue;
    ribbons += 1;
    const [startX, startY] = path[0]!;
    const zone = (regions(startX * grain * 1.3, startY * grain * 1.3) + 1) / 2 + random.normal() * 0.09;
    const index = random.chance(0.06)
      ? random.int(0, inks.length - 1)
      : Math.floor(Math.max(0, Math.min(0.999, zone * 1.5 - 0.25)) * inks.length);
    const ink = inks[index]!;
    path.forEach(([px, py], i) => {
      near(px, py, radius, (at) => {
        owner[at] = ribbons;
        return false;
      });
      const next = path[i + 1];
      if (next) canvas.stroke(px, py, next[0], next[1], radius, radius, ink);
    });
  }
  const swirl = turns > 0.85 ? "tightly eddying" : "slowly bending";
  return {
    ...canvas.bytes(),
    prompt: `${ribbons.toLocaleString("en")} ribbons packed side by side along a ${swirl} noise field, none of them touching; ${palette.words}, with a quiet margin all round.`,
    promptKo: `서로 닿지 않게 나란히 흐르는 띠 ${ribbons.toLocaleString("en")}개. 노이즈 벡터장을 따라 휘어지고, ${withRo(palette.ko)} 그렸으며 가장자리에는 여백을 남겼다.`,
  };
};
