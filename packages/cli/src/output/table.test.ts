import { expect, test } from "vitest";
import { table } from "./table.ts";

const columns = [
  { title: "name" },
  { title: "n", align: "right" as const },
  { title: "text", flexible: true },
];

test("aligns columns, numbers to the right, without spaces at line ends", () => {
  expect(
    table(columns, [
      ["a", "10", "short"],
      ["longer", "2", ""],
    ]),
  ).toEqual(["name     n  text", "a       10  short", "longer   2"]);
});

test("clips the flexible column and no other to the width", () => {
  const lines = table(columns, [["a-long-name", "1", "a text that is far too long for the width"]], {
    width: 40,
  });
  expect(lines[1]).toBe("a-long-name  1  a text that is far too…");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
});

test("counts columns, not characters", () => {
  const [, wide, narrow] = table(
    [{ title: "x" }, { title: "y" }],
    [
      ["日本", "1"],
      ["ab", "2"],
    ],
  );
  expect([wide, narrow]).toEqual(["日本  1", "ab    2"]);
});
