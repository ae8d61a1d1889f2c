import { expect, test } from "vitest";
import { imageIdOf, pickVariant } from "./oembed";

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

test("what is handed out fits into what was asked for, and is as large as that allows", () => {
  const variants = [480, 960, 1920].map((width) => ({
    width,
    height: width / 2,
    avif: `${width}.avif`,
    webp: `${width}.webp`,
  }));
  const post = { variants, imageUrl: "x", width: 4000, height: 2000 };
  expect(pickVariant(post, {})).toEqual({ url: "1920.webp", width: 1920, height: 960 });
  expect(pickVariant(post, { maxwidth: 1000 })).toEqual({ url: "960.webp", width: 960, height: 480 });
  expect(pickVariant(post, { maxheight: 300 })).toEqual({ url: "480.webp", width: 480, height: 240 });
  expect(pickVariant(post, { maxwidth: 100 })).toEqual({ url: "480.webp", width: 100, height: 50 });
});
