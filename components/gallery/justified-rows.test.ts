import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, cellRatio, justifyRows } from "./justified-rows";

const sizes = fc.record({ width: fc.integer({ min: 1, max: 8_000 }), height: fc.integer({ min: 1, max: 8_000 }) });
const ratios = fc.array(sizes.map(cellRatio), { minLength: 1, maxLength: 60 });
const targets = fc.constantFrom(1.8, 3.2, 4.6, 6);

/** The rows that a browser would make of the cells, which says how many stand in each. */
function rowsOf(cells: readonly Cell[]): Cell[][] {
  const rows: Cell[][] = [];
  for (let at = 0; at < cells.length; ) {
    const size = (cells[at]?.gaps ?? 0) + 1;
    rows.push(cells.slice(at, at + size));
    at += size;
  }
  return rows;
}

test("every row fills the width to within a thousandth and never exceeds it, so that it breaks where it should", () => {
  fc.assert(
    fc.property(ratios, targets, (all, target) => {
      const rows = rowsOf(justifyRows(all, target));
      expect(rows.flat()).toHaveLength(all.length);
      for (const row of rows) {
        expect(new Set(row.map((cell) => cell.gaps))).toEqual(new Set([row.length - 1]));
        const sum = row.reduce((total, cell) => total + cell.share, 0);
        // But for the rounding of this very sum.
        expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        expect(sum).toBeGreaterThan(0.999);
      }
    }),
  );
});

test("images of one row have the same height", () => {
  fc.assert(
    fc.property(ratios, targets, fc.boolean(), (all, target, isLast) => {
      let at = 0;
      for (const row of rowsOf(justifyRows(all, target, { isLast }))) {
        const heights = row.map((cell) => cell.share / (all[at++] ?? 1));
        expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.0001);
      }
    }),
  );
});

test("a page of the gallery has no row higher than twice the usual one or lower than a half", () => {
  const page = fc.array(sizes.map(cellRatio), { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(page, targets, fc.boolean(), (all, target, isLast) => {
      let at = 0;
      for (const row of rowsOf(justifyRows(all, target, { isLast }))) {
        const height = ((row[0]?.share ?? 0) / (all[at] ?? 1)) * target;
        expect(height).toBeGreaterThan(0.5);
        expect(height).toBeLessThan(2);
        at += row.length;
      }
    }),
    { numRuns: 300 },
  );
});

test("the last row of the gallery does not blow up, however few images it has", () => {
  const [only] = justifyRows([1], 6, { isLast: true });
  expect(only).toEqual({ share: 0.16666, gaps: 0 });
  fc.assert(
    fc.property(ratios, targets, (all, target) => {
      const last = rowsOf(justifyRows(all, target, { isLast: true })).at(-1) ?? [];
      const height = ((last[0]?.share ?? 0) / (all[all.length - last.length] ?? 1)) * target;
      expect(height).toBeLessThan(1.4);
    }),
  );
});

test("extreme shapes are drawn cropped, unknown ones square", () => {
  expect(cellRatio({ width: 8_000, height: 10 })).toBe(2.5);
  expect(cellRatio({ width: 10, height: 8_000 })).toBe(0.5);
  expect(cellRatio({ width: 0, height: 0 })).toBe(1);
});
