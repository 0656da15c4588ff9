import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { parseSignature } from "../task/signature.ts";
import { shapeOf } from "./read-shape.ts";
import { fitsShape } from "./shape.ts";
import { simplerInputs } from "./simpler-inputs.ts";

/** Goes to a simpler input as long as there is one that will do. */
function simplest(shapes: ReturnType<typeof shapeOf>[], start: Json[], willDo: (input: Json[]) => boolean) {
  let input = start;
  for (let steps = 0; ; steps++) {
    const next = simplerInputs(shapes, input).find(willDo);
    if (!next) return { input, steps };
    input = next;
  }
}

it("comes to an end, and stays within the type", () => {
  const type = "{ name: string; tags?: (string | number)[]; size: [number, boolean] }";
  const shapes = [shapeOf(parseSignature(`(x: ${type}) => number`).parameters[0]!.type)];
  const value = fc.record({
    name: fc.string({ unit: "grapheme" }),
    tags: fc.array(fc.oneof(fc.string(), fc.integer())),
    size: fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), fc.boolean()),
  });
  fc.assert(
    fc.property(value, (start) => {
      const fits = (input: Json[]): boolean => fitsShape(shapes[0]!, input[0] as Json);
      expect(simplerInputs(shapes, [start]).filter((one) => !fits(one))).toEqual([]);
      expect(simplest(shapes, [start], () => true).input).toEqual([{ name: "", size: [0, false] }]);
    }),
    { numRuns: 40, seed: 3 },
  );
});

it("keeps what matters", () => {
  const shapes = [shapeOf({ kind: "array", of: { kind: "number" } })];
  const { input } = simplest(shapes, [[4, 80, -3, 17, 99, 3]], ([xs]) =>
    (xs as number[]).some((x) => x > 12),
  );
  expect(input).toEqual([[13]]);
  const text = simplest([{ kind: "string" }], ["so it is, é or not"], ([t]) => (t as string).includes("é"));
  expect(text.input).toEqual(["é"]);
});
