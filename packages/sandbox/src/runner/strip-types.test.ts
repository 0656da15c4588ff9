import { expect, it } from "vitest";
import { sourceColumn } from "./source-position.ts";
import { mappingsOf, stripTypes } from "./strip-types.ts";

it("keeps lines and finds columns again", () => {
  const source =
    "interface A { a: number }\nexport const f = (x: A, y?: number): number => x.a + (y as unknown as number) + here();";
  const stripped = stripTypes(source) as { code: string };
  const line = stripped.code.split("\n")[1] as string;
  const column = sourceColumn(mappingsOf(source), 2, line.indexOf("here") + 1);
  expect(column).toBe((source.split("\n")[1]?.indexOf("here") as number) + 1);
});

it("keeps imports that look unused, and drops those of types", () => {
  const source =
    'import { a, type T } from "#skills/a";\nimport type { U } from "#skills/u";\nexport const b = 1;';
  const { code } = stripTypes(source) as { code: string };
  expect(code).toMatch(/import \{ a,?\s*\} from "#skills\/a"/);
  expect(code).not.toContain("#skills/u");
});

it("says where a source does not parse", () => {
  expect(stripTypes("let a;\nlet x = (;")).toEqual({
    diagnostic: { message: "Unexpected token", line: 2, column: 10, sourceLine: "let x = (;" },
  });
});

it("strips a source once", () => {
  const source = "export const once: number = 1;";
  expect(stripTypes(source)).toBe(stripTypes(source));
});
