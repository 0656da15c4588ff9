/**
 * Share a total among a number of parts and say how much each part gets, rounded down to a whole
 * number. With no parts, or fewer than none, it is 0.
 */
export function shareOut(total: number, parts: number): number {
  if (parts > 0) return Math.floor(total / Math.max(parts, 1));
  return 0;
}
