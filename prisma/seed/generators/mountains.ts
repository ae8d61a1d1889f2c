import { Canvas, type Generator } from "../canvas";
import { alongStops, createRamp, type Lch, mixLch, oklch, rampColor } from "../color";
import { createNoise } from "../noise";
import { createRandom } from "../random";

interface Hour {
  name: string;
  ko: string;
  sky: readonly Lch[];
  sun: Lch;
  /** Height of the disc, from the top. */
  sunAt: number;
  far: Lch;
  near: Lch;
  stars: number;
}

const hours: readonly Hour[] = [
  {
    name: "at dawn, peach and rose",
    ko: "새벽, 복숭아빛과 장밋빛",
    sky: [
      [0.62, 0.09, 285],
      [0.78, 0.1, 350],
      [0.9, 0.09, 55],
      [0.96, 0.05, 90],
    ],
    sun: [0.985, 0.03, 95],
    sunAt: 0.36,
    far: [0.84, 0.07, 30],
    near: [0.25, 0.07, 300],
    stars: 0,
  },
  {
    name: "in the blue hour, teal and navy",
    ko: "푸른 시간, 청록과 남색",
    sky: [
      [0.2, 0.06, 268],
      [0.34, 0.08, 250],
      [0.55, 0.09, 215],
      [0.76, 0.07, 190],
    ],
    sun: [0.97, 0.02, 100],
    sunAt: 0.24,
    far: [0.62, 0.08, 205],
    near: [0.14, 0.04, 250],
    stars: 260,
  },
  {
    name: "at sunset, burning orange over violet ridges",
    ko: "해질녘, 보랏빛 능선 위로 타오르는 주황",
    sky: [
      [0.4, 0.13, 300],
      [0.58, 0.19, 355],
      [0.74, 0.17, 45],
      [0.9, 0.13, 85],
    ],
    sun: [0.96, 0.1, 92],
    sunAt: 0.33,
    far: [0.68, 0.16, 35],
    near: [0.17, 0.06, 305],
    stars: 0,
  },
  {
    name: "on a misty morning, sage and pine",
    ko: "안개 낀 아침, 세이지색과 솔색",
    sky: [
      [0.8, 0.03, 170],
      [0.88, 0.03, 140],
      [0.94, 0.03, 105],
      [0.97, 0.02, 95],
    ],
    sun: [0.995, 0.01, 95],
    sunAt: 0.34,
    far: [0.87, 0.035, 140],
    near: [0.27, 0.055, 165],
    stars: 0,
  },
];

/** Ranges behind ranges, each paler for the air in between, with mist in the valleys. */
export const mountains: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const hour = hours[seed % hours.length]!;
  const unit = Math.min(width, height);
  const noise = createNoise(random);
  const canvas = new Canvas(width, height);
  const sky = createRamp(hour.sky);
  const sunX = width * (random.chance(0.5) ? random.between(0.28, 0.4) : random.between(0.6, 0.72));
  const sunY = height * hour.sunAt;
  const sunRadius = unit * random.between(0.06, 0.095);
  const disc = oklch(hour.sun);
  // By day the air takes the sun's colour, by night its own: a white glow on navy would be grey.
  const isNight = hour.stars > 0;
  const glow = isNight ? oklch(mixLch(hour.sun, hour.sky[2]!, 0.75)) : disc;

  for (let y = 0; y < height; y += 1) {
    const color = rampColor(sky, (y / height) * 1.35);
    for (let x = 0; x < width; x += 1) {
      canvas.blend(x, y, color, 1);
      const distance = Math.hypot(x - sunX, y - sunY) / unit;
      const wisp = Math.max(
        0,
        noise((x / unit) * 1.6, (y / unit) * 9 + 5) + 0.5 * noise((x / unit) * 4, (y / unit) * 22),
      );
      canvas.blend(
        x,
        y,
        glow,
        Math.min(0.9, (isNight ? 0.5 : 0.42) * Math.exp(-((distance / 0.28) ** 2)) + 0.2 * wisp * (y / height)),
      );
    }
  }
  for (let i = 0; i < hour.stars; i += 1) {
    canvas.disc(
      random.between(0, width),
      random.between(0, height * 0.55) * random.float(),
      unit * random.between(0.0005, 0.0015),
      [1, 1, 1],
      random.between(0.3, 0.9),
    );
  }
  canvas.disc(sunX, sunY, sunRadius, disc);

  const ranges = random.int(6, 8);
  for (let range = 0; range < ranges; range += 1) {
    const depth = range / (ranges - 1);
    const base = height * (0.5 + 0.46 * depth ** 1.25);
    const tall = unit * (0.2 - 0.07 * depth);
    const wide = 1.5 + depth * 1.1;
    const shift = range * 37.7;
    const crests = new Float64Array(width);
    let highest = height;
    for (let x = 0; x < width; x += 1) {
      const t = (x / unit) * wide;
      // Ridged octaves: a noise folded at zero has sharp tops.
      let ridge = 0;
      let strength = 0.5;
      for (let octave = 0, scale = 1; octave < 6; octave += 1, scale *= 2.07) {
        ridge += strength * (1 - 2 * Math.abs(noise(t * scale + shift, shift + octave * 7.3)));
        strength *= 0.46;
      }
      crests[x] = base - tall * ridge * 1.15;
      highest = Math.min(highest, crests[x]!);
    }
    const body = mixLch(hour.far, hour.near, depth ** 1.1);
    const dark = oklch(body);
    const mist = oklch(mixLch(body, alongStops(hour.sky, 1), 0.62 * (1 - depth * 0.75)));
    for (let x = 0; x < width; x += 1) {
      const crest = crests[x]!;
      for (let y = Math.max(0, Math.floor(crest)); y < height; y += 1) {
        const down = Math.min(1, Math.max(0, (y - (crest + base) / 2) / (unit * 0.2)));
        const coverage = Math.min(1, y + 1 - crest);
        canvas.blend(x, y, dark, coverage);
        canvas.blend(x, y, mist, coverage * down * down * (3 - 2 * down));
      }
    }
  }
  return {
    ...canvas.bytes(),
    prompt: `${ranges} mountain ranges of ridged noise fading into the air ${hour.name}; mist in every valley, the ${hour.stars > 0 ? "moon" : "sun"} on the ${sunX < width / 2 ? "left" : "right"}${hour.stars > 0 ? `, ${hour.stars} faint stars` : ""}.`,
    promptKo: `${hour.ko}. 능선 노이즈로 그린 산줄기 ${ranges}겹이 공기 속으로 옅어지고 골짜기마다 안개가 깔렸다. ${sunX < width / 2 ? "왼쪽" : "오른쪽"}에 둥근 ${hour.stars > 0 ? "달이" : "해가"} 떠 있다.`,
  };
};
