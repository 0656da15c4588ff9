import { expect, it } from "vitest";
import { trial } from "../testing/task-result.ts";
import { curveOverEffort, curveOverTasks } from "./learning-curve.ts";
import { levelMilestones, milestoneTimes, namedMilestones } from "./milestones.ts";
import { taskResults } from "./task-result.ts";

/** Cells of arm `a`; each task is written as its level, with a star where it succeeded; one evaluation each. */
const cells = (...rows: string[]) =>
  taskResults(
    rows.flatMap((row, seed) =>
      row.split(" ").map((text, position) =>
        trial({
          arm: "a",
          seed,
          position,
          task: `s/${position}`,
          level: Number.parseInt(text),
          succeeded: text.endsWith("*"),
          evaluations: 1,
        }),
      ),
    ),
  );

it("follows successes over tasks, with a band over the seeds", () => {
  const { points, area } = curveOverTasks(cells("1* 1 2*", "1* 1* 2*"));
  expect(points.map(({ x, mean }) => [x, mean])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1.5],
    [3, 2.5],
  ]);
  // R: quantile(c(2, 3), c(0.1, 0.9)) is 2.1, 2.9.
  expect([points[3]?.lower, points[3]?.upper]).toEqual([2.1, 2.9]);
  // Trapezoids: 0.5 + 1.25 + 2 of the best 4.5.
  expect(area).toBeCloseTo(3.75 / 4.5, 12);
});

it("follows successes over evaluations up to where the last seed ended", () => {
  const { points } = curveOverEffort(cells("1* 1* 1 1", "1*"));
  expect(points.at(0)).toMatchObject({ x: 0, mean: 0 });
  expect(points.at(-1)).toMatchObject({ x: 4, mean: 1.5 });
  expect(curveOverEffort([])).toEqual({ points: [], area: 0 });
});

it("says when milestones were reached, and where they were not", () => {
  const results = cells("1* 1 2*", "1 1* 2", "1 1 2");
  const [one, two] = milestoneTimes(results, ["a"], levelMilestones(results));
  expect(one).toMatchObject({ milestone: "level 1", reached: 2, of: 3, median: 2 });
  expect(one?.times.map(({ time, happened }) => [time, happened])).toEqual([
    [1, true],
    [2, true],
    [3, false],
  ]);
  expect(two).toMatchObject({ milestone: "level 2", reached: 1 });
  expect(two?.median).toBeUndefined();
  const [named] = milestoneTimes(results, ["a"], namedMilestones([{ name: "second", tasks: ["1"] }]));
  expect(named).toMatchObject({ milestone: "second", reached: 1, of: 3 });
});
