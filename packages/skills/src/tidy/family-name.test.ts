import { describe, expect, it } from "vitest";
import { familyDescription, familyNames } from "./family-name.ts";

const count = { name: "count", type: "number", values: [3, 5] };
const mark = { name: "endMark", type: "string", values: [",", ";"] };

describe("the name of a family", () => {
  it.each([
    [["take-3", "take-5"], "take"],
    [["take3", "take5"], "take"],
    [["text-before-comma", "text-before-dot"], "text-before"],
    [["first-word", "last-word"], "word"],
    [["drop-two-items", "keep-two-of"], "two"],
    [["alpha", "beta"], "alpha-by-count"],
    [["new-1", "new-2"], "new-by-count"],
  ])("of %j is %s", (members, name) => {
    expect(familyNames(members, [count])[0]).toBe(name);
  });

  it("goes on with its parameters when the first one is taken", () => {
    expect(familyNames(["take-3", "take-5"], [count, mark]).slice(0, 3)).toEqual([
      "take",
      "take-by-count-and-end-mark",
      "take-by-count-and-end-mark-2",
    ]);
  });
});

describe("the description of a family", () => {
  const described = (...texts: string[]): { name: string; description: string }[] =>
    texts.map((description, i) => ({ name: `take-${i}`, description }));

  it("says the parameter where those of the members say their constants, as numbers or words", () => {
    const members = described("Give the first 3 items.", "Give the first five items.");
    expect(familyDescription(members, [count])).toBe("Give the first count items.");
    const quoted = described("Split at ','.", "Split at ';'.");
    expect(familyDescription(quoted, [mark])).toBe("Split at 'endMark'.");
  });

  it.each([
    ["their words differ", described("Give the first 3 items.", "Keep the first 5 items.")],
    ["their lengths differ", described("Give 3.", "Give the first 5.")],
    ["they do not say their constants", described("Give some.", "Give some.")],
    ["a constant is a part of another word", described("Give a30.", "Give a50.")],
  ])("names the members when %s", (_, members) => {
    expect(familyDescription(members, [count])).toMatch(
      /^What take-0, take-1 have in common\. In take-0, count is 3: Give/,
    );
  });
});
