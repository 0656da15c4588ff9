import { z } from "zod";

/** As a number, or as the text of one: `Number` itself would read `""`, `true` and `[7]` as numbers too. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  const error = `it is not a whole number ${range}`;
  const text = z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number);
  return z
    .union([z.number(), text], { error })
    .pipe(z.int({ error }).min(least, { error }).max(most, { error }));
}

/** Milliseconds that a timer can wait: a longer one would end at once. */
export const timerMs = wholeNumber(1, 2 ** 31 - 1);

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
