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
