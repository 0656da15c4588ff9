/** Give a list without its first item. An empty list stays empty. */
export function dropFirst(xs: number[]): number[] {
  return xs.slice(1);
}
