import type { Example } from "./examples.ts";

/** Replaces products by the gradient of the loss with respect to them, and returns the loss: cross-entropy over rows and columns. */
export function toGradients(products: Float32Array, chosen: readonly Example[], temperature: number): number {
  const count = chosen.length;
  const rows = new Float64Array(count);
  const columns = new Float64Array(count);
  const right = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const mine = chosen[i] as Example;
    right[i] = products[i * count + i] as number;
    for (let j = 0; j < count; j++) {
      const other = chosen[j] as Example;
      const same = mine.nameKey === other.nameKey || mine.summaryKey === other.summaryKey;
      // Products of unit vectors are at most 1 / temperature, so nothing overflows.
      const value = same && i !== j ? 0 : Math.exp((products[i * count + j] as number) - 1 / temperature);
      products[i * count + j] = value;
      rows[i] = (rows[i] as number) + value;
      columns[j] = (columns[j] as number) + value;
    }
  }
  let loss = 0;
  for (let i = 0; i < count; i++) {
    loss += Math.log(rows[i] as number) + Math.log(columns[i] as number) + 2 / temperature;
    loss -= 2 * (right[i] as number);
    for (let j = 0; j < count; j++) {
      const value = products[i * count + j] as number;
      const both = value / (rows[i] as number) + value / (columns[j] as number) - (i === j ? 2 : 0);
      products[i * count + j] = both / (2 * count * temperature);
    }
  }
  return loss / (2 * count);
}
