import { expect, test } from "vitest";
import { steps } from "./lib/progress.mjs";

function recorder(isTTY: boolean) {
  let text = "";
  return { isTTY, write: (chunk: string) => (text += chunk), read: () => text.replaceAll(/\d+\.\d s/g, "0.0 s") };
}

async function tell(isTTY: boolean) {
  const out = recorder(isTTY);
  const { step } = steps(2, out as never);
  await step("Warming up", async () => {});
  await step("Counting", async (note) => {
    for (let done = 1; done <= 10; done += 1) note(`${done}/10 images`);
    note("all of them");
  });
  return out.read();
}

test("a file gets one line a step, and a fifth of a count at a time", async () => {
  expect(await tell(false)).toBe(
    "[1/2] Warming up … 0.0 s\n[2/2] Counting …\n" +
      [2, 4, 6, 8, 10].map((done) => `      ${done}/10 images\n`).join("") +
      "      all of them\n      done in 0.0 s\n",
  );
});

test("on a screen a count runs in place", async () => {
  const text = await tell(true);
  expect(text).toContain("\r      9/10 images\r      10/10 images\n");
  expect(text.split("\n")).toHaveLength(6);
});

test("a step that fails ends its line and fails", async () => {
  const out = recorder(false);
  const { step } = steps(1, out as never);
  await expect(step("Breaking", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(out.read()).toBe("[1/1] Breaking …\n");
});
