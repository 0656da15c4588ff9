import { expect, test } from "vitest";
import { count, duration, percent, pValue, share } from "./numbers.ts";
import { wrap } from "./wrap.ts";

test("says numbers as people do", () => {
  expect([count(1, "task"), count(0, "task"), count(1200, "task")]).toEqual([
    "1 task",
    "0 tasks",
    "1,200 tasks",
  ]);
  expect([share(1, 3), share(0, 0)]).toEqual(["33 %", "–"]);
  expect([percent(0.7616), percent(0.8999), percent(1)]).toEqual(["76 %", "89 %", "100 %"]);
  expect([duration(420), duration(9_949), duration(9_951), duration(119_600)]).toEqual([
    "0.4 s",
    "9.9 s",
    "10 s",
    "2 min 0 s",
  ]);
  expect([pValue(1), pValue(0.0312), pValue(4.06e-7)]).toEqual(["1", "0.031", "4.1e-7"]);
});

test("breaks sentences between words", () => {
  expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  expect(wrap("unbreakableword x", 5)).toEqual(["unbreakableword", "x"]);
});
