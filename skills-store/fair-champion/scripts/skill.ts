import { bestFairRow } from "#skills/best-fair-row";

/**
 * Give the name of the player with the best fair mean: one lowest and one highest of the player's
 * scores are left out and the mean of the rest is rounded down (0 for fewer than three scores). Of
 * several, the first; without players, the empty text.
 */
export function fairChampion(players: { name: string; scores: number[] }[]): string {
  const value = bestFairRow(players.map((player) => player.scores));
  return (players.at(value) ?? { name: "", scores: [] }).name;
}
