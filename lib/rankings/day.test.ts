import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, parseDay } from "./day";

test.each([
  "2026-02-30",
  "2026-2-3",
  "2026-13-01",
  "2026-00-10",
  "20261122",
  "2026-11-22 ",
  "0000-00-00",
  "9999-01-01",
  "today",
  "",
  "２０２６-11-22",
  "2026-11-22T00:00",
])("%j names no day", (text) => {
  expect(parseDay(text)).toBeNull();
});

test("a day is read as it is written, and the day after the day before it is itself", () => {
  const moments = fc.date({ min: new Date("2000-01-02"), max: new Date("2999-12-30"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      const day = dayOf(moment);
      expect(parseDay(day)).toBe(day);
      expect(addDays(addDays(day, -1), 1)).toBe(day);
      expect(addDays(day, 1) > day).toBe(true);
    }),
  );
});

test("a leap day follows 28 February every fourth year", () => {
  expect(addDays(parseDay("2028-02-28") as never, 1)).toBe("2028-02-29");
  expect(addDays(parseDay("2027-02-28") as never, 1)).toBe("2027-03-01");
});
