/** Draws the icons of public/icons from one shape: `node scripts/icons.mjs`. Their bytes are in the repository. */
import { mkdirSync } from "node:fs";
import sharp from "sharp";

const podium = `<path fill="#f4f3f0" opacity=".55" d="M1 14a2 2 0 0 1 2-2h4v10H1Z"/><path fill="#ff9068" d="M9 4a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v18H9Z"/><path fill="#f4f3f0" opacity=".8" d="M17 9h4a2 2 0 0 1 2 2v11h-6Z"/>`;

/** @param {{ size: number, share: number, round: number }} options `share` of the side that the shape takes */
function draw({ size, share, round }) {
  const side = size * share;
  const at = (size - side) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="${size}" height="${size}" rx="${size * round}" fill="#18181b"/><g transform="translate(${at} ${at}) scale(${side / 24})">${podium}</g></svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true });
}

mkdirSync("public/icons", { recursive: true });
await draw({ size: 192, share: 0.62, round: 0.2 }).toFile("public/icons/icon-192.png");
await draw({ size: 512, share: 0.62, round: 0.2 }).toFile("public/icons/icon-512.png");
// A phone cuts a mask out of this one: the shape stays in the inner four fifths.
await draw({ size: 512, share: 0.5, round: 0 }).toFile("public/icons/maskable-512.png");
await draw({ size: 180, share: 0.6, round: 0 }).toFile("app/apple-icon.png");
