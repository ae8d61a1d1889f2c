import { expect, test } from "vitest";
import { imageIdOf, oembedInput, pickThumbnail, pickVariant } from "./oembed";

const site = new URL("https://podium.example");

test("only the address of an image's page of this site is one", () => {
  for (const path of ["/images/7", "/ko/images/7", "/images/7?a=b#c"])
    expect(imageIdOf(`https://podium.example${path}`, site), path).toBe(7);
  for (const url of [
    "https://evil.example/images/7",
    "https://podium.example.evil.example/images/7",
    "https://podium.example/images/07",
    "https://podium.example/images/7/x",
    "https://podium.example/images/99999999999",
    "https://podium.example/images/4294967296",
    "https://podium.example/top",
  ])
    expect(imageIdOf(url, site), url).toBeNull();
});

const variants = [480, 960, 1920].map((width) => ({
  width,
  height: width / 2,
  avif: `${width}.avif`,
  webp: `${width}.webp`,
}));
const post = { variants, imageUrl: "x", width: 4000, height: 2000 };

test("what is handed out fits into what was asked for, and is as large as that allows", () => {
  expect(pickVariant(post, {})).toEqual({ url: "1920.webp", width: 1920, height: 960 });
  expect(pickVariant(post, { maxwidth: 1000 })).toEqual({ url: "960.webp", width: 960, height: 480 });
  expect(pickVariant(post, { maxheight: 300 })).toEqual({ url: "480.webp", width: 480, height: 240 });
  expect(pickVariant(post, { maxwidth: 100 })).toEqual({ url: "480.webp", width: 100, height: 50 });
});

test("a thumbnail has the size of its file, and there is none where no file fits", () => {
  const least = { url: "480.webp", width: 480, height: 240 };
  for (const limits of [{}, { maxwidth: 4_000 }, { maxwidth: 480, maxheight: 240 }])
    expect(pickThumbnail(post, limits)).toEqual(least);
  for (const limits of [{ maxwidth: 479 }, { maxheight: 239 }]) expect(pickThumbnail(post, limits)).toBeNull();
  expect(pickThumbnail({ ...post, variants: [] }, {})).toBeNull();
});

test("a limit is read as other sites write it, and what is no positive number limits nothing", () => {
  const read = (maxwidth: unknown) =>
    oembedInput.parse({ url: "https://podium.example/images/7", maxwidth }).maxwidth ?? null;
  expect(["600", "600px", " 600 ", 600, "600.9", "99999999"].map(read)).toEqual([600, 600, 600, 600, 600, 99_999_999]);
  for (const nothing of ["", "px", "0", "0.5", "-600", -600, "Infinity", "1e999", "NaN", undefined])
    expect([nothing, read(nothing)]).toEqual([nothing, null]);
});
