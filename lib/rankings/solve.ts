import type { Comparisons } from "./comparisons";
import type { Curvature } from "./likelihood";

/**
 * `out` = (second derivatives + ridge) · `vector`, of the strengths alone or, `side`, with the side's at the end. `nodes` is for
 * 2 numbers an item: what is read and what is written of an item lie in one line of cache.
 */
function multiply(
  { size, starts, second }: Comparisons,
  { weight, border, side: sideWeight }: Curvature,
  { ridge, side }: { ridge: number; side: boolean },
  vector: Float64Array,
  out: Float64Array,
  nodes: Float64Array,
): void {
  const bias = side ? (vector[size] as number) : 0;
  let atSide = 0;
  for (let i = 0; i < size; i += 1) {
    const mine = vector[i] as number;
    atSide += (border[i] as number) * mine;
    nodes[2 * i] = mine;
    nodes[2 * i + 1] = ridge * mine + (border[i] as number) * bias;
  }
  for (let i = 0; i < size; i += 1) {
    const mine = nodes[2 * i] as number;
    const end = starts[i + 1] as number;
    let sum = 0;
    for (let e = starts[i] as number; e < end; e += 1) {
      const j = 2 * (second[e] as number);
      const flow = (weight[e] as number) * (mine - (nodes[j] as number));
      sum += flow;
      nodes[j + 1] = (nodes[j + 1] as number) - flow;
    }
    nodes[2 * i + 1] = (nodes[2 * i + 1] as number) + sum;
  }
  for (let i = 0; i < size; i += 1) out[i] = nodes[2 * i + 1] as number;
  if (side) out[size] = atSide + sideWeight * bias;
}

/**
 * Solves (second derivatives + ridge) · x = right side by conjugate gradients with the diagonal before it, until the residual is
 * `tolerance` of what it was. Without ridge the matrix is singular, and the solution is one of those that differ by a constant.
 */
export function solve(
  comparisons: Comparisons,
  curvature: Curvature,
  options: { ridge: number; side: boolean; tolerance: number },
  rightSide: Float64Array,
): Float64Array {
  const { size } = comparisons;
  const { ridge, side, tolerance } = options;
  const length = side ? size + 1 : size;
  const x = new Float64Array(length);
  const residual = rightSide.slice(0, length);
  const scale = new Float64Array(length);
  for (let i = 0; i < size; i += 1) {
    const d = (curvature.diagonal[i] as number) + ridge;
    scale[i] = d > 0 ? 1 / d : 0;
  }
  if (side) scale[size] = curvature.side > 0 ? 1 / curvature.side : 0;
  const z = new Float64Array(length);
  const direction = new Float64Array(length);
  const image = new Float64Array(length);
  const nodes = new Float64Array(2 * size);
  let energy = 0;
  for (let i = 0; i < length; i += 1) {
    z[i] = (scale[i] as number) * (residual[i] as number);
    direction[i] = z[i] as number;
    energy += (z[i] as number) * (residual[i] as number);
  }
  const goal = energy * tolerance ** 2;
  const most = Math.min(10 * length + 10, 2_000);
  for (let n = 0; n < most && energy > goal && energy > 0; n += 1) {
    multiply(comparisons, curvature, options, direction, image, nodes);
    let slope = 0;
    for (let i = 0; i < length; i += 1) slope += (direction[i] as number) * (image[i] as number);
    if (!(slope > 0)) break;
    const step = energy / slope;
    let next = 0;
    for (let i = 0; i < length; i += 1) {
      x[i] = (x[i] as number) + step * (direction[i] as number);
      const r = (residual[i] as number) - step * (image[i] as number);
      residual[i] = r;
      const s = (scale[i] as number) * r;
      z[i] = s;
      next += s * r;
    }
    const turn = next / energy;
    for (let i = 0; i < length; i += 1) direction[i] = (z[i] as number) + turn * (direction[i] as number);
    energy = next;
  }
  return x;
}
