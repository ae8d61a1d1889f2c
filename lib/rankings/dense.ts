/**
 * The inverse of a symmetric positive definite matrix, row by row in one array, by Cholesky; n³ multiplications.
 * @throws RangeError when it is not positive definite
 */
export function invert(matrix: Float64Array, n: number): Float64Array {
  const factor = cholesky(matrix, n);
  invertLower(factor, n);
  // L⁻ᵀ·L⁻¹, summed over the rows of L⁻¹ so that memory is walked in order.
  const inverse = new Float64Array(n * n);
  for (let k = 0; k < n; k += 1) {
    const row = factor.subarray(k * n, k * n + k + 1);
    for (let i = 0; i <= k; i += 1) {
      const value = row[i] as number;
      if (value === 0) continue;
      const into = i * n;
      for (let j = i; j <= k; j += 1) inverse[into + j] = (inverse[into + j] as number) + value * (row[j] as number);
    }
  }
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) inverse[i * n + j] = inverse[j * n + i] as number;
  return inverse;
}

function cholesky(matrix: Float64Array, n: number): Float64Array {
  const l = matrix.slice();
  let largest = 0;
  for (let i = 0; i < n; i += 1) largest = Math.max(largest, matrix[i * n + i] as number);
  for (let i = 0; i < n; i += 1) {
    const rowI = l.subarray(i * n, i * n + n);
    for (let j = 0; j <= i; j += 1) {
      const rowJ = l.subarray(j * n, j * n + n);
      let sum = rowI[j] as number;
      for (let k = 0; k < j; k += 1) sum -= (rowI[k] as number) * (rowJ[k] as number);
      if (j < i) rowI[j] = sum / (rowJ[j] as number);
      else if (sum > 1e-13 * largest) rowI[i] = Math.sqrt(sum);
      else throw new RangeError("the matrix is not positive definite");
    }
  }
  return l;
}

/** In place; what is above the diagonal is not looked at. */
function invertLower(l: Float64Array, n: number): void {
  const column = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const row = l.subarray(i * n, i * n + n);
    const pivot = 1 / (row[i] as number);
    column.fill(0, 0, i);
    for (let k = 0; k < i; k += 1) {
      const value = row[k] as number;
      if (value === 0) continue;
      const above = k * n;
      for (let j = 0; j <= k; j += 1) column[j] = (column[j] as number) + value * (l[above + j] as number);
    }
    for (let j = 0; j < i; j += 1) row[j] = -pivot * (column[j] as number);
    row[i] = pivot;
  }
}
