import { createRandom, type Random } from "@/prisma/seed/random";

const list = (words: string) => words.trim().split(/\s+/);

/** The words that prompts are made of, the commonest first: the rank of a word decides how often it comes. */
export const english = list(`
  girl masterpiece detailed light best quality portrait sky city night hair eyes beautiful landscape cinematic forest blue
  red soft mountains sunset lighting cat watercolor anime realistic ocean dress garden style background white black dragon
  castle smiling river long illustration fantasy glowing street rain standing sharp focus wide shot studio photograph flowers
  snow moon stars robot cyberpunk neon ancient temple knight princess wolf bird horse boat bridge lighthouse village autumn
  spring winter summer golden hour mist clouds reflection water glass crystal armor sword magic wizard spaceship planet galaxy
  desert jungle waterfall cottage library bookshop coffee cup table window curtain candle lantern bicycle train station market
  child old woman man dancer musician guitar piano violin painting sculpture marble bronze ceramic textile pattern geometric
  abstract minimal isometric vector poster vintage retro futuristic steampunk gothic baroque renaissance impressionist oil
  charcoal sketch ink pastel gouache macro bokeh depth field symmetry silhouette moonlight sunlight starlight highlight`);
export const korean = list(`
  소녀 하늘 밤 도시 바다 고양이 꽃 숲 빛 노을 머리 눈동자 초상화 풍경 수채화 산 강 비 눈 달 별 성 드래곤 기사 공주 늑대 새 말 배 다리 등대
  마을 가을 봄 겨울 여름 안개 구름 물 유리 갑옷 검 마법사 우주선 행성 은하 사막 정글 폭포 오두막 도서관 책방 커피 창문 촛불 등불 자전거 기차
  시장 아이 할머니 무용수 기타 피아노 그림 조각 대리석 도자기 무늬 포스터 미래 골목 한옥 한복 단풍 벚꽃 소년 강아지 호랑이`);
const koreanVerbs = list(
  "서 있는 걷는 바라보는 빛나는 떠다니는 춤추는 잠든 날아가는 아름다운 고요한 차가운 따뜻한 오래된 신비로운 푸른 붉은",
);
const particles = list("가 이 를 을 의 에서 와 은 는 에 로");
export const japanese = list(`
  少女 空 夜 都市 海 猫 花 森 光 夕焼け 髪 瞳 肖像 風景 水彩画 山 川 雨 雪 月 星 城 竜 騎士 姫 狼 鳥 馬 船 橋 灯台 村 秋 春 冬 夏 霧 雲 水 硝子
  鎧 剣 魔法使い 宇宙船 惑星 銀河 砂漠 滝 図書館 喫茶店 窓 提灯 自転車 電車 市場 子供 踊り子 絵画 彫刻 模様 未来 路地 着物 紅葉 桜 少年 犬 虎`);
const japaneseParticles = list("の が を に と で は");
const japaneseVerbs = list("立っている 歩く 見つめる 輝く 浮かぶ 踊る 眠る 飛ぶ 美しい 静かな 冷たい 古い");

const [onsets, vowels, codas] = [
  list("b br d dr f g h j k kr l m n p r s st t th v w z"),
  [..."aeiouy"],
  ["", ..."lmnrs"],
];
const syllables = onsets.flatMap((onset) => vowels.flatMap((vowel) => codas.map((coda) => `${onset}${vowel}${coda}`)));
const koreanSyllables = [..."가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"];
const japaneseCharacters = [
  ..."亜伊宇江尾加木久気古佐志須世曽多知津手戸奈仁奴根乃葉比布辺保真美武女毛也由世良利留礼路和",
];

/** Names of people and places that a few prompts have: the long tail. */
function rareName(random: Random, parts: readonly string[], joint: number): string {
  return Array.from({ length: joint }, () => random.pick(parts)).join("");
}

/** One of `words`, the first about as often as the second and third together: Zipf's law. */
export function common(random: Random, words: readonly string[]): string {
  return words[Math.floor(words.length ** random.float() - 1)] ?? (words[0] as string);
}

function englishPrompt(random: Random): string {
  return Array.from({ length: random.int(8, 36) }, () => {
    const word = random.chance(0.08) ? rareName(random, syllables, random.int(2, 4)) : common(random, english);
    return random.chance(0.25) ? `${word},` : word;
  }).join(" ");
}

function koreanPrompt(random: Random): string {
  return Array.from({ length: random.int(4, 14) }, () => {
    if (random.chance(0.3)) return random.pick(koreanVerbs);
    const noun = random.chance(0.1) ? rareName(random, koreanSyllables, random.int(2, 3)) : common(random, korean);
    return `${noun}${random.chance(0.6) ? random.pick(particles) : ""}`;
  }).join(" ");
}

function japanesePrompt(random: Random): string {
  return Array.from({ length: random.int(4, 14) }, () => {
    if (random.chance(0.3)) return random.pick(japaneseVerbs);
    const noun = random.chance(0.1) ? rareName(random, japaneseCharacters, 2) : common(random, japanese);
    return `${noun}${random.chance(0.8) ? random.pick(japaneseParticles) : "、"}`;
  }).join("");
}

/** Prompts as a community of three languages writes them, the same for the same seed: of ten, six are English. */
export function createPrompts(random: Random): () => string {
  return () => {
    const language = random.float();
    if (language < 0.6) return englishPrompt(random);
    if (language < 0.8) return koreanPrompt(random);
    if (language < 0.95) return japanesePrompt(random);
    return `${koreanPrompt(random)}, ${englishPrompt(random)}`;
  };
}

export const models = list(
  "SDXL Flux.1-dev Illustrious-XL ponyDiffusionV6XL NovelAI-V4 Midjourney-v7 SD-1.5 Juggernaut-XL DreamShaper Kolors",
);
export const samplers = ["Euler a", "DPM++ 2M Karras", "DPM++ SDE", "UniPC", "DDIM"];
const sizes = [
  [1024, 1024],
  [832, 1216],
  [1216, 832],
  [1024, 1536],
  [1536, 1024],
  [512, 768],
] as const;

/** So many authors; a few of them have most of the posts. */
export const authors = 2_000;
export const commonAuthor = (random: Random): number => 1 + Math.floor(authors ** random.float());

/** A post as the database takes it. */
export interface MadePost {
  readonly prompt: string;
  readonly userId: number;
  readonly model: string | null;
  readonly sampler: string | null;
  readonly seed: string | null;
  readonly lora: string | null;
  readonly width: number;
  readonly height: number;
  readonly hasWorkflow: boolean;
}

/** Posts with what is said about how they were made: as many as are asked for, the same for the same seed. */
export function* makePosts(count: number, seed = 1): Generator<MadePost> {
  const random = createRandom(seed);
  const prompt = createPrompts(random);
  for (let n = 0; n < count; n += 1) {
    const [width, height] = random.pick(sizes);
    const isTold = random.chance(0.7);
    yield {
      prompt: prompt(),
      userId: commonAuthor(random),
      model: random.chance(0.9) ? common(random, models) : null,
      sampler: isTold ? random.pick(samplers) : null,
      seed: isTold ? String(random.int(0, 4_294_967_295)) : null,
      lora: random.chance(0.15) ? `${rareName(random, syllables, 2)}_v${random.int(1, 3)}` : null,
      width,
      height,
      hasWorkflow: random.chance(0.12),
    };
  }
}
