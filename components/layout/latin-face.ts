import localFont from "next/font/local";

/**
 * Pretendard's Latin letters, digits and signs, and the commonest syllables: what every page needs, in one file.
 * Until it is there a local face of fitted widths stands in (`stand-ins.css`). `HangulFaces` brings the 91 others.
 */
export const latinFace = localFont({
  src: "../../node_modules/pretendard/dist/web/variable/woff2-dynamic-subset/PretendardVariable.subset.91.woff2",
  weight: "45 920",
  variable: "--font-latin",
  // `stand-ins.css` does it for more than Arial.
  adjustFontFallback: false,
  // Not before the image that somebody waits for: the stand-in has the same widths, and the image's bytes count.
  preload: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+20-22, U+27-2a, U+2c-39, U+3a-3b, U+3f, U+41-4e, U+4f-5d, U+61-7b, U+7d, U+a0-a1, U+ab, U+ad-ae, U+b7, U+bb, U+bf, U+2013-2014, U+201c-201d, U+2122, U+ac00, U+ace0, U+ae30, U+b2e4, U+b85c, U+b9ac, U+c0ac, U+c2a4, U+c2dc, U+c774, U+c778, U+c9c0, U+d558",
    },
  ],
});
