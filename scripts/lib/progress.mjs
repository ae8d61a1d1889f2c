/**
 * Tells what is being done and how far it is: `[2/5] Starting Postgres … 0.8 s`.
 * @param {number} total
 */
export function steps(total, out = process.stdout) {
  let done = 0;
  return {
    /**
     * @template T
     * @param {string} what
     * @param {(note: (line: string) => void) => Promise<T>} work note() writes a line below the step
     * @returns {Promise<T>}
     */
    async step(what, work) {
      done += 1;
      const title = `[${done}/${total}] ${what} …`;
      const from = performance.now();
      const seconds = () => `${((performance.now() - from) / 1_000).toFixed(1)} s`;
      let notes = 0;
      let shown = 0;
      out.write(title);
      // On a screen the clock runs; in a file every step is one line.
      const clock = out.isTTY ? setInterval(() => !notes && out.write(`\r${title} ${seconds()}`), 500) : undefined;
      try {
        const result = await work((line) => {
          const [, done, total] = /(\d+)\s*\/\s*(\d+)/.exec(line) ?? [];
          // A count runs in place on a screen; a file gets every fifth of it.
          const isPassing = done !== total && (out.isTTY || Math.floor(Number(done) / (Number(total) / 5)) === shown);
          if (isPassing && !out.isTTY) return;
          if (done) shown = Math.floor(Number(done) / (Number(total) / 5));
          out.write(`${notes++ ? "" : "\n"}${out.isTTY ? "\r" : ""}      ${line.trim()}${isPassing ? "" : "\n"}`);
        });
        out.write(notes ? `      done in ${seconds()}\n` : `${out.isTTY ? `\r${title}` : ""} ${seconds()}\n`);
        return result;
      } catch (error) {
        if (!notes) out.write("\n");
        throw error;
      } finally {
        clearInterval(clock);
      }
    },
  };
}
