/** A vector as signed bytes: `vector ≈ scale · codes`. */
export interface QuantisedRow {
  scale: number;
  /** Length of what the bytes miss of the vector. */
  error: number;
  /** Length of the vector. */
  norm: number;
}

/** A query as signed 16-bit numbers. */
export interface QuantisedQuery {
  codes: Int16Array;
  scale: number;
  error: number;
  /** Length of `scale · codes`. */
  norm: number;
}

const MOST_OF_A_BYTE = 127;
const MOST_OF_A_SHORT = 32_767;
/** Sums of products stay below half of what 32 bits hold, whatever the rows are. */
const MOST_OF_A_SUM = 2 ** 30;
/** What single precision may round away of lengths near 1. */
const ROUNDING = 1e-6;

/** The kernel reads sixteen numbers at a time. */
export function paddedWidth(dimension: number): number {
  return Math.ceil(dimension / 16) * 16;
}

/** Writes the bytes of a vector to `codes`. */
export function quantiseRow(vector: Float32Array, codes: Int8Array): QuantisedRow {
  const scale = largest(vector) / MOST_OF_A_BYTE;
  let missed = 0;
  let square = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] as number;
    const code = scale === 0 ? 0 : Math.round(value / scale);
    codes[i] = code;
    missed += (value - scale * code) ** 2;
    square += value * value;
  }
  return { scale, error: Math.sqrt(missed) + ROUNDING, norm: Math.sqrt(square) + ROUNDING };
}

/** A query in 16 bits, so that only the rows' bytes cost precision. */
export function quantiseQuery(vector: Float32Array): QuantisedQuery {
  const { length } = vector;
  const most = largest(vector);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Math.abs(vector[i] as number);
  const largestCode = Math.min(MOST_OF_A_SHORT, (MOST_OF_A_SUM / MOST_OF_A_BYTE) * (most / (sum || 1)));
  const scale = most / (largestCode || 1);
  const steps = scale === 0 ? 0 : 1 / scale;
  const codes = new Int16Array(paddedWidth(length));
  let missed = 0;
  let square = 0;
  for (let i = 0; i < length; i++) {
    const value = vector[i] as number;
    // Whole numbers by truncation: `Math.round` would be a third of a search in a small library.
    const code = (value * steps + (value < 0 ? -0.5 : 0.5)) | 0;
    const meant = scale * code;
    const missing = value - meant;
    codes[i] = code;
    missed += missing * missing;
    square += meant * meant;
  }
  return { codes, scale, error: Math.sqrt(missed) + ROUNDING, norm: Math.sqrt(square) + ROUNDING };
}

/** The dot product in double precision, as four sums that are added at the end: every tier gives this very value. */
export function exactDot(a: Float32Array, b: Float32Array, offset = 0): number {
  const { length } = a;
  const whole = length - (length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0, j = offset; i < whole; i += 4, j += 4) {
    first += (a[i] as number) * (b[j] as number);
    second += (a[i + 1] as number) * (b[j + 1] as number);
    third += (a[i + 2] as number) * (b[j + 2] as number);
    fourth += (a[i + 3] as number) * (b[j + 3] as number);
  }
  for (let i = whole; i < length; i++) first += (a[i] as number) * (b[offset + i] as number);
  return first + second + (third + fourth);
}

function largest(vector: Float32Array): number {
  let most = 0;
  for (let i = 0; i < vector.length; i++) {
    const size = Math.abs(vector[i] as number);
    if (size > most) most = size;
  }
  return most;
}
