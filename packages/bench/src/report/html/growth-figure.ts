import { scaleLinear } from "d3-scale";
import { area as areaPath, line as linePath } from "d3-shape";
import { unitText } from "../../statistics/unit.ts";
import type { CurvePoint, LearningCurve } from "../../statistics/learning-curve.ts";
import { isPartial } from "../partial-arms.ts";
import type { SuiteSummary } from "../summary.ts";
import { armStyle } from "./arm-style.ts";
import { type Area, bottomAxis, grouped, leftAxis, spread, widest } from "./axes.ts";
import type { Figure } from "./figure.ts";
import { anchor, element, type Markup } from "./markup.ts";

const width = 560;
const height = 350;

/** How the solved tasks of each arm grow, over tasks tried or effort, with a band over the seeds. */
export function growthFigure(suite: SuiteSummary, arms: readonly string[], over: "tasks" | "effort"): Figure {
  const what = unitText(suite.unit);
  const curves = suite.arms.map((one) => ({
    arm: one.arm,
    seeds: one.seeds,
    isOpen: isPartial(one),
    curve: over === "tasks" ? one.overTasks : one.overEffort,
  }));
  const points = curves.flatMap(({ curve }) => curve.points);
  const labels = widest(
    curves.map(({ arm }) => arm),
    "bold",
  );
  const area: Area = { left: 36, top: 34, right: width - labels - 20, bottom: height - 44 };
  const x = scaleLinear([0, Math.max(1, ...points.map((one) => one.x))], [area.left, area.right]);
  const y = scaleLinear([0, Math.max(1, ...points.map((one) => one.upper))], [area.bottom, area.top]).nice(5);
  const ends = curves.map(({ curve }) => y(curve.points.at(-1)?.mean ?? 0));
  const heights = spread(ends, 15, area);
  const seeds = Math.max(0, ...curves.map((one) => one.seeds));
  const drawn = curves.map(({ arm, curve, isOpen }, i) => {
    const { colour, dashes } = armStyle(arms.indexOf(arm));
    const last = curve.points.at(-1);
    return {
      band: seeds > 1 ? bandOf(curve, x, y, colour, curves.length > 4 ? "0.06" : "0.16") : undefined,
      line: element("g", {}, [
        element(
          "path",
          {
            d:
              linePath<CurvePoint>(
                (one) => x(one.x),
                (one) => y(one.mean),
              )(curve.points) ?? "",
            class: "line",
            stroke: colour,
            "stroke-dasharray": dashes,
          },
          element("title", {}, `${arm}: ${grouped(last?.mean ?? 0)} solved at the end`),
        ),
        isOpen ? openEnd(x(last?.x ?? 0), ends[i] as number, colour) : undefined,
        leader(x(last?.x ?? 0), ends[i] as number, area.right + 10, heights[i] as number, colour),
        element(
          "text",
          { x: area.right + 13, y: (heights[i] as number) + 4, fill: colour, class: "label" },
          arm,
        ),
      ]),
    };
  });
  const title = over === "tasks" ? "Growth over tasks" : `Growth over ${what} spent`;
  const band =
    seeds > 1
      ? `The line is the mean of ${seeds} seeds; the band holds the middle 80 % of them.`
      : "One seed.";
  return {
    id: `${anchor(suite.suite)}-growth-${over}`,
    title,
    caption:
      over === "tasks"
        ? `Tasks solved, in the order in which they were tried. ${band}`
        : `Tasks solved for what was spent, solved or not: arms that may spend more go on further to the right. ${band}`,
    alternative: `At the end ${curves.map(({ arm, curve }) => `${arm} has solved ${grouped(curve.points.at(-1)?.mean ?? 0)}`).join(", ")} of ${suite.tasks} tasks on average.`,
    width,
    height,
    drawing: [
      leftAxis(area, y, { title: "tasks solved" }),
      bottomAxis(area, x, { title: over === "tasks" ? "tasks tried" : `${what} spent` }),
      drawn.map(({ band: shape }) => shape),
      drawn.map(({ line }) => line),
    ],
    table: tableOf(curves, over === "tasks" ? "tasks tried" : what),
  };
}

function bandOf(
  curve: LearningCurve,
  x: (value: number) => number,
  y: (value: number) => number,
  colour: string,
  opacity: string,
): Markup {
  const path = areaPath<CurvePoint>(
    (one) => x(one.x),
    (one) => y(one.lower),
    (one) => y(one.upper),
  );
  return element("path", { d: path(curve.points) ?? "", class: "band", fill: colour, opacity });
}

/** A line that will go on does not end here. */
function openEnd(cx: number, cy: number, colour: string): Markup {
  return element("circle", { cx, cy, r: 4, stroke: colour, class: "hollow" });
}

/** From where a line ends to where its label stands. */
function leader(x1: number, y1: number, x2: number, y2: number, colour: string): Markup {
  return element("line", { x1: x1 + 2, y1, x2, y2, stroke: colour, class: "leader" });
}

function tableOf(curves: readonly { arm: string; curve: LearningCurve }[], head: string): Figure["table"] {
  const longest = curves.toSorted((a, b) => b.curve.points.length - a.curve.points.length)[0];
  const xs = longest?.curve.points.map((point) => point.x) ?? [];
  const every = Math.max(1, Math.ceil(xs.length / 12));
  const chosen = xs.filter((_, i) => i % every === 0 || i === xs.length - 1);
  return {
    head: [head, ...curves.map(({ arm }) => arm)],
    rows: chosen.map((x) => [grouped(x), ...curves.map(({ curve }) => valueAt(curve, x))]),
  };
}

function valueAt(curve: LearningCurve, x: number): string {
  const point = curve.points.findLast((one) => one.x <= x + 1e-9);
  return point ? `${grouped(point.mean)} (${grouped(point.lower)} to ${grouped(point.upper)})` : "–";
}
