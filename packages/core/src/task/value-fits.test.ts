import { expect, it } from "vitest";
import type { Json } from "../json/json.ts";
import { parseType } from "./signature.ts";
import { valueFits } from "./value-fits.ts";

it.each<[string, Json]>([
  ["number", 1],
  ["string[]", []],
  ["{ name: string; tags: string[] }", { name: "x", tags: ["y"], more: 1 }],
  ["string | number", 1],
  ["{ name?: string }", {}],
])("%s can be %j", (type, value) => {
  expect(valueFits(parseType(type), value)).toBe(true);
});

it.each<[string, Json]>([
  ["number", "1"],
  ["number", null],
  ["number[]", [1, "2"]],
  ["number[]", { 0: 1 }],
  ["{ name: string }", { title: "x" }],
  ["{ name: string }", ["x"]],
  ["{ name: string }", null],
])("%s cannot be %j", (type, value) => {
  expect(valueFits(parseType(type), value)).toBe(false);
});
