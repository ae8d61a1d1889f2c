/** Red, green and blue in linear light, 0…1. */
export type Rgb = readonly [number, number, number];
/** OKLCH: lightness 0…1, chroma 0…0.37, hue in degrees. */
export type Lch = readonly [number, number, number];

function labToRgb(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const inGamut = (rgb: Rgb) => rgb.every((channel) => channel >= -1e-4 && channel <= 1.0001);
const clamp01 = (value: number) => Math.min(1, Math.max(0, value));

/**
 * OKLCH to linear sRGB. A colour that a screen cannot show keeps its lightness and hue and loses chroma until it can.
 * @see Björn Ottosson, "A perceptual color space for image processing" (2020)
 */
export function oklch([lightness, chroma, hue]: Lch): Rgb {
  const angle = (hue / 180) * Math.PI;
  const at = (c: number) => labToRgb(lightness, c * Math.cos(angle), c * Math.sin(angle));
  let low = 0;
  let high = chroma;
  if (inGamut(at(chroma))) low = chroma;
  for (let i = 0; i < 12 && high - low > 1e-4; i += 1) {
    const middle = (low + high) / 2;
    if (inGamut(at(middle))) low = middle;
    else high = middle;
  }
  const [r, g, b] = at(low);
  return [clamp01(r), clamp01(g), clamp01(b)];
}

/** Between two OKLCH colours, the short way round the hue circle. A grey takes the other's hue. */
export function mixLch(from: Lch, to: Lch, t: number): Lch {
  const hueFrom = from[1] < 0.005 ? to[2] : from[2];
  const hueTo = to[1] < 0.005 ? from[2] : to[2];
  const turn = ((((hueTo - hueFrom) % 360) + 540) % 360) - 180;
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, hueFrom + turn * t];
}

/** The colour that stands a share of the way along evenly spaced stops. */
export function alongStops(stops: readonly Lch[], t: number): Lch {
  const place = clamp01(t) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  return mixLch(stops[index] as Lch, stops[index + 1] as Lch, place - index);
}

const steps = 1024;

/** A gradient ready for reading a million times: linear RGB triples. */
export type Ramp = Float32Array;

export function createRamp(stops: readonly Lch[]): Ramp {
  const ramp = new Float32Array(steps * 3);
  for (let i = 0; i < steps; i += 1) ramp.set(oklch(alongStops(stops, i / (steps - 1))), i * 3);
  return ramp;
}

/** Where in the ramp the colour for t stands; t outside 0…1 is held to the ends. */
export function rampIndex(t: number): number {
  return (t <= 0 ? 0 : t >= 1 ? steps - 1 : (t * (steps - 1) + 0.5) | 0) * 3;
}

export function rampColor(ramp: Ramp, t: number): Rgb {
  const index = rampIndex(t);
  return [ramp[index]!, ramp[index + 1]!, ramp[index + 2]!];
}
