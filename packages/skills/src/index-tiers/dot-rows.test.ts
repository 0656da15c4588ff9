import fc from "fast-check";
import { expect, it } from "vitest";
import { exactDot, quantiseQuery } from "./quantise.ts";
import { VectorBlock } from "./vector-block.ts";

const dimensions = fc.constantFrom(1, 2, 15, 16, 17, 48, 384);
const vectors = dimensions.chain((dimension) =>
  fc.array(
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimension, maxLength: dimension }),
    { minLength: 2, maxLength: 40 },
  ),
);

it("multiplies as JavaScript does, and knows how far bytes are off", () => {
  fc.assert(
    fc.property(vectors, ([query, ...rows]) => {
      const block = new VectorBlock(query!.length, 1);
      for (const row of rows) block.add(Float32Array.from(row));
      const wanted = Float32Array.from(query!);
      const quantised = quantiseQuery(wanted);
      const dots = block.dots(quantised);
      const width = quantised.codes.length;
      for (const row of rows.keys()) {
        const codes = block.codes.subarray(row * width, (row + 1) * width);
        expect(dots[row]).toBe(codes.reduce((sum, code, i) => sum + code * quantised.codes[i]!, 0));
        const rough = dots[row]! * quantised.scale * block.scales[row]!;
        const slack = quantised.norm * block.errors[row]! + quantised.error * block.norms[row]!;
        const exact = block.cosinesWith(wanted)(row);
        expect(exact).toBe(exactDot(wanted, Float32Array.from(rows[row]!)));
        expect(Math.abs(rough - exact)).toBeLessThanOrEqual(slack);
      }
    }),
  );
});

it("does not overflow with the largest numbers there can be", () => {
  for (const dimension of [16, 1_024, 8_192]) {
    const ones = new Float32Array(dimension).fill(1);
    const block = new VectorBlock(dimension);
    block.add(ones);
    const query = quantiseQuery(ones);
    const rough = block.dots(query)[0]! * query.scale * block.scales[0]!;
    const slack = query.norm * block.errors[0]! + query.error * block.norms[0]!;
    expect(Math.abs(rough - dimension)).toBeLessThanOrEqual(slack);
  }
});
