import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeCursor, encodeCursor, parsePostId } from "./paging";

const ids = fc.integer({ min: 1, max: 2_147_483_647 });

test("a cursor is read as the id it was written for, and fits a path", () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(decodeCursor(encodeCursor(id))).toBe(id);
      expect(encodeURIComponent(encodeCursor(id))).toBe(encodeCursor(id));
    }),
  );
});

test("a page has one address: what is read as a cursor is written the same again", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\da-zA-Z]{5,7}$/)), (text) => {
      const id = decodeCursor(text);
      if (id !== null) expect(encodeCursor(id)).toBe(text);
    }),
  );
});

test.each(["", "_", "000000", "zzzzzz", "00000A", "0000001", "-00001", "00000z\n"])("%j is no cursor", (text) => {
  expect(decodeCursor(text)).toBeNull();
});

test("an id in a path is read only as it is written", () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(parsePostId(String(id))).toBe(id);
    }),
  );
  for (const text of ["", "0", "-1", "01", "1e3", "1.0", " 1", "1\n", "2147483648", "99999999999", "abc", "%00"])
    expect(parsePostId(text), text).toBeNull();
});
