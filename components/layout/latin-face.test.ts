import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(join(process.cwd(), path), "utf8");

test("the Latin face covers just what its file has, as the font's own list of files says", () => {
  const own = read("components/layout/latin-face.ts");
  const [, file = ""] = /woff2-dynamic-subset\/([\w.]+)"/.exec(own) ?? [];
  const [, range] = /"(U\+[^"]+)"/.exec(own) ?? [];
  const list = read("node_modules/pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css");
  const rule = list.split("@font-face").find((each) => each.includes(`/${file})`));
  expect(rule).toContain(`unicode-range: ${range};`);
});

test("what stands in for the Latin face has its signs, but for its syllables, and no others", () => {
  const points = (range: string) =>
    [...range.matchAll(/U\+[0-9a-f]+(?:-[0-9a-f]+)?/gi)].map(([each]) => each.toLowerCase());
  const [, own = ""] = /"(U\+[^"]+)"/.exec(read("components/layout/latin-face.ts")) ?? [];
  const faces = read("components/layout/stand-ins.css").split("@font-face").slice(1);
  expect(faces.length).toBeGreaterThan(0);
  const signs = points(own).filter((each) => !/^u\+[a-d][0-9a-f]{3}$/.test(each));
  for (const face of faces) expect(points(face)).toEqual(signs);
});
