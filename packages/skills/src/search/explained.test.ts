import { expect, it } from "vitest";
import { explained } from "./explained.ts";

const examples = [
  { input: [[3, 1]], output: [1, 3] },
  { input: [[]], output: [] },
];
const gives = (...values: unknown[]) => values.map((value) => ({ ok: true, value }) as never);

it("counts what is right, and less what is nearly right", () => {
  expect(explained(examples, gives([1, 3], []))).toEqual({ value: 1, exact: 2 });
  const half = explained(examples, gives([9], []));
  const nearly = explained(examples, gives([3, 1], []));
  expect([half.exact, nearly.exact]).toEqual([1, 1]);
  expect(nearly.value).toBeGreaterThan(half.value);
  expect(nearly.value).toBeLessThan(1);
});

it("counts failures and missing results for nothing", () => {
  expect(explained(examples, [{ ok: false, failure: "timeout" }])).toEqual({ value: 0, exact: 0 });
});

it("sees texts that differ in case and marks only", () => {
  const [texts] = [[{ input: ["a"], output: "Jane-Doe" }]];
  expect(explained(texts, gives("jane doe")).value).toBeGreaterThan(0);
  expect(explained(texts, gives("john")).value).toBe(0);
});
