import { expect, it } from "vitest";
import type { EpisodeRow, VoyageRecord } from "../runner/sail.ts";
import { compare } from "./compare.ts";
import { growth, growthChart } from "./growth-chart.ts";

function record(arm: string, right: boolean[], fields: Partial<EpisodeRow> = {}): VoyageRecord {
  const rows = right.map((isRight, i): EpisodeRow => ({
    task: `t${i}`,
    level: 1 + Math.floor(i / 2),
    solved: isRight,
    reason: "",
    change: isRight && arm === "library" ? "added" : undefined,
    attempts: 1,
    evaluations: 10,
    retrieved: [],
    called: [],
    depth: 0,
    librarySize: 0,
    right: isRight ? 2 : 1,
    of: 2,
    ...fields,
  }));
  return { id: arm, suite: "s", arm, seed: 0, rows, resumed: 0 };
}

const library = record("library", [true, true, false, true], {
  retrieved: ["a", "b"],
  called: ["a"],
  depth: 2,
});
const none = record("none", [true, false, false, false]);

it("follows both arms over the size of the library", () => {
  expect(growth(library, none)).toEqual([
    { size: 0, solved: 0, solvedWithout: 0 },
    { size: 1, solved: 1, solvedWithout: 1 },
    { size: 2, solved: 2, solvedWithout: 1 },
    { size: 2, solved: 2, solvedWithout: 1 },
    { size: 3, solved: 3, solvedWithout: 1 },
  ]);
});

it("draws within 70 columns, highest value on top", () => {
  const lines = growthChart(library, none);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
  expect(lines[1]).toMatch(/^ {4}3 ┤ +●$/);
  expect(lines.at(-1)).toMatch(/3 skills$/);
});

it("draws an empty voyage", () => {
  expect(growthChart(record("library", []), record("none", [])).length).toBeGreaterThan(5);
});

it("compares arms by level, in total, and as a funnel", () => {
  const { levels, total, paired, funnel } = compare(library, none);
  expect(levels).toEqual([
    { level: 1, tasks: 2, withLibrary: 2, without: 1 },
    { level: 2, tasks: 2, withLibrary: 1, without: 0 },
  ]);
  expect(total).toMatchObject({ tasks: 4, withLibrary: 3, without: 1 });
  expect(paired).toMatchObject({ onlyFirst: 2, onlySecond: 0, pValue: 0.5 });
  expect(funnel).toEqual({
    tasksShown: 4,
    retrieved: 8,
    called: 4,
    tasksCalling: 4,
    loadBearing: 2,
    nested: 3,
  });
});
