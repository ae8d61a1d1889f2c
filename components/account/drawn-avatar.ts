/** What a drawn avatar is made of: a sky with its sun, and two hills before it, in a square of 48. */
export interface Landscape {
  /** Of the sky, in degrees. */
  readonly hue: number;
  /** The same of the land. */
  readonly landHue: number;
  readonly sun: { readonly x: number; readonly y: number; readonly r: number };
  /** Paths, the farther one first. */
  readonly hills: readonly [string, string];
}

/** FNV-1a over the handle without its case, finished as in MurmurHash3: near handles look unlike each other. */
function hashOf(handle: string): number {
  let hash = 0x811c9dc5;
  for (const letter of handle.toLowerCase()) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** How far the land's hue may be from the sky's: near it, or well apart. */
const landHues = [12, 40, 150, 180, 210, 320];

/** The same handle always gives the same picture, on the server and in the browser. */
export function landscapeOf(handle: string): Landscape {
  let rest = hashOf(handle);
  /** One of so many values, 0 … n - 1. */
  const choose = (n: number) => {
    const chosen = rest % n;
    rest = Math.floor(rest / n);
    return chosen;
  };
  const hue = choose(30) * 12;
  const landHue = (hue + (landHues[choose(landHues.length)] ?? 0)) % 360;
  const sun = { x: 12 + choose(5) * 6, y: 11 + choose(3) * 4, r: 5 + choose(3) * 1.5 };
  const hill = (base: number) => {
    const [from, top, to] = [base + choose(4) * 2, base - 8 + choose(4) * 2, base + choose(4) * 2];
    const peak = 10 + choose(5) * 7;
    return `M0 ${from}Q${peak} ${top} 48 ${to}V48H0Z`;
  };
  return { hue, landHue, sun, hills: [hill(26), hill(35)] };
}
