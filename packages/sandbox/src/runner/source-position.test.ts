import { describe, expect, it } from "vitest";
import { sourceColumn } from "./source-position.ts";
import { stripTypes } from "./strip-types.ts";

/** The column that is found for the last mention of `here` in a line, and the one where it is. */
function found(source: string, line: number): { found: number; real: number } {
  const stripped = stripTypes(source);
  if ("diagnostic" in stripped) throw new Error(stripped.diagnostic.message);
  const column = (stripped.code.split("\n")[line - 1] as string).lastIndexOf("here") + 1;
  return {
    found: sourceColumn(source, line, column),
    real: (source.split("\n")[line - 1] as string).lastIndexOf("here") + 1,
  };
}

describe("a column of stripped code", () => {
  it.each([
    ["behind types of parameters", "export function f(a: string, b: Map<string, number>) { here(); }", 1],
    [
      "behind a type with the same names",
      "export const f = (a: (a: a, b: b) => a, b: a): a => { here(a, b); };",
      1,
    ],
    ["behind as and satisfies", "const x = (y as number) + (z satisfies number) + here;", 1],
    ["behind type arguments", "f<number, string>(g<Record<string, here>>(1), here);", 1],
    ["behind a template", "const t = `${a} (${b?.c} x)`;\nconst x: string = here(t);", 2],
    [
      "behind an optional call in a template",
      "const t: string = `${a?.(1)} ${b}`;\nthrow new Error(here);",
      2,
    ],
    ["in a line that is left alone", "const a = 1;\n  throw new Error(here);", 2],
    ["behind letters of other scripts", "const straße: string = `é`, ø: number = here;", 1],
    ["in a line of types that are gone but for it", "interface A { here: 1 }\ntype B = A; here();", 2],
  ])("%s is found in the source", (_, source, line) => {
    const place = found(source, line);
    expect(place.found).toBe(place.real);
  });

  it("is left as it is in a line that nobody wrote, and behind the end", () => {
    expect(sourceColumn(`const a: number = ${"1+".repeat(2_000)}1;`, 1, 4_000)).toBe(4_000);
    expect(sourceColumn("const a: number = 1;", 7, 3)).toBe(3);
  });
});
