export function sum(xs: number[]): number {
  return xs.reduce((total, x) => total + x, 0);
}

export function largest(xs: number[]): number {
  return xs.length === 0 ? 0 : Math.max(...xs);
}

export function smallest(xs: number[]): number {
  return xs.length === 0 ? 0 : Math.min(...xs);
}

export function firstItem(xs: number[]): number {
  return xs[0] ?? 0;
}

export function lastItem(xs: number[]): number {
  return xs.at(-1) ?? 0;
}

export function isEven(n: number): boolean {
  return n % 2 === 0;
}

export function isMultiple(n: number, divisor: number): boolean {
  return divisor !== 0 && n % divisor === 0;
}

export function absoluteDifference(a: number, b: number): number {
  return Math.abs(a - b);
}

export function clamp(n: number, low: number, high: number): number {
  return Math.min(Math.max(n, low), high);
}

export function quotient(total: number, parts: number): number {
  return parts > 0 ? Math.floor(total / parts) : 0;
}

export function countUp(n: number): number[] {
  return Array.from({ length: Math.max(0, n) }, (_, index) => index + 1);
}

export function countOf(xs: number[], n: number): number {
  return xs.filter((x) => x === n).length;
}

export function backwards(xs: number[]): number[] {
  return xs.toReversed();
}

export function sortAscending(xs: number[]): number[] {
  return xs.toSorted((a, b) => a - b);
}

export function dropFirst(xs: number[]): number[] {
  return xs.slice(1);
}

export function dropLast(xs: number[]): number[] {
  return xs.slice(0, -1);
}
