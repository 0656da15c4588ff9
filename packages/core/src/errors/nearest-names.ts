/**
 * The names that somebody may have meant by one that does not exist: up to three that share most with it, best first.
 * @param least how much they must share, from 0 to 1
 */
export function nearestNames(name: string, names: readonly string[], least: number = 0.5): string[] {
  const wanted = pairsOf(name);
  const scored = names.map((candidate) => {
    const pairs = pairsOf(candidate);
    const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
    return { candidate, likeness: (2 * shared) / (wanted.size + pairs.size) };
  });
  return scored
    .filter(({ likeness }) => likeness > least)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Neighbouring letters; the ends count as letters, so that one too many or too few costs little. */
function pairsOf(text: string): Set<string> {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2)));
}
