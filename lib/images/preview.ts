import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { previewSize } from "./limits";
import { createSemaphore } from "./semaphore";
import { sharp } from "./sharp";

/** A preview takes a quarter of a second of a core; a crawler's storm waits in line. */
const drawing = createSemaphore(1, 32);

/** A file of this installation. */
const ours = (path: string) => join(/* turbopackIgnore: true */ process.cwd(), path);

/** A few words in our bold face. `size` in points of 72 to the inch. */
const drawText = (text: string, size: number) =>
  sharp({
    text: {
      text: `<span foreground="#f4f3f0">${text}</span>`,
      fontfile: ours("node_modules/pretendard/dist/public/static/Pretendard-Bold.otf"),
      font: `Pretendard Bold ${size}`,
      rgba: true,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });

/** The mark and the name, for what has no picture to show. As JPEG. */
export function drawCard(): Promise<Buffer> {
  return drawing(async () => {
    const { width, height } = previewSize;
    // The mark takes the middle half of its icon.
    const icon = await readFile(ours("public/icons/maskable-512.png"));
    const name = await drawText("Podium", 64);
    return sharp({ create: { width, height, channels: 3, background: "#18181b" } })
      .composite([
        { input: icon, left: (width - 512) / 2, top: 0 },
        { input: name.data, left: Math.round((width - name.info.width) / 2), top: 440 },
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
  });
}

/** One image whole, before a dark, blurred copy of itself that fills the rest. As JPEG, without any metadata. */
export function drawPreview(image: Uint8Array): Promise<Buffer> {
  return drawing(async () => {
    const { width, height } = previewSize;
    const ground = await sharp(image)
      .resize(Math.round(width / 8), Math.round(height / 8), { fit: "cover" })
      .blur(6)
      .modulate({ brightness: 0.45 })
      .flatten({ background: "#0f0f11" })
      .png()
      .toBuffer();
    const front = await sharp(image).resize(width, height, { fit: "inside" }).toBuffer();
    return sharp(ground)
      .resize(width, height, { fit: "fill" })
      .composite([{ input: front }])
      .jpeg({ quality: 82 })
      .toBuffer();
  });
}

/** Where the three stand: second, first, third; left edge and top in pixels, the first one highest. */
const stands = [
  { left: 410, top: 60, width: 380, height: 500 },
  { left: 40, top: 130, width: 340, height: 430 },
  { left: 820, top: 190, width: 340, height: 370 },
] as const;

/** The first three of a board on their steps, in their order; null leaves a step empty. As JPEG. */
export function drawPodium(images: readonly (Uint8Array | null)[]): Promise<Buffer> {
  return drawing(async () => {
    const { width, height } = previewSize;
    const parts = await Promise.all(
      images.slice(0, stands.length).map(async (image, index) => {
        if (!image) return [];
        const stand = stands[index] as (typeof stands)[number];
        const picture = await sharp(image).resize(stand.width, stand.height, { fit: "cover" }).toBuffer();
        const numeral = await drawText(String(index + 1), 30);
        const left = Math.round(stand.left + (stand.width - numeral.info.width) / 2);
        return [
          { input: picture, left: stand.left, top: stand.top },
          { input: numeral.data, left, top: stand.top + stand.height + 16 },
        ];
      }),
    );
    return sharp({ create: { width, height, channels: 3, background: "#0f0f11" } })
      .composite(parts.flat())
      .jpeg({ quality: 82 })
      .toBuffer();
  });
}
