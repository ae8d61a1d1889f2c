import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Work } from "./catalogue";
import type { Drawn } from "./draw-process";

/**
 * Draws the works on all cores, and hands each to `finish` as soon as it is there. A process works on its next picture
 * while `finish` is busy with the one before. Processes and not threads, because tsx does not reach into threads.
 * @throws the first error of a process or of `finish`; every process is stopped then
 */
export async function drawAll(
  works: readonly Work[],
  finish: (index: number, drawn: Drawn) => Promise<void>,
): Promise<void> {
  const script = fileURLToPath(new URL("./draw-process.ts", import.meta.url));
  const children = Array.from({ length: Math.max(1, Math.min(4, availableParallelism())) }, () =>
    fork(script, { serialization: "advanced" }),
  );
  let next = 0;
  async function run(child: ChildProcess): Promise<void> {
    let finishing: Promise<void> = Promise.resolve();
    while (next < works.length) {
      const index = next;
      next += 1;
      const drawn = await draw(child, works[index] as Work);
      await finishing;
      finishing = finish(index, drawn);
      // Its error is thrown by the next await; until then it must not count as unhandled.
      finishing.catch(() => {});
    }
    await finishing;
  }
  try {
    await Promise.all(children.map(run));
  } finally {
    for (const child of children) child.kill();
  }
}

function draw(child: ChildProcess, work: Work): Promise<Drawn> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      for (const event of ["message", "error", "exit"]) child.removeAllListeners(event);
    };
    child.once("message", (drawn) => {
      settle();
      resolve(drawn as Drawn);
    });
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", (code) => {
      settle();
      reject(new Error(`A drawing process ended with code ${code}.`));
    });
    child.send(work);
  });
}
