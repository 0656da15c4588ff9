import fc from "fast-check";
import { expect, it } from "vitest";
import { insteadOf, moduleInsteadOf } from "./instead.ts";

it("offers few names all, the likeliest first", () => {
  expect(insteadOf("betta", ["gamma", "alpha", "beta"])).toEqual({
    available: ["beta", "alpha", "gamma"],
    clause: "Did you mean beta? There is also: alpha, gamma.",
  });
});

it("offers of many those that are alike, else the first, else nothing", () => {
  const many = Array.from({ length: 30 }, (_, i) => `skill-${i}`);
  expect(insteadOf("first-line", [...many, "first-lines"])).toEqual({
    available: ["first-lines"],
    clause: "Did you mean first-lines?",
  });
  expect(insteadOf("zzz", many)?.clause).toMatch(/^There is: skill-0, .*, and 22 more\.$/);
  expect(insteadOf("zzz", many, { onlyAlike: true })).toBeUndefined();
  expect(insteadOf("zzz", [])).toBeUndefined();
});

it("does not take what all modules begin with for likeness", () => {
  const linked = Array.from({ length: 20 }, (_, i) => `#skills/${"abcdefghijklmnopqrstuvw"[i]}${i}`);
  expect(moduleInsteadOf("#skills/first-lin", [...linked, "#skills/first-line"])?.available).toEqual([
    "#skills/first-line",
  ]);
});

it("offers the same, and at most eight, whatever the order and the names", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ maxLength: 200 })), (missing, names) => {
      const offer = insteadOf(missing, names);
      expect(insteadOf(missing, names.toReversed())).toEqual(offer);
      expect(offer?.available.length ?? 0).toBeLessThanOrEqual(8);
      for (const name of offer?.available ?? []) expect(names).toContain(name);
    }),
  );
});
