import { fileURLToPath } from "node:url";
import { readEvents } from "@portolan/core";
import { expect, test } from "vitest";
import { textWidth } from "../output/text-width.ts";
import { liveLines } from "./live-lines.ts";
import { advance, type Progress, startProgress } from "./progress.ts";
import { taskLine } from "./task-line.ts";

/** Two episodes: one admitted at the first attempt, one refused by the gate three times. */
const { events } = readEvents(fileURLToPath(new URL("recorded-voyage.jsonl", import.meta.url)));
const start = startProgress({
  title: "with library",
  library: true,
  inWorld: false,
  total: 2,
  evaluations: 20_000,
});
const view = { columns: 80, titleColumns: 12, elapsedMs: 83_000, style: (_: string, text: string) => text };

function upTo(seq: number): Progress {
  return events.filter((event) => event.seq <= seq).reduce(advance, start);
}

test("before anything is written it says that it searches", () => {
  expect(liveLines(upTo(2), view)).toEqual([
    "with library  task 1/2  ────────────────────────────────────────  1:23",
    "  goal       Give a list without its last item. An empty list stays empty.",
    "  retrieved  backwards, drop-first, last-item, sort-ascending and 4 more",
    "  program    searching…",
    "  verdict",
    "  8 skills · right 0 of 0 · attempt 1 · spent 0 of 20,000 evaluations",
  ]);
});

test("a task that ended stays in place until the next one starts, with the skill counted", () => {
  expect(liveLines(upTo(16), view)).toEqual([
    "with library  task 1/2  ━━━━━━━━━━━━━━━━━━━━────────────────────  1:23",
    "  goal       Give a list without its last item. An empty list stays empty.",
    "  retrieved  backwards, drop-first, last-item, sort-ascending and 4 more",
    "  program    function dropLast(xs: number[]): number[]",
    "  verdict    ✓ admitted",
    "  9 skills · right 1 of 1 · attempt 1 · spent 208 of 20,000 evaluations",
  ]);
});

test("a refused attempt leads to the next, and the last one to the reason", () => {
  expect(liveLines(upTo(36), view).slice(3)).toEqual([
    "  program    function isRising(xs: number[]): boolean",
    "  verdict    ✗ gate-cases: trying again",
    expect.stringMatching(/· right 1 of 1 · attempt 3 · spent \d+,?\d+ of/),
  ]);
  expect(liveLines(upTo(46), view)[4]).toBe("  verdict    – evaluations used up");
  expect(upTo(47)).toMatchObject({ done: 2, solved: 1, right: 1 });
});

test.each([40, 60, 80, 120])("no line is wider than %d columns", (columns) => {
  for (const { seq } of events) {
    for (const line of liveLines(upTo(seq), { ...view, columns })) {
      expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }
  }
});

test("what a terminal would obey is not shown", () => {
  const progress = upTo(2);
  const current = { ...progress.current!, goal: "Count\u001b]0;title\u0007 all\u009b2J." };
  expect(liveLines({ ...progress, current }, view)[1]).toBe("  goal       Count all.");
});

test("an arm without library does not speak of skills", () => {
  const lines = liveLines({ ...upTo(16), library: false }, view);
  expect(lines.join("\n")).not.toMatch(/retrieved|skills/);
});

test("a finished task is one plain line", () => {
  expect(taskLine(upTo(16), { right: 20, of: 20 })).toBe(
    "[with library] 1/2 ✓ lists/drop-last · 20/20 right · 208 evaluations · calls backwards, drop-first · 9 skills",
  );
  expect(taskLine(upTo(16), { right: 19, of: 20 })).toContain("~ lists/drop-last · 19/20 right");
  expect(taskLine(upTo(47), { right: 0, of: 22 })).toMatch(
    /2\/2 – lists\/is-rising · evaluations used up · 20,000 /,
  );
});
