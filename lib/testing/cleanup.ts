import { afterAll } from "vitest";

const tasks: (() => Promise<void>)[] = [];

/** Runs `task` when the test file is done, newest first. Works at any time, also inside `beforeAll` and inside a test. */
export function whenFileIsDone(task: () => Promise<void>): void {
  tasks.push(task);
}

/** Vitest takes an `afterAll` only while it collects a file; this module is a setup file, so its hook is always there. */
afterAll(async () => {
  for (let task = tasks.pop(); task; task = tasks.pop()) await task();
});
