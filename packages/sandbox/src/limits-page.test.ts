import { readFileSync } from "node:fs";
import { limitNames, limitSpecs } from "@portolan/core";
import { expect, it } from "vitest";

const page = readFileSync(new URL("../../../docs/sandbox.md", import.meta.url), "utf8");
const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));

it.each(limitNames)("the page on the sandbox says what the limit %s is", (name) => {
  const { default: value, unit, outcome, counts } = limitSpecs[name];
  const row = rows.find((cells) => cells[1] === name);
  expect(row?.slice(2, 6)).toEqual([value.toLocaleString("en-US"), unit, outcome, counts]);
});
