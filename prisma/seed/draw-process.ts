import type { Work } from "./catalogue";
import { styles } from "./styles";

export interface Drawn {
  /** RGB, a byte each. */
  data: Uint8Array;
  prompt: string;
}

process.on("message", ({ style, seed, width, height, language }: Work) => {
  const { data, prompt, promptKo } = styles[style](seed, width, height);
  const drawn: Drawn = {
    data,
    prompt: language === "ko" && promptKo ? promptKo : prompt,
  };
  // Nobody listens any more when the seed was killed meanwhile: not worth a word, see below.
  process.send?.(drawn, undefined, undefined, () => {});
});
// The seed is gone: nobody waits for pictures any more.
process.on("disconnect", () => process.exit());
