import { expect, it } from "vitest";
import { benjaminiHochberg, holm } from "./corrections.ts";

// Benjamini and Hochberg 1995, §4: fifteen comparisons of treatments after infarction. At 0.05 their procedure rejects the first
// four, Bonferroni's (0.05 / 15) and Holm's the first three. statsmodels 0.13 has the values in its own tests (test_multi.py), and its
// multipletests rejects as many.
const infarction = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

it("rejects what the paper of Benjamini and Hochberg rejects", () => {
  expect(benjaminiHochberg(infarction).filter((p) => p <= 0.05)).toHaveLength(4);
  expect(holm(infarction).filter((p) => p <= 0.05)).toHaveLength(3);
});

// R 4.2: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") and "BH"; statsmodels 0.13 says the same.
it("raises p-values as R does", () => {
  const rounded = (values: number[]): number[] => values.map((one) => Number(one.toFixed(10)));
  expect(rounded(holm([0.01, 0.02, 0.03, 0.04, 0.05]))).toEqual([0.05, 0.08, 0.09, 0.09, 0.09]);
  expect(rounded(benjaminiHochberg([0.01, 0.02, 0.03, 0.04, 0.05]))).toEqual([0.05, 0.05, 0.05, 0.05, 0.05]);
});

it("keeps the order in which they came", () => {
  // Wikipedia, "Holm–Bonferroni method": 0.01, 0.04, 0.03, 0.005; H4 and H1 are rejected at 0.05; R: p.adjust(…, "holm").
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([])).toEqual([]);
});
