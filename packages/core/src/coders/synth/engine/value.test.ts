import { describe, expect, it } from "vitest";
import { copyOfType, fingerprint, sameValue } from "./value.ts";

const limits = { stringLength: 10, arrayLength: 3, argument: 100 };

describe("fingerprint", () => {
  it("tells different values apart", () => {
    const values = [
      [0],
      [1],
      [-1],
      [0.5],
      [""],
      ["0"],
      [false],
      [true],
      [[]],
      [[0]],
      [[[]]],
      [[0, 0]],
      [["", ""]],
      [{ a: 1 }],
      [1, 0],
      [0, 1],
    ];
    expect(new Set(values.map((value) => fingerprint(value as never, limits))).size).toBe(values.length);
  });

  it("is the same for -0 and 0, as JSON is", () => {
    expect(fingerprint([-0], limits)).toBe(fingerprint([0], limits));
  });

  it.each([[Number.NaN], [Infinity], [2 ** 60], ["long enough to be refused"], [[1, 2, 3, 4]], [undefined]])(
    "refuses %j",
    (value) => {
      expect(fingerprint([value as never], limits)).toBeUndefined();
    },
  );
});

describe("copyOfType", () => {
  it("copies what is of the type and refuses what is not", () => {
    const type = { kind: "record", fields: { tags: { kind: "array", of: { kind: "string" } } } } as const;
    const original = { tags: ["a"], more: 1 };
    const copy = copyOfType(original, type);
    expect(copy).toEqual({ tags: ["a"] });
    original.tags.push("b");
    expect(copy).toEqual({ tags: ["a"] });
    for (const wrong of [{ tags: [1] }, { tags: "a" }, [], null, undefined])
      expect(copyOfType(wrong, type)).toBeUndefined();
  });
});

describe("sameValue", () => {
  it("compares as JSON does", () => {
    expect(sameValue([{ a: [1, "x"] }], [{ a: [1, "x"] }])).toBe(true);
    expect(sameValue([1], { 0: 1 })).toBe(false);
    expect(sameValue(undefined, undefined)).toBe(true);
  });
});
