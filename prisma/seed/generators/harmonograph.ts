import { Canvas, type Generator } from "../canvas";
import { createRamp, oklch, rampColor } from "../color";
import { gradients } from "../palettes";
import { createRandom } from "../random";

const tunes = [
  { x: 2, y: 3, palette: gradients.aurora, words: "cyan and aurora green", ko: "청록과 오로라의 초록" },
  { x: 3, y: 4, palette: gradients.ember, words: "burning orange and gold", ko: "타오르는 주황과 금색" },
  { x: 1, y: 2, palette: gradients.orchid, words: "orchid and blush pink", ko: "난초색과 연분홍" },
  { x: 3, y: 5, palette: gradients.lagoon, words: "teal, seafoam and sand", ko: "청록과 물거품색, 모래색" },
  { x: 2, y: 5, palette: gradients.dusk, words: "rose, peach and cream", ko: "장미색과 복숭아색, 크림색" },
] as const;

/** Two pendulums and a turning table: damped sines whose frequencies are all but in tune. Light adds where lines cross. */
export const harmonograph: Generator = (seed, width, height) => {
  const random = createRandom(seed);
  const tune = tunes[seed % tunes.length]!;
  const unit = Math.min(width, height);
  const ramp = createRamp(tune.palette.stops);
  const canvas = new Canvas(width, height, oklch([0.11, 0.025, tune.palette.stops[0]![2]]));
  const detune = random.between(0.0018, 0.0042);
  const decay = random.between(0.0042, 0.0062);
  const phase = [0, 1, 2, 3].map(() => random.between(0, Math.PI * 2));
  const periods = 64;
  const samplesPerPeriod = 300 * Math.max(tune.x, tune.y) * 0.5;
  const amplitudeX = Math.min(width * 0.47, unit * 0.66);
  const amplitudeY = Math.min(height * 0.47, unit * 0.66);
  const total = Math.round(periods * samplesPerPeriod);
  let [oldX, oldY] = [0, 0];
  for (let i = 0; i <= total; i += 1) {
    const t = (i / samplesPerPeriod) * Math.PI * 2;
    const fade = Math.exp(-decay * t);
    const x =
      width / 2 +
      amplitudeX *
        fade *
        (0.72 * Math.sin(t * tune.x + phase[0]!) + 0.28 * Math.sin(t * (tune.y + detune) + phase[1]!));
    const y =
      height / 2 +
      amplitudeY *
        fade *
        (0.72 * Math.sin(t * (tune.y + detune * 1.6) + phase[2]!) + 0.28 * Math.sin(t * (tune.x - detune) + phase[3]!));
    if (i > 0) {
      const along = i / total;
      const color = rampColor(ramp, 0.42 + 0.5 * (0.5 - 0.5 * Math.cos(along * Math.PI * 3)));
      canvas.glow(oldX, oldY, x, y, unit * 0.0006 + 0.1, color, 0.95);
      canvas.glow(oldX, oldY, x, y, unit * 0.004, color, 0.02);
    }
    [oldX, oldY] = [x, y];
  }
  // As film does: crossings grow brighter ever more slowly instead of burning out.
  for (let i = 0; i < canvas.light.length; i += 1) canvas.light[i] = 1 - Math.exp(-0.95 * canvas.light[i]!);
  return {
    ...canvas.bytes(),
    prompt: `Harmonograph curve in the ratio ${tune.x}:${tune.y}, detuned by ${(detune * 100).toFixed(2)} %, ${periods} swings dying away to the centre; a single glowing line in ${tune.words} on a dark ground.`,
    promptKo: `${tune.x}:${tune.y} 비율의 하모노그래프 곡선. 음을 ${(detune * 100).toFixed(2)}% 어긋나게 한 진자가 ${periods}번 흔들리며 잦아든다. 어두운 바탕 위에 빛나는 한 줄의 선, ${tune.ko}.`,
  };
};
