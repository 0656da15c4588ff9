/** A stream of numbers in [0, 1) that depends on the seed alone (xmur3 to start, mulberry32 to go on). */
export function random(seed: string): () => number {
  let state = 1779033703 ^ seed.length;
  for (const char of seed) {
    state = Math.imul(state ^ char.charCodeAt(0), 3432918353);
    state = (state << 13) | (state >>> 19);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from low to high, both included. */
export function integer(next: () => number, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

/** A list of whole numbers from low to high. */
export function integers(next: () => number, count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, () => integer(next, low, high));
}
