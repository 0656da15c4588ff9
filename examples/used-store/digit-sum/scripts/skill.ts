/** The sum of the digits of a number. */
export function digitSum(n: number): number {
  return [...String(Math.abs(n))].reduce((sum, digit) => sum + Number(digit), 0);
}
