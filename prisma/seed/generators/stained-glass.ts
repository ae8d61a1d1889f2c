import { Canvas, type Generator } from "../canvas";
import { createRamp, oklch, rampIndex } from "../color";
import { withRo } from "../korean";
import { createNoise, fractal } from "../noise";
import { gradients } from "../palettes";
import { createRandom, type Random } from "../random";

interface Site {
  x: number;
  y: number;
  tone: number;
  grain: number;
}
type Layout = { place: (random: Random, width: number, height: number) => Site[]; words: string; ko: string };

const site = (x: number, y: number, tone: number, random: Random): Site => ({
  x,
  y,
  tone,
  grain: random.between(0, Math.PI),
});

const rose: Layout = {
  words: "a rose window of concentric petals",
  ko: "동심원 꽃잎으로 짜인 장미창",
  place(random, width, height) {
    const unit = Math.min(width, height);
    const reach = Math.hypot(width, height) / 2 + unit * 0.1;
    const sites = [site(width / 2, height / 2, 0.98, random)];
    let petals = random.pick([8, 10, 12]);
    let radius = unit * 0.075;
    for (let ring = 1; radius < reach; ring += 1) {
      if (ring === 3 || ring === 7) petals *= 2;
      const shift = (ring % 2) * (Math.PI / petals);
      for (let i = 0; i < petals; i += 1) {
        const angle = (i / petals) * Math.PI * 2 + shift;
        const tone = 0.5 + 0.42 * Math.cos(ring * 1.15) - 0.016 * ring + (i % 2) * 0.1 + random.between(-0.05, 0.05);
        sites.push(site(width / 2 + Math.cos(angle) * radius, height / 2 + Math.sin(angle) * radius, tone, random));
      }
      radius += unit * (0.055 + 0.012 * ring * 0.6);
    }
    return sites;
  },
};

const sunrise: Layout = {
  words: "a low sun with rays of glass fanning up from the horizon",
  ko: "지평선에서 유리 햇살이 부챗살로 퍼지는 낮은 해",
  place(random, width, height) {
    const unit = Math.min(width, height);
    const sunX = width * random.between(0.36, 0.64);
    const sunY = height * 0.72;
    const sites: Site[] = [site(sunX, sunY - unit * 0.03, 1, random)];
    for (let ring = 1; ring < 14; ring += 1) {
      const radius = unit * (0.11 + 0.1 * (ring - 1) ** 1.12);
      const rays = 9 + ring * 2;
      for (let i = 0; i <= rays; i += 1) {
        const angle = -Math.PI * (i / rays) * 1.04 + 0.06 + random.between(-0.02, 0.02);
        const tone = 0.97 - ring * 0.085 + (i % 2) * 0.1 + random.between(-0.06, 0.06);
        sites.push(site(sunX + Math.cos(angle) * radius, sunY - unit * 0.03 + Math.sin(angle) * radius, tone, random));
      }
    }
    for (let row = 0; row < 5; row += 1) {
      const y = sunY + unit * (0.06 + 0.085 * row);
      const step = unit * (0.13 + row * 0.05);
      for (let x = -step + random.float() * step; x < width + step; x += step) {
        const glint = Math.exp(-(((x - sunX) / (unit * 0.22)) ** 2)) * 0.6;
        sites.push(
          site(
            x + random.between(-0.2, 0.2) * step,
            y,
            0.14 + 0.05 * row + glint + random.between(-0.08, 0.08),
            random,
          ),
        );
      }
    }
    return sites;
  },
};

const pond: Layout = {
  words: "an irregular pond of cells whose colours drift in slow currents",
  ko: "느린 물결처럼 색이 흐르는 불규칙한 유리 연못",
  place(random, width, height) {
    const unit = Math.min(width, height);
    const drift = fractal(createNoise(random), 2);
    const sites: Site[] = [];
    const wanted = Math.round((width * height) / (unit * unit * 0.0042));
    // Mitchell's best-candidate sampling: of several random places, the one furthest from all others.
    for (let i = 0; i < wanted; i += 1) {
      let [bestX, bestY, best] = [0, 0, -1];
      for (let candidate = 0; candidate < 7; candidate += 1) {
        const x = random.between(-0.04, 1.04) * width;
        const y = random.between(-0.04, 1.04) * height;
        let nearest = 1e12;
        for (const other of sites) nearest = Math.min(nearest, (x - other.x) ** 2 + (y - other.y) ** 2);
        if (nearest > best) [bestX, bestY, best] = [x, y, nearest];
      }
      const tone = 0.52 + 0.75 * drift((bestX / unit) * 1.5, (bestY / unit) * 1.5) + random.normal() * 0.07;
      sites.push(site(bestX, bestY, tone, random));
    }
    return sites;
  },
};

