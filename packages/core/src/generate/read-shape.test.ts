import { expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { parseType } from "../task/signature.ts";
import { shapeOf } from "./read-shape.ts";
import { fitsShape } from "./shape.ts";

it.each<[type: string, fits: Json[], fitsNot: Json[]]>([
  ["number", [0, -1.5], ["0", null]],
  ["string | null", ["", null], [1, []]],
  ['"a" | \'b"c\' | 3 | true', ["a", 'b"c', 3, true], ["b", 4, false]],
  ["(string | number)[]", [[], ["a", 1]], [[null], "a"]],
  ["readonly string[][]", [[["a"]]], [["a"]]],
  ["[string, number]", [["a", 1]], [["a"], ["a", 1, 2], [1, "a"]]],
  [
    "{ a: number; b?: string }",
    [{ a: 1 }, { a: 1, b: "" }, { a: 1, c: 1 }],
    [{ b: "" }, { a: 1, b: 2 }, null],
  ],
  ["{ a: string | undefined; b: { c: number | undefined } }", [{ b: {} }], [{ a: "x" }, { a: 1, b: {} }]],
  ["Record<string, number[]>", [{}, { a: [1] }], [{ a: 1 }, []]],
  ["{ [name: string]: boolean }", [{ a: true }], [{ a: 1 }]],
  ["Array<{ name: string, tags: string[] }>", [[{ name: "a", tags: [] }]], [[{ name: "a" }]]],
  ["string | undefined", ["a"], [null]],
])("reads %s", (type, fits, fitsNot) => {
  const shape = shapeOf(parseType(type));
  expect(fits.filter((value) => !fitsShape(shape, value))).toEqual([]);
  expect(fitsNot.filter((value) => fitsShape(shape, value))).toEqual([]);
});

it.each(["Map<string, number>", "(a: number) => number", "Date", "{ a(): number }", "number &", "undefined"])(
  "does not know what %s holds",
  (type) => expect(shapeOf({ kind: "other", text: type })).toEqual({ kind: "unknown" }),
);
