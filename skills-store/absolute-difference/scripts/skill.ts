/** Say how far apart two numbers are: the larger minus the smaller. */
export function absoluteDifference(a: number, b: number): number {
  return Math.abs(a - b);
}
