import fc from "fast-check";
import { expect, test } from "vitest";
import { writeAtom } from "./atom";
import { writeOembedXml } from "./oembed-xml";
import { writeSitemap } from "./sitemap";
import { escapeXml } from "./xml";

const entry = (text: string) => ({
  url: "https://example.org/images/1",
  title: text,
  author: text,
  publishedAt: new Date(0),
  image: { url: "https://example.org/media/a?b=1&c=2", width: 1, height: 1, alt: text },
  text,
});

test("nothing that a prompt says can leave its element, and nothing stays that XML cannot hold", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const written = escapeXml(text);
      expect(written).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
      expect(written).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      expect(written.isWellFormed()).toBe(true);
      const tags = (of: string) =>
        writeAtom({ url: "u", pageUrl: "p", title: of, entries: [entry(of)] }).match(/<\/?\w+/g);
      expect(tags(text)).toEqual(tags("quiet"));
      expect(writeOembedXml({ title: text }).match(/<\/?\w+/g)).toEqual(["<oembed", "<title", "</title", "</oembed"]);
    }),
  );
  expect(escapeXml(`a\0b\ud800c<&>"'`)).toBe("abc&lt;&amp;&gt;&quot;&#39;");
});

test("a feed is as new as its newest entry, and an empty one is still a feed", () => {
  const entries = [1_000, 3_000, 2_000].map((time) => ({ ...entry("x"), publishedAt: new Date(time) }));
  expect(writeAtom({ url: "u", pageUrl: "p", title: "t", entries })).toContain(
    "<updated>1970-01-01T00:00:03.000Z</updated>\n<entry>",
  );
  expect(writeAtom({ url: "u", pageUrl: "p", title: "t", entries: [] })).toContain(
    "<updated>1970-01-01T00:00:00.000Z</updated>",
  );
});

test("a sitemap names each page in each language, with all its translations", () => {
  const map = writeSitemap([{ urls: { en: "https://e.org/top", ko: "https://e.org/ko/top" }, changedAt: new Date(0) }]);
  expect(map.match(/<loc>/g)).toHaveLength(2);
  expect(map.match(/hreflang="ko" href="https:\/\/e\.org\/ko\/top"/g)).toHaveLength(2);
  expect(map.match(/hreflang="x-default" href="https:\/\/e\.org\/top"/g)).toHaveLength(2);
});
