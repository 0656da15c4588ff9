/** A table in four bits a number, with a scale a row. */
export interface QuantizedTable {
  dimension: number;
  /** Row by row: number `d` in the high bits of byte `d`, number `d + dimension / 2` in its low bits; 8 is zero. */
  packed: Uint8Array;
  scales: Float32Array;
}

/** Shares of a row's largest number that are tried as the largest that can be written. */
const CLIPS = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6];

/** Rounds each row to the scale that changes it least. */
export function quantize(table: Float32Array, dimension: number): QuantizedTable {
  const rows = table.length / dimension;
  const half = dimension / 2;
  const packed = new Uint8Array(rows * half).fill(0x88);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = table.subarray(row * dimension, (row + 1) * dimension);
    const scale = bestScale(values);
    scales[row] = scale;
    if (scale === 0) continue;
    for (let d = 0; d < half; d++) {
      const high = rounded(values[d] as number, scale) + 8;
      const low = rounded(values[d + half] as number, scale) + 8;
      packed[row * half + d] = high * 16 + low;
    }
  }
  return { dimension, packed, scales };
}

/** The table as the model computes with it. */
export function dequantize({ packed, scales, dimension }: QuantizedTable): Float32Array {
  const half = dimension / 2;
  const table = new Float32Array(scales.length * dimension);
  for (let row = 0; row < scales.length; row++) {
    const scale = scales[row] as number;
    for (let d = 0; d < half; d++) {
      const byte = packed[row * half + d] as number;
      table[row * dimension + d] = ((byte >> 4) - 8) * scale;
      table[row * dimension + d + half] = ((byte & 15) - 8) * scale;
    }
  }
  return table;
}

function bestScale(values: Float32Array): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let best = { scale: 0, error: Infinity };
  for (const clip of CLIPS) {
    const scale = Math.fround((largest * clip) / 7);
    if (scale === 0) continue;
    const error = values.reduce((sum, value) => sum + (value - rounded(value, scale) * scale) ** 2, 0);
    if (error < best.error) best = { scale, error };
  }
  return best.scale;
}

function rounded(value: number, scale: number): number {
  return Math.max(-8, Math.min(7, Math.round(value / scale)));
}
