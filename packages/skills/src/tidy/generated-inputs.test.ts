import { canonicalJson, type Json, parseSignature, valueFits } from "@portolan/core";
import { describe, expect, it } from "vitest";
import { generatedInputs } from "./generated-inputs.ts";

const texts = (inputs: Json[][]): string[] => inputs.map(canonicalJson);

describe("generated inputs", () => {
  it.each([
    "(n: number) => number",
    "(xs: number[], n: number) => number[]",
    "(text: string, flag: boolean) => string",
    "(rows: { name: string; scores: number[] }[][]) => string[]",
  ])("for %s have its types, are all different, and the same every time", (signature) => {
    const inputs = generatedInputs(signature, [], 100);
    expect(inputs.length).toBeGreaterThan(50);
    expect(new Set(texts(inputs)).size).toBe(inputs.length);
    const { parameters } = parseSignature(signature);
    for (const input of inputs)
      expect(parameters.every(({ type }, i) => valueFits(type, input[i] ?? null))).toBe(true);
    expect(texts(generatedInputs(signature, [], 100))).toEqual(texts(inputs));
  });

  it("have the edges: nothing, zero, negative, not whole, beyond ASCII, repeated", () => {
    const numbers = texts(generatedInputs("(n: number) => number", [], 100));
    expect(numbers).toEqual(expect.arrayContaining(["[0]", "[-1]", "[0.5]", "[-1.5]"]));
    const strings = texts(generatedInputs("(text: string) => string", [], 100));
    expect(strings).toEqual(expect.arrayContaining(['[""]', '[" "]', '["😀"]', '["one\\ntwo\\n"]']));
    const lists = texts(generatedInputs("(xs: number[]) => number", [], 100));
    expect(lists).toEqual(expect.arrayContaining(["[[]]", "[[0]]", "[[0,0]]", "[[1,0,1]]"]));
  });

  it("have coincidences: equal parameters, and one that is an item of a list", () => {
    const bounds = generatedInputs("(n: number, low: number, high: number) => number", [], 200);
    expect(bounds.some(([n, low, high]) => n === high && Number(low) > Number(high))).toBe(true);
    expect(bounds.filter(([n, low]) => n === low).length).toBeGreaterThan(10);
    const lists = generatedInputs("(words: string[], word: string) => number", [], 200);
    const within = lists.filter(([words, word]) => (words as string[]).indexOf(word as string) > 0);
    expect(within.length).toBeGreaterThan(10);
  });

  it("put what the pool has together anew, and repeat none of it", () => {
    const pool = [
      ["zebra", 77],
      ["gnu", 88],
    ];
    const inputs = generatedInputs("(text: string, n: number) => string", pool, 400);
    expect(texts(inputs)).toEqual(expect.arrayContaining(['["zebra",88]', '["gnu",77]']));
    for (const input of pool) expect(texts(inputs)).not.toContain(canonicalJson(input));
  });

  it("of types that nothing can be made for are those of the pool", () => {
    const signature = "(item: string | null, n: number) => string";
    expect(generatedInputs(signature, [], 10)).toEqual([]);
    const items = generatedInputs(
      signature,
      [
        ["a", 1],
        [null, 2],
      ],
      50,
    ).map(([item]) => item);
    expect(new Set(items)).toEqual(new Set(["a", null]));
    expect(generatedInputs("() => number", [], 10)).toEqual([]);
  });
});
