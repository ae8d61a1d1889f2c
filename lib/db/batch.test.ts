import fc from "fast-check";
import { expect, test } from "vitest";
import { batched } from "./batch";

/** An `ask` that answers when it is told to, and tells what it was asked. */
function slow() {
  const asked: (readonly number[])[] = [];
  const answers: ((fail?: Error) => void)[] = [];
  const ask = batched<number, string>(
    (questions) =>
      new Promise((resolve, reject) => {
        asked.push(questions);
        answers.push((fail) => (fail ? reject(fail) : resolve(questions.map((question) => `answer to ${question}`))));
      }),
  );
  return { ask, asked, answer: (fail?: Error) => answers.shift()?.(fail) };
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

test("what comes in one tick goes together, and what comes meanwhile waits and goes together", async () => {
  const { ask, asked, answer } = slow();
  const first = [ask(1), ask(2)];
  await tick();
  const later = [ask(3), ask(1)];
  await tick();
  expect(asked).toEqual([[1, 2]]);
  answer();
  expect(await Promise.all(first)).toEqual(["answer to 1", "answer to 2"]);
  await tick();
  // Asked again while it was on its way: answered from what the database says after that.
  expect(asked).toEqual([
    [1, 2],
    [3, 1],
  ]);
  answer();
  expect(await Promise.all(later)).toEqual(["answer to 3", "answer to 1"]);
});

test("a failure reaches those who were in that statement, and nobody after them", async () => {
  const { ask, answer } = slow();
  const failed = [ask(1), ask(2)].map((call) => call.catch((error: Error) => error.message));
  await tick();
  const good = ask(3);
  answer(new Error("gone"));
  expect(await Promise.all(failed)).toEqual(["gone", "gone"]);
  await tick();
  answer();
  expect(await good).toBe("answer to 3");
});

test("everyone gets their own answer, however many ask at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer(), { maxLength: 300 }), async (numbers) => {
      const double = batched<number, number>(async (questions) => {
        expect(questions.length).toBeLessThanOrEqual(64);
        return questions.map((question) => question * 2);
      });
      expect(await Promise.all(numbers.map(double))).toEqual(numbers.map((number) => number * 2));
    }),
    { numRuns: 30 },
  );
});
