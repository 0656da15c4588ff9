import { parseSignature } from "@portolan/core";
import { expect, it } from "vitest";
import { signatureFit } from "./signature-fit.ts";

it.each([
  ["(xs: number[]) => number", "(list: Array<number>) => number", "exact"],
  ["(a: { x: number; y: string }) => string", "(b: { y: string; x: number }) => string", "exact"],
  ["(xs: number[], n: number) => number", "(xs: number[]) => number", "same result from the given types"],
  [
    "(xs: number[]) => number[]",
    "(xs: number[], n: number) => number[]",
    "same result from the given types and constants",
  ],
  ["(words: string[]) => string[]", "(word: string) => string", "usable on elements"],
  ["(words: string[]) => number", "(word: string) => string", "usable on elements"],
  ["(line: string) => string[]", "(xs: number[]) => string[]", "gives the result type"],
  ["(line: string) => number", "(line: string) => boolean[]", "takes the given types"],
  ["(lines: string[]) => string[]", "(line: string) => boolean", "usable on elements"],
  ["(orders: { lines: number[] }[]) => number", "(lines: number[]) => number", "usable on elements"],
  ["(line: string) => string", "(xs: number[]) => boolean", undefined],
])("for %s, %s is: %s", (goal, skill, fit) => {
  expect(signatureFit(parseSignature(goal), parseSignature(skill))).toBe(fit);
});
