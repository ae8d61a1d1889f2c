import { Canvas, type Generator } from "../canvas";
import { createRamp, type Lch, oklch, rampColor } from "../color";
import { withRo } from "../korean";
import { type Gradient, gradients } from "../palettes";
import { createRandom } from "../random";

const flowers: readonly {
  palette: Gradient;
  ground: Lch;
  on: string;
  onKo: string;
  arms: number;
  flip: boolean;
  words: string;
  ko: string;
}[] = [
  {
    palette: gradients.ember,
    ground: [0.13, 0.03, 310],
    on: "a dark plum ground",
    onKo: "짙은 자두색 바탕",
    arms: 8,
    flip: false,
    words: "crimson, burning orange and pale gold",
    ko: "진홍에서 주황, 옅은 금색",
  },
  {
    palette: gradients.lagoon,
    ground: [0.96, 0.02, 90],
    on: "warm paper",
    onKo: "따뜻한 종이 바탕",
    arms: 13,
    flip: true,
    words: "navy and lagoon teal",
    ko: "남색에서 청록",
  },
  {
    palette: gradients.orchid,
    ground: [0.15, 0.05, 272],
    on: "deep ultramarine",
    onKo: "짙은 군청 바탕",
    arms: 5,
    flip: false,
    words: "violet, hot pink and blush",
    ko: "보라에서 진분홍, 연분홍",
  },
  {
    palette: gradients.moss,
    ground: [0.95, 0.025, 98],
    on: "ivory",
    onKo: "상아색 바탕",
    arms: 21,
    flip: true,
    words: "deep pine and moss green",
    ko: "짙은 솔색에서 이끼색",
  },
];

/** Seeds at the golden angle, after Helmut Vogel's model of the sunflower head (1979). */
export const phyllotaxis: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const flower = flowers[seed % flowers.length]!;
  const unit = Math.min(width, height);
  const ramp = createRamp(flower.palette.stops);
  const canvas = new Canvas(width, height, oklch(flower.ground));
  const count = random.int(1100, 1700);
  const reach = unit * 0.46;
  const angle = Math.PI * (3 - Math.sqrt(5));
  const turn = random.between(0, Math.PI * 2);
  const swell = random.between(0.35, 0.6);
  for (let i = count - 1; i >= 0; i -= 1) {
    const share = (i + 0.5) / count;
    const radius = reach * Math.sqrt(share);
    const theta = turn + i * angle;
    const spacing = reach / Math.sqrt(count);
    const arm = 0.5 + 0.5 * Math.cos(flower.arms * (theta % (Math.PI * 2)) + Math.sqrt(share) * 9);
    const size = spacing * (0.36 + swell * arm * Math.sin(Math.PI * share ** 0.7)) * (0.85 + 0.3 * Math.sqrt(share));
    const x = width / 2 + Math.cos(theta) * radius;
    const y = height / 2 + Math.sin(theta) * radius;
    const tone = flower.flip
      ? 0.06 + 0.42 * (1 - Math.sqrt(share)) + 0.16 * arm
      : 0.96 - 0.68 * Math.sqrt(share) + 0.22 * (arm - 0.4);
    canvas.disc(x, y, size, rampColor(ramp, tone));
    canvas.disc(x - size * 0.22, y - size * 0.26, size * 0.42, rampColor(ramp, tone + 0.13), 0.75);
  }
  return {
    ...canvas.bytes(),
    prompt: `Phyllotaxis: ${count.toLocaleString("en")} seeds set at the golden angle of 137.5°, swelling and shrinking along ${flower.arms} spiral arms, ${flower.words} from rim to heart on ${flower.on}.`,
    promptKo: `황금각 137.5°로 놓은 씨앗 ${count.toLocaleString("en")}알. 나선 팔 ${flower.arms}개를 따라 부풀었다 줄어들며, ${flower.onKo} 위에 ${withRo(flower.ko)} 피어난다.`,
  };
};
