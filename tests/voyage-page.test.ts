import { readFileSync } from "node:fs";
import type { EpisodeRow, VoyageRecord } from "@portolan/bench";
import { expect, it } from "vitest";
import { type Measured, voyageParts, withParts } from "../packages/cli/scripts/voyage-tables.ts";

const level = { level: 1, tasks: 2, withLibrary: 2, without: 1 };
const row = (right: number) => ({ solved: true, of: 3, right }) as EpisodeRow;
const voyage = (rights: number[]) => ({ rows: rights.map(row) }) as VoyageRecord;
const measured = (suite: string): Measured => ({
  suite,
  budget: 100_000,
  comparison: {
    levels: [level],
    total: { ...level, level: undefined },
    paired: { onlyFirst: 1, onlySecond: 0, pValue: 1 },
    funnel: { tasksShown: 1, retrieved: 1200, called: 4, tasksCalling: 3, loadBearing: 2, nested: 1 },
  },
  withLibrary: voyage([3, 3]),
  without: voyage([3, 2]),
});
const parts = voyageParts(
  [measured("text"), measured("lists")],
  [
    { suite: "lists", skills: 5, wrong: 1 },
    { suite: "text", skills: 4, wrong: 0 },
  ],
);

it("writes the figures of voyages between the markers, and nothing else", () => {
  const page =
    "a <!-- measured:store -->old<!-- end --> b\n<!-- measured:wrong-on-score -->\n\nold\n\n<!-- end -->";
  expect(withParts(page, parts)).toBe(
    `a <!-- measured:store -->${parts["store"]}<!-- end --> b\n<!-- measured:wrong-on-score -->\n\n` +
      "| suite, budget | with library | without |\n| --- | --- | --- |\n" +
      "| text, 100,000 (hidden cases) | 0 of 2 | 1 of 2 |\n| lists, 100,000 (hidden cases) | 0 of 2 | 1 of 2 |\n\n<!-- end -->",
  );
  expect(parts.store).toContain("9 skills, 5 of `lists` and 4 of `text`; 1 of them fail on score (1 and 0).");
  expect(() => withParts("<!-- measured:nothing --><!-- end -->", parts)).toThrow("nothing");
});

it("measures all that the pages show", () => {
  const shown = ["docs/results/first-voyage.md"].flatMap((page) => {
    const text = readFileSync(new URL(`../${page}`, import.meta.url), "utf8");
    return [...text.matchAll(/<!-- measured:([\w-]+) -->[^]*?<!-- end -->/g)].map(([, name]) => name);
  });
  expect(new Set(shown)).toEqual(new Set(Object.keys(parts)));
});
