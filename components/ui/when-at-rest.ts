/** So long after everything of the page has arrived, in ms, nobody waits for it any more. */
const longAfter = 3_000;

const whenIdle = (act: () => void): (() => void) => {
  // Not every browser has it.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(act, 0);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act, { timeout: longAfter });
  return () => cancelIdleCallback(handle);
};

/**
 * Acts when the page is at rest: all of it arrived `pause` ms ago, by default a while, and the browser has nothing to do.
 * @returns what calls it off
 */
export function whenAtRest(act: () => void, { pause = longAfter } = {}): () => void {
  let callOff = () => {};
  const wait = () => {
    const timer = setTimeout(() => {
      callOff = whenIdle(act);
    }, pause);
    callOff = () => clearTimeout(timer);
  };
  if (document.readyState === "complete") wait();
  else {
    window.addEventListener("load", wait, { once: true });
    callOff = () => window.removeEventListener("load", wait);
  }
  return () => callOff();
}
