/** List the scores of some people, in the same order. */
export function scoresOf(people: { name: string; score: number }[]): number[] {
  return people.map((item) => item.score);
}
