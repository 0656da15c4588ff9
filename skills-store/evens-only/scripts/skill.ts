import { isEven } from "#skills/is-even";

/** Keep only the even numbers of a list, in their order. */
export function evensOnly(xs: number[]): number[] {
  return xs.filter(isEven);
}
