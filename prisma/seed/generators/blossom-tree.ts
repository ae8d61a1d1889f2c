import { Canvas, type Generator } from "../canvas";
import { createRamp, type Lch, mixLch, oklch, rampColor } from "../color";
import { createNoise } from "../noise";
import { createRandom } from "../random";

interface Season {
  name: string;
  ko: string;
  sky: readonly Lch[];
  disc: Lch;
  bark: Lch;
  leaves: readonly Lch[];
  leafWords: string;
  leafKo: string;
  /** Share of the twigs that bear leaves or flowers. */
  dense: number;
}

const seasons: readonly Season[] = [
  {
    name: "in spring",
    ko: "봄",
    sky: [
      [0.86, 0.05, 235],
      [0.93, 0.035, 300],
      [0.96, 0.03, 20],
    ],
    disc: [0.985, 0.02, 60],
    bark: [0.28, 0.035, 20],
    leaves: [
      [0.88, 0.08, 0],
      [0.8, 0.13, 358],
      [0.94, 0.04, 10],
      [0.73, 0.16, 2],
    ],
    leafWords: "cherry pink petals",
    leafKo: "벚꽃빛 꽃잎",
    dense: 0.95,
  },
  {
    name: "in autumn",
    ko: "가을",
    sky: [
      [0.93, 0.04, 90],
      [0.95, 0.045, 80],
      [0.9, 0.07, 65],
    ],
    disc: [0.78, 0.15, 48],
    bark: [0.25, 0.03, 40],
    leaves: [
      [0.62, 0.2, 33],
      [0.72, 0.17, 55],
      [0.82, 0.15, 82],
      [0.5, 0.17, 25],
    ],
    leafWords: "vermilion, orange and gold leaves",
    leafKo: "주홍과 주황, 금빛 잎",
    dense: 0.85,
  },
  {
    name: "on a winter night",
    ko: "겨울밤",
    sky: [
      [0.17, 0.05, 268],
      [0.27, 0.07, 258],
      [0.45, 0.08, 240],
    ],
    disc: [0.95, 0.03, 95],
    bark: [0.1, 0.02, 265],
    leaves: [
      [0.93, 0.02, 230],
      [0.85, 0.04, 235],
    ],
    leafWords: "flakes of frost",
    leafKo: "드문드문 맺힌 서리꽃",
    dense: 0.13,
  },
  {
    name: "on a summer evening",
    ko: "여름 저녁",
    sky: [
      [0.5, 0.1, 285],
      [0.7, 0.13, 10],
      [0.88, 0.12, 70],
    ],
    disc: [0.96, 0.08, 95],
    bark: [0.18, 0.035, 320],
    leaves: [
      [0.36, 0.08, 160],
      [0.46, 0.1, 145],
      [0.28, 0.06, 185],
      [0.6, 0.12, 125],
    ],
    leafWords: "deep green leaves",
    leafKo: "짙푸른 잎",
    dense: 0.9,
  },
];

