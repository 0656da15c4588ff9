/** Tell whether a whole number is even. */
export function isEven(n: number): boolean {
  return n === 2 * Math.floor(n / 2);
}
