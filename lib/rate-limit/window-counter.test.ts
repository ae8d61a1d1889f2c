import fc from "fast-check";
import { expect, test } from "vitest";
import { createWindowCounter } from "./window-counter";

test("so many are let through in a window, whatever the order of callers and times", () => {
  const steps = fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), wait: fc.nat(40) }), { maxLength: 200 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (attempts, max) => {
      let time = 0;
      const counter = createWindowCounter(100, { now: () => time });
      // The same, by looking at everything that was ever let through.
      const windows = new Map<string, { begun: number; count: number }>();
      for (const { key, wait } of attempts) {
        time += wait;
        const { isAllowed, remaining, resetAt } = counter.take(key, max);
        let own = windows.get(key);
        if (!own || own.begun + 100 <= time) own = { begun: time, count: 0 };
        windows.set(key, own);
        expect(isAllowed).toBe(own.count < max);
        if (isAllowed) own.count += 1;
        expect([remaining, resetAt]).toEqual([max - own.count, own.begun + 100]);
      }
    }),
  );
});

test("who waits until the reset is let through, and not a moment before", () => {
  let time = 1_000;
  const counter = createWindowCounter(60_000, { now: () => time });
  counter.take("a", 1);
  const { isAllowed, resetAt } = counter.take("a", 1);
  expect(isAllowed).toBe(false);
  time = resetAt - 1;
  expect(counter.take("a", 1).isAllowed).toBe(false);
  time = resetAt;
  expect(counter.take("a", 1).isAllowed).toBe(true);
});

test("a million callers fill no more than the capacity, and ended windows are forgotten", () => {
  let time = 0;
  const counter = createWindowCounter(1_000, { capacity: 100, now: () => time });
  for (let n = 0; n < 1_000_000; n += 1) counter.take(String(n), 1);
  expect(counter.size).toBe(100);
  expect(counter.take("999999", 1).isAllowed).toBe(false);
  time = 1_000;
  counter.take("later", 1);
  expect(counter.size).toBe(1);
});
