import { typeRelationConformance } from "@portolan/core/testing";
import { afterAll, expect, it } from "vitest";
import { createSandbox } from "../create-sandbox.ts";

typeRelationConformance("a sandbox", () => createSandbox({ children: 1 }));

const sandbox = createSandbox({ children: 1 });
afterAll(() => sandbox[Symbol.asyncDispose]());

it("lets no signature do more than be a type", async () => {
  const good = "(xs: number[]) => number";
  const bad = [
    "() => number; type X = 1",
    "() => number /*",
    "() => `",
    "Portolan$0",
    "// @ts-ignore\n() => number",
    "() => \ud800",
    `() => ${"x".repeat(20_000)}`,
  ];
  const relations = await sandbox.relate(good, [...bad.flatMap((one) => [one, good]), "(xs: number[]) => 1"]);
  expect(relations.filter((_, i) => i % 2 === 0).slice(0, bad.length)).toEqual(bad.map(() => "none"));
  expect(relations.filter((_, i) => i % 2 === 1)).toEqual(bad.map(() => "same"));
  expect(relations.at(-1)).toBe("assignable");
});
