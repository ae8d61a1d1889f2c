import type { Lch } from "./color";

/** A gradient from dark to light, and the words for it. */
export interface Gradient {
  stops: readonly Lch[];
  words: string;
  ko: string;
}

/** A ground and the colours laid on it. */
export interface Inks {
  ground: Lch;
  /** A dark that reads on the ground, for lines. */
  line: Lch;
  inks: readonly Lch[];
  words: string;
  ko: string;
}

export const gradients = {
  ember: {
    stops: [
      [0.13, 0.03, 300],
      [0.27, 0.11, 330],
      [0.46, 0.18, 12],
      [0.66, 0.19, 42],
      [0.85, 0.14, 80],
      [0.97, 0.05, 98],
    ],
    words: "black plum, crimson, burning orange and pale gold",
    ko: "검은 자두색에서 진홍, 주황, 옅은 금색",
  },
  glacier: {
    stops: [
      [0.14, 0.03, 265],
      [0.28, 0.08, 255],
      [0.48, 0.11, 238],
      [0.7, 0.1, 215],
      [0.88, 0.05, 200],
      [0.98, 0.012, 190],
    ],
    words: "midnight navy, glacier blue and ice white",
    ko: "한밤의 남색에서 빙하의 푸른빛, 얼음 같은 흰색",
  },
  moss: {
    stops: [
      [0.15, 0.02, 175],
      [0.28, 0.05, 165],
      [0.45, 0.09, 145],
      [0.66, 0.12, 122],
      [0.85, 0.1, 106],
      [0.96, 0.04, 98],
    ],
    words: "deep pine, moss, lichen green and straw",
    ko: "짙은 솔색에서 이끼색, 밀짚색",
  },
  dusk: {
    stops: [
      [0.17, 0.06, 280],
      [0.34, 0.12, 293],
      [0.53, 0.15, 338],
      [0.71, 0.14, 18],
      [0.85, 0.1, 58],
      [0.96, 0.04, 88],
    ],
    words: "indigo, violet, rose, peach and cream",
    ko: "남보라에서 보라, 장미색, 복숭아색, 크림색",
  },
  verdigris: {
    stops: [
      [0.16, 0.03, 215],
      [0.31, 0.06, 205],
      [0.5, 0.08, 190],
      [0.67, 0.07, 160],
      [0.78, 0.09, 95],
      [0.94, 0.05, 85],
    ],
    words: "petrol, verdigris, sage and warm sand",
    ko: "짙은 청록에서 녹청, 세이지, 따뜻한 모래색",
  },
  aurora: {
    stops: [
      [0.13, 0.05, 280],
      [0.3, 0.12, 275],
      [0.5, 0.13, 230],
      [0.7, 0.14, 175],
      [0.87, 0.15, 140],
      [0.97, 0.06, 115],
    ],
    words: "violet night, cyan and aurora green",
    ko: "보랏빛 밤에서 청록, 오로라의 초록",
  },
  copper: {
    stops: [
      [0.14, 0.02, 40],
      [0.28, 0.06, 38],
      [0.47, 0.12, 42],
      [0.66, 0.13, 55],
      [0.83, 0.09, 72],
      [0.96, 0.03, 85],
    ],
    words: "umber, burnt copper, apricot and bone",
    ko: "암갈색에서 구리색, 살구색, 뼈빛",
  },
  orchid: {
    stops: [
      [0.15, 0.05, 265],
      [0.3, 0.14, 285],
      [0.5, 0.2, 320],
      [0.67, 0.19, 350],
      [0.84, 0.1, 20],
      [0.97, 0.03, 50],
    ],
    words: "ultramarine, orchid, hot pink and blush",
    ko: "군청에서 난초색, 진분홍, 연분홍",
  },
  lagoon: {
    stops: [
      [0.18, 0.05, 262],
      [0.36, 0.1, 250],
      [0.58, 0.11, 205],
      [0.76, 0.1, 175],
      [0.86, 0.11, 100],
      [0.95, 0.06, 80],
    ],
    words: "navy, lagoon teal, seafoam and warm sand",
    ko: "남색에서 석호의 청록, 물거품색, 모래색",
  },
  ash: {
    stops: [
      [0.14, 0.006, 260],
      [0.32, 0.01, 255],
      [0.52, 0.012, 250],
      [0.72, 0.012, 90],
      [0.88, 0.015, 85],
      [0.97, 0.012, 85],
    ],
    words: "charcoal, ash grey and warm white",
    ko: "숯색에서 잿빛, 따뜻한 흰색",
  },
} satisfies Record<string, Gradient>;

export const inkSets = {
  riso: {
    ground: [0.965, 0.015, 90],
    line: [0.25, 0.05, 265],
    inks: [
      [0.66, 0.2, 32],
      [0.45, 0.13, 258],
      [0.83, 0.14, 88],
      [0.7, 0.09, 200],
      [0.28, 0.06, 265],
    ],
    words: "vermilion, cobalt, yellow, sky blue and navy on cream paper",
    ko: "크림색 종이 위의 주홍, 코발트, 노랑, 하늘색, 남색",
  },
  orchard: {
    ground: [0.95, 0.025, 95],
    line: [0.27, 0.05, 150],
    inks: [
      [0.5, 0.1, 148],
      [0.74, 0.13, 125],
      [0.63, 0.19, 28],
      [0.85, 0.12, 90],
      [0.33, 0.06, 160],
    ],
    words: "leaf green, lime, apple red and butter yellow on ivory",
    ko: "상아색 바탕에 잎사귀 초록, 라임, 사과 빨강, 버터 노랑",
  },
  harbour: {
    ground: [0.24, 0.045, 255],
    line: [0.93, 0.03, 90],
    inks: [
      [0.9, 0.045, 88],
      [0.7, 0.15, 45],
      [0.6, 0.1, 215],
      [0.45, 0.09, 245],
      [0.8, 0.08, 185],
    ],
    words: "cream, tangerine, steel blue and pale aqua on navy",
    ko: "남색 바탕에 크림, 귤색, 강철빛 파랑, 연한 물색",
  },
  terracotta: {
    ground: [0.93, 0.03, 75],
    line: [0.3, 0.05, 35],
    inks: [
      [0.58, 0.14, 40],
      [0.72, 0.11, 62],
      [0.44, 0.07, 190],
      [0.83, 0.08, 80],
      [0.36, 0.07, 30],
    ],
    words: "terracotta, ochre, sea green and clay on warm plaster",
    ko: "따뜻한 회벽 위의 테라코타, 황토색, 바다색, 점토색",
  },
  festival: {
    ground: [0.2, 0.03, 300],
    line: [0.95, 0.03, 95],
    inks: [
      [0.68, 0.21, 8],
      [0.8, 0.16, 78],
      [0.7, 0.13, 190],
      [0.55, 0.17, 295],
      [0.94, 0.03, 95],
    ],
    words: "raspberry, marigold, turquoise and violet on near-black",
    ko: "거의 검은 바탕에 라즈베리, 금잔화, 터키석, 보라",
  },
  sumi: {
    ground: [0.955, 0.012, 85],
    line: [0.22, 0.01, 260],
    inks: [
      [0.22, 0.01, 260],
      [0.45, 0.012, 250],
      [0.68, 0.012, 90],
      [0.57, 0.2, 29],
      [0.82, 0.012, 90],
    ],
    words: "black ink, two greys and a single vermilion on rice paper",
    ko: "한지 위의 먹과 두 가지 회색, 그리고 주홍 하나",
  },
} satisfies Record<string, Inks>;

export type GradientName = keyof typeof gradients;
export type InksName = keyof typeof inkSets;