/** A tree whose every branch splits at random in two or three, before a large sun or moon. */
export const blossomTree: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const season = seasons[seed % seasons.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const sky = createRamp(season.sky);
  const canvas = new Canvas(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      canvas.blend(x, y, rampColor(sky, y / height + 0.06 * noise((x / unit) * 1.3, (y / unit) * 3)), 1);
  }
  const horizon = height * 0.87;
  const rootX = width * (random.chance(0.5) ? random.between(0.38, 0.46) : random.between(0.54, 0.62));
  const lean = rootX < width / 2 ? 1 : -1;
  const discX = width / 2 + lean * width * 0.1;
  const discY = height * 0.4;
  const disc = oklch(season.disc);
  const glow = oklch(mixLch(season.disc, season.sky.at(-1)!, season.dense < 0.2 ? 0.92 : 0));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      canvas.blend(
        x,
        y,
        glow,
        0.22 * Math.exp(-((Math.max(0, Math.hypot(x - discX, y - discY) / unit - 0.27) / 0.12) ** 2)),
      );
  canvas.disc(discX, discY, unit * 0.27, disc, 0.95);

  const bark = oklch(season.bark);
  const ground = oklch(mixLch(season.bark, season.sky.at(-1)!, 0.3));

  const tips: [number, number][] = [];
  let branches = 0;
  function grow(x: number, y: number, heading: number, length: number, radius: number, depth: number): void {
    branches += 1;
    const pieces = 6;
    let [px, py, turn] = [x, y, heading];
    const bend = random.normal() * 0.1;
    for (let i = 0; i < pieces; i += 1) {
      // Light draws every shoot a little upwards, so that no branch grows into the ground.
      turn += bend / 2 + random.normal() * 0.05 - (depth > 1 ? 0.022 * (turn + Math.PI / 2) : 0);
      const nx = px + (Math.cos(turn) * length) / pieces;
      const ny = py + (Math.sin(turn) * length) / pieces;
      const at = (k: number) => radius * (1 - 0.32 * (k / pieces));
      canvas.stroke(px, py, nx, ny, at(i), at(i + 1), bark);
      [px, py] = [nx, ny];
      if (depth >= 6) tips.push([px, py]);
    }
    if (depth === 9 || radius < unit * 0.0007) return;
    const fork = depth > 0 && random.chance(0.28) ? 3 : 2;
    const open = random.between(0.34, 0.52);
    for (let i = 0; i < fork; i += 1) {
      const side = fork === 2 ? i * 2 - 1 : i - 1;
      const share = fork === 2 ? random.between(0.68, 0.8) : random.between(0.56, 0.7);
      grow(
        px,
        py,
        turn + side * open + random.normal() * 0.1 + 0.02 * lean,
        length * random.between(0.74, 0.88),
        radius * 0.68 * (share + 0.27),
        depth + 1,
      );
    }
  }
  const trunk = unit * 0.17;
  for (const side of [-1, 0, 1]) {
    const foot = rootX + side * unit * 0.034;
    canvas.stroke(
      foot,
      horizon + unit * 0.045,
      rootX + lean * unit * 0.003,
      horizon - unit * 0.035,
      unit * 0.013,
      unit * 0.016,
      bark,
    );
  }
  grow(rootX, horizon + unit * 0.02, -Math.PI / 2 + lean * 0.08, trunk, unit * 0.024, 0);

  // The ground comes last and covers the foot of the trunk.
  for (let x = 0; x < width; x += 1) {
    const crest = horizon + unit * (0.03 * noise((x / unit) * 1.7, 4) + 0.004 * noise((x / unit) * 30, 8));
    for (let y = Math.max(0, Math.floor(crest)); y < height; y += 1)
      canvas.blend(x, y, ground, Math.min(1, y + 1 - crest));
  }

  let leaves = 0;
  const inks = season.leaves.map(oklch);
  for (const [x, y] of random.shuffle(tips)) {
    if (!random.chance(season.dense)) continue;
    leaves += 1;
    const size = unit * random.between(0.0028, 0.0072) * (season.dense < 0.2 ? 0.5 : 1);
    canvas.disc(
      x + random.normal() * unit * 0.006,
      y + random.normal() * unit * 0.006,
      size,
      random.pick(inks),
      random.between(0.6, 0.95),
    );
  }
  for (let i = 0; i < 90 * season.dense; i += 1) {
    const y = horizon + random.float() ** 2 * (height - horizon);
    canvas.disc(
      rootX + random.normal() * unit * 0.26,
      y + unit * 0.03,
      unit * random.between(0.002, 0.005),
      random.pick(inks),
      0.8,
    );
  }
  return {
    ...canvas.bytes(),
    prompt: `A lone tree ${season.name}, grown by random branching into ${branches.toLocaleString("en")} branches with ${leaves.toLocaleString("en")} ${season.leafWords}, standing before a large round ${season.dense < 0.2 ? "moon" : "sun"} over a low horizon.`,
    promptKo: `${season.ko}의 나무 한 그루. 무작위로 갈라지는 가지 ${branches.toLocaleString("en")}개를 뻗고 ${season.leafKo} ${leaves.toLocaleString("en")}점을 달았다. 낮은 지평선 위 커다란 원반 앞에 서 있다.`,
  };
};
