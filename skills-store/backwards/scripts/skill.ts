/** Turn a list around, so that its last item comes first. An empty list stays empty. */
export function backwards(xs: number[]): number[] {
  return xs.toReversed();
}
