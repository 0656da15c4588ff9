/**
 * List by how much each item of a list exceeds the item before it: the second minus the first, the
 * third minus the second, and so on. With fewer than two items the result is empty.
 */
export function differences(xs: number[]): number[] {
  return xs.slice(1).map((x, i) => x - (xs.at(i) ?? 0));
}
