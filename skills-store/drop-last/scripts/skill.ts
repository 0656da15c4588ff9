import { backwards } from "#skills/backwards";
import { dropFirst } from "#skills/drop-first";

/** Give a list without its last item. An empty list stays empty. */
export function dropLast(xs: number[]): number[] {
  return backwards(dropFirst(backwards(xs)));
}
