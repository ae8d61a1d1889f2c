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
      out.write(title);
      // On a screen the clock runs; in a file every step is one line.
      const clock = out.isTTY ? setInterval(() => !notes && out.write(`\r${title} ${seconds()}`), 500) : undefined;
      try {
        const result = await work((line) => {
          out.write(`${notes++ ? "" : "\n"}      ${line}\n`);
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
