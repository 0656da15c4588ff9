import { z } from "zod";

/** As a number, or as the text of one: `Number` itself would read `""`, `true` and `[7]` as numbers too. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const error = `it is not a whole number of ${least} or more`;
  const text = z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number);
  return z.union([z.number(), text], { error }).pipe(z.int({ error }).min(least).max(most));
}

/** An amount of 0 or more, or above 0, as a number or as the text of one. */
export function amount(error: string, { above }: { above: boolean }) {
  const text = z
    .string()
    .regex(/^\d*\.?\d+$/)
    .transform(Number);
  const number = z.number({ error });
  return z
    .union([z.number(), text], { error })
    .pipe(above ? number.gt(0, { error }) : number.min(0, { error }));
}
