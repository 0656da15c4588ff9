import { expect, it } from "vitest";
import { fitEvidence } from "./fit-evidence.ts";
import { SIGNATURE_FITS, type SignatureFit } from "./signature-fit.ts";

const background = (fit: SignatureFit, having: number, of = 200) =>
  Array.from({ length: of }, (_, i) => (i < having ? fit : undefined));

it("says the more, the rarer the fit is among skills of that kind", () => {
  const values = [0, 10, 50, 200].map((having) => fitEvidence(background("exact", having)).exact);
  expect(values.toSorted((a, b) => b - a)).toEqual(values);
  expect(values[0]).toBeGreaterThan(4 * values[2]!);
  expect(values[3]).toBeLessThan(0.05);
});

it("says little of what helps little", () => {
  const values = fitEvidence([]);
  const ordered = SIGNATURE_FITS.map((fit) => values[fit]);
  expect(ordered.toSorted((a, b) => b - a)).toEqual(ordered);
  expect(values["gives the result type"]).toBeLessThan(values.exact / 5);
});

it("stays between 0 and 1 in a library of any size", () => {
  for (const size of [0, 10, 400, 100_000])
    for (const value of Object.values(fitEvidence(background("exact", 0, size)))) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(1);
    }
});
