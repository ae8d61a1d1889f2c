import { Canvas, type Generator } from "../canvas";
import { oklch, type Rgb } from "../color";
import { createNoise } from "../noise";
import { inkSets } from "../palettes";
import { createRandom } from "../random";

const pairs = [
  {
    set: inkSets.sumi,
    dark: 0,
    light: -1,
    accent: 3,
    words: "ink black and rice-paper white, with vermilion at the smallest scale",
    ko: "먹색과 한지색, 가장 작은 조각에만 주홍",
  },
  {
    set: inkSets.harbour,
    dark: 3,
    light: 0,
    accent: 1,
    words: "harbour blue and cream, with tangerine at the smallest scale",
    ko: "항구의 푸른색과 크림색, 가장 작은 조각에만 귤색",
  },
  {
    set: inkSets.orchard,
    dark: 4,
    light: -1,
    accent: 2,
    words: "pine green and ivory, with apple red at the smallest scale",
    ko: "솔색과 상아색, 가장 작은 조각에만 사과 빨강",
  },
  {
    set: inkSets.riso,
    dark: 1,
    light: -1,
    accent: 0,
    words: "cobalt and cream, with vermilion at the smallest scale",
    ko: "코발트와 크림색, 가장 작은 조각에만 주홍",
  },
] as const;

interface Tile {
  x: number;
  y: number;
  size: number;
  level: number;
}

/**
 * Winged Truchet tiles in three sizes. Each size swaps the two colours, so that bands join across sizes.
 * @see Christopher Carlson, "Multi-Scale Truchet Patterns", Bridges 2018
 */
export const truchet: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const pair = pairs[seed % pairs.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const ink = (index: number) => oklch(index < 0 ? pair.set.ground : pair.set.inks[index]!);
  const dark = ink(pair.dark);
  const light = ink(pair.light);
  const accent = ink(pair.accent);
  const canvas = new Canvas(width, height, light);
  const across = 6;
  const size = unit / across;
  const detail = random.between(0.9, 1.5);

  const tiles: Tile[] = [];
  function split(tile: Tile): void {
    const wish = noise(
      ((tile.x + tile.size / 2) / unit) * detail * 2 + 3,
      ((tile.y + tile.size / 2) / unit) * detail * 2,
    );
    if (tile.level < 2 && wish + random.between(-0.22, 0.22) > 0.02 + 0.26 * tile.level) {
      const half = tile.size / 2;
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const)
        split({ x: tile.x + dx * half, y: tile.y + dy * half, size: half, level: tile.level + 1 });
    } else tiles.push(tile);
  }
  const offsetX = (width % size) / 2 - size;
  const offsetY = (height % size) / 2 - size;
  for (let y = offsetY; y < height + size; y += size)
    for (let x = offsetX; x < width + size; x += size) split({ x, y, size, level: 0 });

  for (const { x, y, size: side, level } of tiles.toSorted((a, b) => a.level - b.level)) {
    const band: Rgb = level === 1 ? light : level === 2 ? accent : dark;
    const ground: Rgb = level === 1 ? dark : light;
    const end = x + side;
    const bottom = y + side;
    const square = (px: number, py: number) => Math.max(x - px, px - end, y - py, py - bottom);
    canvas.paint([x, y, end, bottom], ground, 1, square);
    const kind = random.float();
    if (kind < 0.84) {
      const flip = random.chance(0.5);
      const corners = flip
        ? ([
            [x, y],
            [end, bottom],
          ] as const)
        : ([
            [end, y],
            [x, bottom],
          ] as const);
      for (const [cx, cy] of corners)
        canvas.paint([x, y, end, bottom], band, 1, (px, py) =>
          Math.max(square(px, py), Math.abs(Math.hypot(px - cx, py - cy) - side / 2) - side / 6),
        );
    } else if (kind < 0.94) {
      canvas.paint([x, y, end, bottom], band, 1, (px, py) => {
        const cross = Math.min(Math.abs(px - x - side / 2), Math.abs(py - y - side / 2));
        return Math.max(square(px, py), cross - side / 6);
      });
    }
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const)
      canvas.disc(x + dx * side, y + dy * side, side / 3, ground);
    for (const [dx, dy] of [
      [0.5, 0],
      [0.5, 1],
      [0, 0.5],
      [1, 0.5],
    ] as const)
      canvas.disc(x + dx * side, y + dy * side, side / 6, band);
  }
  const counts = [0, 1, 2].map((level) => tiles.filter((tile) => tile.level === level).length);
  return {
    ...canvas.bytes(),
    prompt: `Multi-scale Truchet tiling: ${counts[0]} large, ${counts[1]} middle and ${counts[2]} small winged tiles whose round bands flow into one another; ${pair.words}.`,
    promptKo: `여러 크기의 트뤼셰 타일. 큰 타일 ${counts[0]}장, 중간 ${counts[1]}장, 작은 타일 ${counts[2]}장의 둥근 띠가 이어져 흐른다. ${pair.ko}.`,
  };
};
