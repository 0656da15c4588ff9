import { expect, it } from "vitest";
import { resolveSpecifier } from "./resolve-specifier.ts";

it.each([
  ["#skills/a", "#skills/b", "#skills/a"],
  ["node:fs", "#skills/b", "node:fs"],
  ["./bank.ts", "#synth/engine.ts", "#synth/bank.ts"],
  ["../x/y.ts", "#synth/deep/engine.ts", "#synth/x/y.ts"],
  ["./a/../b.ts", "#synth/engine.ts", "#synth/b.ts"],
  ["../../../x.ts", "#synth/engine.ts", undefined],
])("%s in %s is %s", (specifier, referrer, key) => {
  expect(resolveSpecifier(specifier, referrer)).toBe(key);
});
