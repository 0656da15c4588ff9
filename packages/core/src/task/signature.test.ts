import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PortolanError } from "../errors/portolan-error.ts";
import { parseSignature, parseType, signatureText, typeText, type ValueType } from "./signature.ts";

const valueType: fc.Arbitrary<ValueType> = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<ValueType>({ kind: "number" }, { kind: "string" }, { kind: "boolean" }),
    tie("type").map((of): ValueType => ({ kind: "array", of })),
    fc
      .dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("type"), {
        minKeys: 1,
        maxKeys: 3,
        noNullPrototype: true,
      })
      .map((fields): ValueType => ({ kind: "record", fields })),
  ),
})).type;

describe("parseType", () => {
  it("reads back what typeText writes", () => {
    fc.assert(
      fc.property(valueType, (type) => {
        expect(parseType(typeText(type))).toEqual(type);
      }),
    );
  });

  it("reads the other ways to write an array", () => {
    expect(parseType("Array<Array<string>>")).toEqual(parseType("string[][]"));
    expect(parseType("(number)[]")).toEqual(parseType("number[]"));
  });

  it("leaves to the type checker what it does not know", () => {
    expect(parseType("string | undefined")).toEqual({ kind: "other", text: "string | undefined" });
    expect(parseType("string | number[]")).toEqual({ kind: "other", text: "string | number[]" });
    expect(parseType("(string | number)[]")).toEqual({
      kind: "array",
      of: { kind: "other", text: "string | number" },
    });
    expect(typeText(parseType("(string | number)[]"))).toBe("(string | number)[]");
  });
});

describe("parseSignature", () => {
  it("reads parameters and result", () => {
    const signature = parseSignature("(rows: { name: string; tags: string[] }[], n: number) => boolean");
    expect(signature.parameters.map(({ name }) => name)).toEqual(["rows", "n"]);
    expect(signature.result).toEqual({ kind: "boolean" });
    expect(signatureText(signature)).toBe("(rows: { name: string; tags: string[] }[], n: number) => boolean");
  });

  it("reads a function without parameters", () => {
    expect(parseSignature("() => number").parameters).toEqual([]);
  });

  it.each([
    "number[]",
    "(xs) => number",
    "xs: number => number",
    "",
    "(a: number, a: number) => number",
    "(delete: number) => number",
  ])("refuses %j", (text) => {
    expect(() => parseSignature(text)).toThrow(PortolanError);
  });
});
