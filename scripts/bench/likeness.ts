/**
 * `npm run bench -- likeness`: what is taken for the same picture, and what is not. Pictures of the demo's generators, changed
 * as people change them, against the same picture; and different ones against each other. Exit code 1 when more
 * than one in 5,000 pairs of different pictures is taken for one, or what must be found is not.
 */
import type { Sharp } from "sharp";
import { colourDistance, hashDistance, isSamePicture, type Look, lookOf, mirrored, spreadOf } from "@/lib/images/look";
import { sharp } from "@/lib/images/sharp";
import { type Work, works } from "@/prisma/seed/catalogue";
import { drawAll } from "@/prisma/seed/draw-pool";

interface Subject {
  readonly name: string;
  readonly image: Buffer;
  readonly look: Look;
}

/** The demo's pictures, and others by the same hand: as close as the seeds of one prompt. */
async function drawSubjects(): Promise<Subject[]> {
  const small = ({ width, height, ...work }: Work): Work => ({
    ...work,
    width: Math.round(width / 3),
    height: Math.round(height / 3),
  });
  const firsts = works.filter((work, n) => works.findIndex(({ style }) => style === work.style) === n);
  const seeds = firsts.flatMap((work) => [101, 102, 103, 104].map((seed) => ({ ...work, seed })));
  const all = [...works, ...seeds].map(small);
  const subjects: Subject[] = [];
  await drawAll(all, async (index, { data }) => {
    const { style, seed, width, height } = all[index] as Work;
    const image = await sharp(data, { raw: { width, height, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    subjects.push({ name: `${style} ${seed}`, image, look: await lookOf(sharp(image), width / height) });
  });
  return subjects;
}

/** Signs on white paper: different pictures that have nearly every colour in common. */
async function drawSigns(): Promise<Subject[]> {
  const side = 256;
  const signs: Record<string, (x: number, y: number) => boolean> = {
    disc: (x, y) => Math.hypot(x, y) < 0.4,
    ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.35) < 0.08,
    square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.36,
    triangle: (x, y) => y < 0.35 && y > -0.45 + 1.6 * Math.abs(x),
    cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.1 && Math.max(Math.abs(x), Math.abs(y)) < 0.4,
    diamond: (x, y) => Math.abs(x) + Math.abs(y) < 0.45,
    bar: (x, y) => Math.abs(x) < 0.12 && Math.abs(y) < 0.45,
    hook: (x, y) => (Math.abs(x + 0.2) < 0.1 && Math.abs(y) < 0.4) || (Math.abs(y - 0.3) < 0.1 && Math.abs(x) < 0.3),
    face: (x, y) => Math.hypot(x, y) < 0.42 && Math.hypot(Math.abs(x) - 0.15, y + 0.1) > 0.07 && !(y > 0.1 && y < 0.2),
  };
  return Promise.all(
    Object.entries(signs).map(async ([name, isInk]) => {
      const data = Buffer.alloc(side * side, 255);
      for (let at = 0; at < data.length; at += 1)
        if (isInk(((at % side) / side) * 2 - 1, (at / side / side) * 2 - 1)) data[at] = 20;
      const image = await sharp(data, { raw: { width: side, height: side, channels: 1 } })
        .png()
        .toBuffer();
      return { name, image, look: await lookOf(sharp(image), 1) };
    }),
  );
}

type Change = (image: Sharp, width: number, height: number) => Sharp;
const cropped =
  (share: number): Change =>
  (image, width, height) =>
    image.extract({
      left: Math.round(width * share),
      top: Math.round(height * share),
      width: Math.round(width * (1 - 2 * share)),
      height: Math.round(height * (1 - 2 * share)),
    });

/** What people do to a picture, and the least share that must be found; null where it may go either way. */
const changes: readonly (readonly [name: string, least: number | null, change: Change])[] = [
  ["as JPEG, quality 50", 0.95, (image) => image.jpeg({ quality: 50 })],
  ["as WebP, quality 40", 0.97, (image) => image.webp({ quality: 40 })],
  ["as AVIF, quality 30", 0.97, (image) => image.avif({ quality: 30, effort: 1 })],
  ["half as large", 0.9, (image, width) => image.resize(width >> 1)],
  ["twice as large", 0.9, (image, width) => image.resize(width * 2)],
  ["mirrored", 0.97, (image) => image.flop()],
  ["10 % brighter", null, (image) => image.modulate({ brightness: 1.1 })],
  ["15 % darker", null, (image) => image.modulate({ brightness: 0.85 })],
  ["20 % more colourful", 0.9, (image) => image.modulate({ saturation: 1.2 })],
  ["blurred", 0.9, (image) => image.blur(1.5)],
  ["1 % cut from each edge", 0.8, cropped(0.01)],
  ["2 % cut from each edge", null, cropped(0.02)],
  ["5 % cut from each edge", null, cropped(0.05)],
  ["hue turned by 30°", null, (image) => image.modulate({ hue: 30 })],
];

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;

export async function benchLikeness(): Promise<boolean> {
  const subjects = [...(await drawSubjects()), ...(await drawSigns())];
  let isGood = true;
  console.log(`${subjects.length} pictures\n${"changed".padEnd(26)} found  signs: median, 90 %  colours: median, 90 %`);
  for (const [name, least, change] of changes) {
    const signs: number[] = [];
    const colours: number[] = [];
    let found = 0;
    for (const { image, look } of subjects) {
      const { width, height } = await sharp(image).metadata();
      const { data, info } = await change(sharp(image), width, height).toBuffer({ resolveWithObject: true });
      const changed = await lookOf(sharp(data), info.width / info.height);
      const nearest = [changed, mirrored(changed)].sort(
        (a, b) => hashDistance(look.hash, a.hash) - hashDistance(look.hash, b.hash),
      )[0] as Look;
      signs.push(hashDistance(look.hash, nearest.hash));
      colours.push(colourDistance(look.colours, nearest.colours));
      if (isSamePicture(look, changed)) found += 1;
    }
    const share = found / subjects.length;
    const isMissed = least !== null && share < least;
    isGood &&= !isMissed;
    console.log(
      `${isMissed ? "✗" : " "} ${name.padEnd(24)} ${(share * 100).toFixed(0).padStart(3)} %  ${quantile(signs, 0.5)}, ${quantile(signs, 0.9)}  ${quantile(colours, 0.5).toFixed(3)}, ${quantile(colours, 0.9).toFixed(3)}`,
    );
  }
  let pairs = 0;
  const taken: string[] = [];
  const close: [number, string][] = [];
  for (const [n, a] of subjects.entries())
    for (const b of subjects.slice(0, n)) {
      pairs += 1;
      if (isSamePicture(a.look, b.look)) taken.push(`${a.name} and ${b.name}`);
      const signs = Math.min(hashDistance(a.look.hash, b.look.hash), hashDistance(a.look.hash, mirrored(b.look).hash));
      const share = colourDistance(a.look.colours, b.look.colours) / spreadOf(a.look.colours);
      close.push([signs, `${a.name} and ${b.name}, colours ${share.toFixed(2)} of their spread`]);
    }
  close.sort(([a], [b]) => a - b);
  const isStrict = taken.length * 5_000 <= pairs;
  console.log(`${isStrict ? "✓" : "✗"} ${pairs} pairs of different pictures, ${taken.length} taken for one`);
  for (const pair of taken) console.log(`  ${pair}`);
  console.log(
    `  closest by signs: ${close
      .slice(0, 5)
      .map(([signs, pair]) => `${signs} (${pair})`)
      .join("; ")}`,
  );
  return isGood && isStrict;
}
