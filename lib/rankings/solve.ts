import type { Comparisons } from "./comparisons";
import type { Curvature } from "./likelihood";

/** Comparisons with their second derivatives. */
export interface Layer {
  readonly comparisons: Comparisons;
  readonly curvature: Curvature;
}

/** What is read and what is written of an item in a product lie in one line of cache. */
const createNodes = (size: number) => new Float64Array(2 * size);

/**
 * Adds (second derivatives of a layer) · vector to what `nodes` has: the vector at its even places, the product at its odd ones.
 * `bias`: the vector's last number, of the side; 0 without one.
 * @returns what it adds to the product's last number
 */
function addProduct({ comparisons, curvature }: Layer, bias: number, nodes: Float64Array): number {
  const { size, starts, second } = comparisons;
  const { weight, border } = curvature;
  let atSide = 0;
  for (let i = 0; i < size; i += 1) {
    const mine = nodes[2 * i] as number;
    const edge = border[i] as number;
    atSide += edge * mine;
    const end = starts[i + 1] as number;
    let sum = edge * bias;
    for (let e = starts[i] as number; e < end; e += 1) {
      const j = 2 * (second[e] as number);
      const flow = (weight[e] as number) * (mine - (nodes[j] as number));
      sum += flow;
      nodes[j + 1] = (nodes[j + 1] as number) - flow;
    }
    nodes[2 * i + 1] = (nodes[2 * i + 1] as number) + sum;
  }
  return atSide + curvature.side * bias;
}

/** (Second derivatives of a layer) · vector, of as many strengths and the side as the vector has, without a ridge. */
export function multiply(layer: Layer, vector: Float64Array, size: number): Float64Array {
  const nodes = createNodes(size);
  for (let i = 0; i < size; i += 1) nodes[2 * i] = vector[i] as number;
  const atSide = addProduct(layer, vector.length > size ? (vector[size] as number) : 0, nodes);
  const product = new Float64Array(vector.length);
  for (let i = 0; i < size; i += 1) product[i] = nodes[2 * i + 1] as number;
  if (vector.length > size) product[size] = atSide;
  return product;
}

export interface Solution {
  readonly x: Float64Array;
  /** The right side less the product with x. */
  readonly residual: Float64Array;
}

/**
 * Solves (second derivatives of all layers + ridge) · x = right side by conjugate gradients with the diagonal before it, until the
 * residual is `tolerance` of what it was, both measured against the diagonal, or until each number of it is under `near` of its diagonal one. Without ridge the matrix is singular, and the solution is one of those
 * that differ by a constant. `isFree`: where it is 0, x is 0 and the equation is left out.
 */
export function solve(
  layers: readonly Layer[],
  options: {
    size: number;
    ridge: number;
    side: boolean;
    tolerance: number;
    near?: number;
    isFree?: Uint8Array | undefined;
  },
  rightSide: Float64Array,
): Solution {
  const { size, ridge, side, tolerance, near = 0, isFree } = options;
  const length = side ? size + 1 : size;
  const x = new Float64Array(length);
  const residual = rightSide.slice(0, length);
  const scale = new Float64Array(length);
  const add = (i: number, value: number) => {
    scale[i] = (scale[i] as number) + value;
  };
  for (let i = 0; i < size; i += 1) scale[i] = ridge;
  for (const { comparisons, curvature } of layers) {
    for (let i = 0; i < comparisons.size; i += 1) add(i, curvature.diagonal[i] as number);
    if (side) add(size, curvature.side);
  }
  for (let i = 0; i < length; i += 1) scale[i] = (scale[i] as number) > 0 ? 1 / (scale[i] as number) : 0;
  if (isFree) for (let i = 0; i < size; i += 1) if (isFree[i] === 0) scale[i] = 0;
  const direction = new Float64Array(length);
  const nodes = createNodes(size);
  let energy = 0;
  for (let i = 0; i < length; i += 1) {
    direction[i] = (scale[i] as number) * (residual[i] as number);
    energy += (direction[i] as number) * (residual[i] as number);
  }
  const goal = energy * tolerance ** 2;
  const rounds = Math.min(10 * length + 10, 2_000);
  for (let n = 0; n < rounds && energy > goal && energy > 0; n += 1) {
    const bias = side ? (direction[size] as number) : 0;
    for (let i = 0; i < size; i += 1) {
      const mine = direction[i] as number;
      nodes[2 * i] = mine;
      nodes[2 * i + 1] = ridge * mine;
    }
    let atSide = 0;
    for (const layer of layers) atSide += addProduct(layer, bias, nodes);
    let slope = atSide * bias;
    for (let i = 0; i < size; i += 1) slope += (nodes[2 * i] as number) * (nodes[2 * i + 1] as number);
    if (!(slope > 0)) break;
    const step = energy / slope;
    let next = 0;
    let furthest = 0;
    for (let i = 0; i < length; i += 1) {
      x[i] = (x[i] as number) + step * (direction[i] as number);
      const r = (residual[i] as number) - step * (i < size ? (nodes[2 * i + 1] as number) : atSide);
      residual[i] = r;
      const scaled = (scale[i] as number) * r;
      next += scaled * r;
      if (Math.abs(scaled) > furthest) furthest = Math.abs(scaled);
    }
    if (furthest < near) break;
    const turn = next / energy;
    for (let i = 0; i < length; i += 1)
      direction[i] = (scale[i] as number) * (residual[i] as number) + turn * (direction[i] as number);
    energy = next;
  }
  return { x, residual };
}
