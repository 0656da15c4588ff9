/**
 * The chance that chi-square with one degree of freedom is at least so large, with a relative error below 1.2e-7. It is
 * erfc(√(x/2)), by the Chebyshev fit of Numerical Recipes (Press et al. 1992, §6.2).
 */
export function chiSquareTail(chiSquare: number): number {
  const x = Math.sqrt(chiSquare / 2);
  const t = 1 / (1 + x / 2);
  const exponent = fit.reduce((sum, coefficient) => sum * t + coefficient, 0);
  return x === 0 ? 1 : t * Math.exp(-x * x + exponent);
}

const fit = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196,
  1.00002368, -1.26551223,
];
