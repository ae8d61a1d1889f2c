import { Canvas, type Generator } from "../canvas";
import { oklch } from "../color";
import { createNoise } from "../noise";
import { inkSets } from "../palettes";
import { createRandom } from "../random";

const sets = [inkSets.terracotta, inkSets.festival, inkSets.orchard, inkSets.riso, inkSets.harbour];

interface Circle {
  x: number;
  y: number;
  radius: number;
}

/** Circles as large as their place allows, some cut into rings, halves or targets. */
export const circlePacking: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const palette = sets[seed % sets.length]!;
  const unit = Math.min(width, height);
  const canvas = new Canvas(width, height, oklch(palette.ground));
  const inks = palette.inks.map(oklch);
  const ground = oklch(palette.ground);
  const noise = createNoise(random);
  const round = seed % 2 === 0;
  const margin = unit * 0.05;
  const largest = unit * 0.15;
  const smallest = unit * 0.004;
  const gap = unit * 0.0035;
  const circles: Circle[] = [];

  const size = unit * 0.05;
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const buckets: Circle[][] = Array.from({ length: columns * rows }, () => []);
  for (let attempt = 0; attempt < 60_000; attempt += 1) {
    const x = random.between(margin, width - margin);
    const y = random.between(margin, height - margin);
    const frame = round
      ? unit / 2 - margin - Math.hypot(x - width / 2, y - height / 2)
      : Math.min(x, y, width - x, height - y) - margin;
    // The room is capped by a share that shrinks, so that a few large ones come first and dust comes last.
    let room = Math.min(frame, largest * Math.max(0.05, 1 - attempt / 2200) ** 1.6 + unit * 0.012);
    if (room < smallest) continue;
    const reach = Math.ceil((largest + room) / size);
    const column = Math.floor(x / size);
    const row = Math.floor(y / size);
    for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach) && room >= smallest; r += 1)
      for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c += 1)
        for (const other of buckets[r * columns + c]!)
          room = Math.min(room, Math.hypot(x - other.x, y - other.y) - other.radius - gap);
    if (room < smallest) continue;
    const circle = { x, y, radius: room };
    circles.push(circle);
    buckets[row * columns + column]!.push(circle);
  }

  let rings = 0;
  for (const { x, y, radius } of circles) {
    const zone = noise((x / unit) * 2.2, (y / unit) * 2.2) * 0.6 + 0.5 + random.normal() * 0.16;
    const first = Math.floor(Math.min(0.999, Math.max(0, zone)) * inks.length);
    const ink = inks[first]!;
    const second = inks[(first + random.int(1, inks.length - 1)) % inks.length]!;
    canvas.disc(x, y, radius, ink);
    if (radius < unit * 0.014) continue;
    const kind = random.float();
    if (kind < 0.3) {
      rings += 1;
      const count = Math.max(2, Math.round(radius / (unit * 0.011)));
      for (let i = 1; i < count; i += 1) canvas.disc(x, y, radius * (1 - i / count), i % 2 === 1 ? second : ink);
    } else if (kind < 0.5) {
      const angle = random.int(0, 7) * (Math.PI / 4);
      canvas.paint([x - radius, y - radius, x + radius, y + radius], second, 1, (px, py) =>
        Math.max(Math.hypot(px - x, py - y) - radius, (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle)),
      );
    } else if (kind < 0.66) {
      canvas.disc(x, y, radius * 0.55, ground);
      canvas.disc(x, y, radius * 0.28, second);
    } else if (kind < 0.76) {
      const dots = Math.round((radius / unit) * 260) + 6;
      for (let i = 0; i < dots; i += 1) {
        const angle = i * 2.399963;
        const distance = radius * 0.86 * Math.sqrt((i + 0.5) / dots);
        canvas.disc(
          x + Math.cos(angle) * distance,
          y + Math.sin(angle) * distance,
          (radius * 0.5) / Math.sqrt(dots),
          second,
        );
      }
    }
  }
  const count = circles.length.toLocaleString("en");
  return {
    ...canvas.bytes(),
    prompt: `${count} circles packed ${round ? "into one great disc" : "edge to edge in a rectangle"} without touching, from coins down to dust, ${rings} of them sliced into rings; ${palette.words}.`,
    promptKo: `${round ? "커다란 원판 하나를" : "네모난 화면을"} 서로 닿지 않게 채운 원 ${count}개. 그중 ${rings}개는 나이테처럼 고리를 두르고, 색은 ${palette.ko}.`,
  };
};
