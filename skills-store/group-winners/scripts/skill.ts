import { bestScorer } from "#skills/best-scorer";

/**
 * For each group of people, give the name of the one with the highest score; of several, the first.
 * A group without people gives the empty text.
 */
export function groupWinners(groups: { name: string; score: number }[][]): string[] {
  return groups.map(bestScorer);
}