const windows = [
  { layout: rose, palette: gradients.orchid },
  { layout: sunrise, palette: gradients.ember },
  { layout: pond, palette: gradients.lagoon },
  { layout: rose, palette: gradients.aurora },
  { layout: pond, palette: gradients.dusk },
] as const;

/** Voronoi cells as leaded glass. The came's width comes from the exact distance to the cell's border. */
export const stainedGlass: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const { layout, palette } = windows[seed % windows.length]!;
  const unit = Math.min(width, height);
  const sites = layout.place(random, width, height);
  const noise = createNoise(random);
  const ramp = createRamp(palette.stops);
  const lead = oklch([0.13, 0.015, 260]);
  const canvas = new Canvas(width, height);

  const size = unit * 0.075;
  const columns = Math.ceil(width / size) + 4;
  const rows = Math.ceil(height / size) + 4;
  const buckets: Site[][] = Array.from({ length: columns * rows }, () => []);
  for (const each of sites) {
    const column = Math.floor(each.x / size) + 2;
    const row = Math.floor(each.y / size) + 2;
    if (column >= 0 && row >= 0 && column < columns && row < rows) buckets[row * columns + column]!.push(each);
  }
  // The candidates of each bucket: enough rings of neighbours that no nearer site can lie outside them.
  const candidates = buckets.map((_, index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    for (let ring = 1; ; ring += 1) {
      const found: Site[] = [];
      for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r += 1)
        for (let c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c += 1)
          found.push(...buckets[r * columns + c]!);
      if (found.length >= 14 || ring > 8) return found;
    }
  });

  const came = unit * 0.0042;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const near = candidates[(Math.floor(y / size) + 2) * columns + Math.floor(x / size) + 2]!;
      let mine = near[0]!;
      let best = 1e12;
      for (const each of near) {
        const distance = (each.x - x) ** 2 + (each.y - y) ** 2;
        if (distance < best) [best, mine] = [distance, each];
      }
      let border = 1e12;
      for (const each of near) {
        if (each === mine) continue;
        const ex = each.x - mine.x;
        const ey = each.y - mine.y;
        const toBisector =
          ((mine.x + each.x - 2 * x) * ex + (mine.y + each.y - 2 * y) * ey) / (2 * Math.sqrt(ex * ex + ey * ey));
        if (toBisector < border) border = toBisector;
      }
      const cos = Math.cos(mine.grain);
      const sin = Math.sin(mine.grain);
      const streak = noise(((x * cos + y * sin) / unit) * 7, ((y * cos - x * sin) / unit) * 42) * 0.5;
      const cloud = noise((x / unit) * 5 + 40, (y / unit) * 5);
      const glass = rampIndex(Math.max(0.08, mine.tone) + streak * 0.05 + cloud * 0.05);
      const edge = Math.min(1, border / (unit * 0.03));
      const gain = (0.62 + 0.42 * edge) * (1 + streak * 0.12);
      const cover = Math.min(1, Math.max(0, border - came + 0.5));
      // The came is round: a faint highlight along its middle.
      const shine = 1 + 2.2 * Math.max(0, 1 - border / came) ** 2;
      const i = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const metal = lead[channel]! * shine;
        canvas.light[i + channel] = metal + (ramp[glass + channel]! * gain - metal) * cover;
      }
    }
  }
  canvas.vignette(0.4);
  const visible = sites.filter((each) => each.x > 0 && each.y > 0 && each.x < width && each.y < height).length;
  return {
    ...canvas.bytes(),
    prompt: `Voronoi stained glass: ${layout.words}, ${visible} leaded panes of streaked glass in ${palette.words}, lit from behind.`,
    promptKo: `보로노이 스테인드글라스. ${layout.ko}. 납선으로 이은 유리 ${visible}조각을 ${withRo(palette.ko)} 물들였다.`,
  };
};
