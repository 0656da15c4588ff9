/** Numbers from 0 to below 1, the same for a seed on every machine (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The whole numbers below `count`: blocks of `size` that follow each other, in an order by chance. */
export function shuffledBlocks(count: number, size: number, random: () => number): number[] {
  const first = Math.floor(random() * size);
  const blocks = shuffledIndices(Math.ceil((count + size) / size), random);
  return [...blocks].flatMap((block) =>
    Array.from({ length: size }, (_, i) => block * size + i - first).filter((i) => i >= 0 && i < count),
  );
}

/** The whole numbers below `count` in an order by chance. */
function shuffledIndices(count: number, random: () => number): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [indices[i], indices[j]] = [indices[j] as number, indices[i] as number];
  }
  return indices;
}
