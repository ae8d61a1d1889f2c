const bytes = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/**
 * The cosines of frequency 1 and 2 where the colours of a gradient stand: at thirds. Not in the middle, where most images are
 * brightest or darkest and a gradient would have an edge.
 */
const cosines = [
  [1, 1],
  [0.5, -0.5],
  [-0.5, -0.5],
  [-1, 1],
] as const;

/** A channel's mean, and how far from it the image is at each third of each axis. */
interface Profile {
  readonly mean: number;
  readonly across: readonly number[];
  readonly down: readonly number[];
}

/** What the terms of frequency 1 and 2 add up to there. A term counts twice, as ThumbHash has it. */
const offsets = ([first = 0, second = 0]: readonly number[]) =>
  cosines.map(([once, twice]) => 2 * (first * once + second * twice));

/**
 * Reads the channels of a ThumbHash: lightness, yellow against blue, red against green. Of its cosine terms only those that
 * vary along one axis are used, so this costs a fiftieth of decoding it. Null for one that is broken or partly
 * transparent: what is behind an image shows through such a one, also when it is here.
 * The format is https://evanw.github.io/thumbhash/.
 */
function readProfiles(hash: Uint8Array): Profile[] | null {
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = hash;
  const constants = first | (second << 8) | (third << 16);
  const scales = fourth | (fifth << 8);
  const isTransparent = constants >> 23 === 1;
  if (isTransparent) return null;
  const isLandscape = scales >> 15 === 1;
  const shorter = Math.max(3, scales & 7);
  const channels = [
    {
      mean: (constants & 63) / 63,
      scale: ((constants >> 18) & 31) / 31,
      columns: isLandscape ? 7 : shorter,
      rows: isLandscape ? shorter : 7,
    },
    { mean: ((constants >> 6) & 63) / 31.5 - 1, scale: (((scales >> 3) & 63) / 63) * 1.25, columns: 3, rows: 3 },
    { mean: ((constants >> 12) & 63) / 31.5 - 1, scale: (((scales >> 9) & 63) / 63) * 1.25, columns: 3, rows: 3 },
  ];
  let next = 0;
  const profiles = channels.map(({ mean, scale, columns, rows }) => {
    const across = [0, 0];
    const down = [0, 0];
    for (let row = 0; row < rows; row += 1)
      for (let column = row ? 0 : 1; column * rows < columns * (rows - row); column += 1) {
        const isAcross = row === 0 && column <= 2;
        const isDown = column === 0 && row <= 2;
        if (isAcross || isDown) {
          // Four bits each, the lower ones first, after the five bytes of constants.
          const level = ((hash[5 + (next >> 1)] ?? Number.NaN) >> ((next & 1) << 2)) & 15;
          const term = (level / 7.5 - 1) * scale;
          if (isAcross) across[column - 1] = term;
          else down[row - 1] = term;
        }
        next += 1;
      }
    return { mean, across: offsets(across), down: offsets(down) };
  });
  return hash.length < 5 + Math.ceil(next / 2) ? null : profiles;
}

/** Lightness, yellow-blue and red-green as a CSS colour. */
function hex([lightness = 0, yellowBlue = 0, redGreen = 0]: readonly number[]): string {
  const blue = lightness - (2 / 3) * yellowBlue;
  const red = (3 * lightness - blue + redGreen) / 2;
  const channels = [red, red - redGreen, blue].map((channel) => Math.round(255 * Math.min(1, Math.max(0, channel))));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * What stands in an image's place until it is here, as a CSS `background-image`, from its ThumbHash in base64: its colours from
 * side to side under its colours from top to bottom. Each is drawn twice as far from the mean as it is, since half of
 * the one shows through the other, so that together they are right. Undefined when there is no hash, when it is
 * broken, and when the image is partly transparent.
 */
export function placeholderGradient(placeholder: string | null): string | undefined {
  if (!placeholder) return undefined;
  try {
    const profiles = readProfiles(bytes(placeholder));
    if (!profiles) return undefined;
    const colours = (axis: "across" | "down") =>
      cosines.map((_, at) => hex(profiles.map(({ mean, [axis]: offset }) => mean + 2 * (offset[at] ?? 0))));
    const half = "80";
    return `linear-gradient(${colours("down").map((colour) => colour + half)}),linear-gradient(90deg,${colours("across")})`;
  } catch {
    return undefined;
  }
}
