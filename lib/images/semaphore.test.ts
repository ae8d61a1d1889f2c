import { expect, test } from "vitest";
import { createSemaphore } from "./semaphore";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("no more than the given number run at once, and all of them run", async () => {
  const inTurn = createSemaphore(2);
  let running = 0;
  let most = 0;
  const task = async () => {
    most = Math.max(most, ++running);
    await nextTurn();
    running -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => inTurn(task)));
  expect([most, running]).toEqual([2, 0]);
});

test("a task that fails gives its place to the next", async () => {
  const inTurn = createSemaphore(1);
  const failing = inTurn(() => Promise.reject(new Error("broken")));
  const next = inTurn(async () => "done");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});

test("who leaves the line never runs, and holds nobody up", async () => {
  const inTurn = createSemaphore(1);
  const abort = new AbortController();
  let ran = false;
  const first = inTurn(nextTurn);
  const gone = inTurn(async () => {
    ran = true;
  }, abort.signal);
  const last = inTurn(async () => "last");
  abort.abort(new Error("gone"));
  await expect(gone).rejects.toThrow("gone");
  await first;
  expect([await last, ran]).toEqual(["last", false]);
});

test("a full line refuses the next, and takes it again when it has moved", async () => {
  const inTurn = createSemaphore(1, 1);
  let finish = () => {};
  const running = inTurn(
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const waiting = inTurn(async () => "second");
  // The line is joined in the next turn.
  await Promise.resolve();
  await expect(inTurn(async () => "third")).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  finish();
  await running;
  expect(await waiting).toBe("second");
  expect(await inTurn(async () => "fourth")).toBe("fourth");
});
