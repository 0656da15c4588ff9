import { expect, it } from "vitest";
import { stripTypes } from "./strip-types.ts";

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
