import { expect, test } from "vitest";
import { parseExample } from "./parse-example.ts";

test.each([
  ["[3,1] => [1,3]", { input: [[3, 1]], output: [1, 3] }],
  ["[3,1], 2=>5", { input: [[3, 1], 2], output: 5 }],
  ["=> 0", { input: [], output: 0 }],
  ['"a => b" => "b"', { input: ["a => b"], output: "b" }],
  ['{"n": 1}, null => false', { input: [{ n: 1 }, null], output: false }],
])("reads %s", (text, expected) => {
  expect(parseExample(text)).toEqual(expected);
});

test.each(["", "1", "1 =>", "a => 1", "1, => 2", "[1 => 2"])(
  "refuses %j with the text and a way out",
  (text) => {
    expect(() => parseExample(text)).toThrow(
      expect.objectContaining({ code: "usage", value: text, next: expect.stringContaining("--example") }),
    );
  },
);
