import { positionOfLargest } from "#skills/position-of-largest";
import { scoresOf } from "#skills/scores-of";

/**
 * Give the name of the person with the highest score; of several, the first in the list. Without
 * people, the name is the empty text.
 */
export function bestScorer(people: { name: string; score: number }[]): string {
  const value = positionOfLargest(scoresOf(people));
  return (people.at(value) ?? { name: "", score: 0 }).name;
}
