import { expect, it } from "vitest";
import { placesIn, withPlaces } from "./quickjs-stack.ts";

const moduleOf = (code: string) => (name: string) =>
  name === "subject.ts?2" ? { filename: "subject.ts", code } : undefined;

it.each([
  ["a call, at its parenthesis", "  f(x);", 4, 3],
  ["the call of a method", "  a.b.f(x);", 8, 7],
  ["a construction", "  throw new Error();", 18, 9],
  ["a construction of what a namespace holds", "  new a.b.C(1);", 12, 3],
  ["a returned call, at the return", "  return a.f(x);", 3, 12],
  ["a read property, at the dot", "  x.y;", 4, 5],
  ["the call of a result, which has no name", "  f()();", 6, 6],
  ["anything else", "  throw x;", 3, 3],
])("points where V8 would for %s", (_, code, column, shown) => {
  const stack = `    at f (subject.ts?2:1:${column})\n    at map (native)\n`;
  expect(withPlaces(stack, moduleOf(code))).toBe(`    at subject.ts:1:${shown}\n    at map (native)\n`);
});

it("leaves the frames of modules that it does not know", () => {
  const stack = "    at tool (portolan:guest:3:9)\n    at subject.ts?2:7:1";
  expect(withPlaces(stack, () => undefined)).toBe(stack);
  expect(placesIn(stack)).toEqual([
    { name: "portolan:guest", line: 3, column: 9 },
    { name: "subject.ts?2", line: 7, column: 1 },
  ]);
});
