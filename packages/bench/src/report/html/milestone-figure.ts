import { scaleLinear, scaleLog } from "d3-scale";
import { unitText } from "../../statistics/unit.ts";
import type { MilestoneTimes } from "../../statistics/milestones.ts";
import type { SuiteSummary } from "../summary.ts";
import { armStyle } from "./arm-style.ts";
import { type Area, bottomAxis, grouped, type Scale, widest } from "./axes.ts";
import type { Figure } from "./figure.ts";
import { capitalised, pValueText } from "../wording.ts";
import { anchor, type Content, element } from "./markup.ts";

const width = 1120;
const lane = 19;

/** When each seed of each arm reached each milestone: a dot a seed, a bar at the median, and how many got there at all. */
export function milestoneFigure(suite: SuiteSummary, arms: readonly string[]): Figure {
  const what = unitText(suite.unit);
  const groups = [...Map.groupBy(suite.milestones, ({ milestone }) => milestone)];
  const names =
    widest(
      groups.map(([name]) => name),
      "bold",
    ) + 14;
  const armNames =
    widest(
      suite.milestones.map(({ arm }) => arm),
      "bold",
    ) + 14;
  const lanes = suite.milestones.length;
  const area: Area = {
    left: names + armNames,
    top: 10,
    right: width - widest(suite.milestones.map(noteOf)) - 10,
    bottom: 14 + lanes * lane + groups.length * 10,
  };
  const all = suite.milestones.flatMap(({ times }) => times.map(({ time }) => time));
  const { scale, values } = timeScale(all, area);
  let top = area.top + 8;
  const drawing = groups.map(([name, rows], group) => {
    const start = top;
    const inside = rows.map((row) => {
      const y = top + lane / 2;
      top += lane;
      return laneOf(row, y, { scale, area, arms, what });
    });
    top += 10;
    return [
      group === 0
        ? undefined
        : element("line", { x1: 0, x2: width, y1: start - 5, y2: start - 5, class: "rule" }),
      element("text", { x: 0, y: start + (rows.length * lane) / 2 + 4, class: "group" }, name),
      inside,
    ];
  });
  return {
    id: `${anchor(suite.suite)}-milestones`,
    title: "Milestones",
    caption: `${capitalised(what)} until a milestone was reached: a dot is a seed, the bar is the median (Kaplan and Meier's, where some never got there). A hollow dot is a seed that spent all it had and did not reach it. p is that of the log-rank test against the first arm, not corrected for how many there are.`,
    alternative: suite.milestones.map((one) => sentence(one, what)).join(" "),
    width,
    height: area.bottom + 44,
    wide: true,
    drawing: [bottomAxis(area, scale, { title: `${what} spent`, values }), drawing],
    table: {
      head: ["milestone", "arm", "reached", `median ${what}`, "log-rank p"],
      rows: suite.milestones.map(({ milestone, arm, reached, of, median, pValue }) => [
        milestone,
        arm,
        `${reached} of ${of}`,
        median === undefined ? "not reached by half" : grouped(median),
        pValue === undefined ? "–" : pValueText(pValue),
      ]),
    },
  };
}

/** Where the latest is far from the earliest, a step is a multiple. */
function timeScale(times: readonly number[], area: Area): { scale: Scale; values: number[] } {
  const positive = times.filter((time) => time > 0);
  const [least, most] = [Math.min(...positive, 1e9), Math.max(...positive, 1)];
  if (most / least <= 30) {
    const scale = scaleLinear([0, most], [area.left, area.right]).nice(6);
    return { scale, values: scale.ticks(8) };
  }
  const scale = scaleLog([least * 0.8, most * 1.1], [area.left, area.right]);
  const values = scale.ticks().filter((value) => /^[125]/.test(value.toExponential()));
  return { scale, values };
}

function laneOf(
  row: MilestoneTimes,
  y: number,
  { scale, area, arms, what }: { scale: Scale; area: Area; arms: readonly string[]; what: string },
): Content {
  const { colour } = armStyle(arms.indexOf(row.arm));
  const { median } = row;
  return element("g", {}, [
    element("title", {}, sentence(row, what)),
    element(
      "text",
      { x: area.left - 12, y: y + 4, "text-anchor": "end", fill: colour, class: "label" },
      row.arm,
    ),
    element("line", { x1: area.left, x2: area.right, y1: y, y2: y, stroke: colour, class: "lane" }),
    row.times.map(({ time, happened }) =>
      element("circle", {
        cx: scale(Math.max(time, scale.domain()[0] as number)),
        cy: y,
        r: 4,
        class: happened ? "dot seed" : "hollow",
        ...(happened ? { fill: colour } : { stroke: colour }),
      }),
    ),
    median === undefined
      ? undefined
      : element("line", {
          x1: scale(median),
          x2: scale(median),
          y1: y - 8,
          y2: y + 8,
          stroke: colour,
          class: "median",
        }),
    element("text", { x: area.right + 10, y: y + 4, class: "note" }, noteOf(row)),
  ]);
}

function sentence({ milestone, arm, reached, of, median }: MilestoneTimes, what: string): string {
  const half = median === undefined ? "" : `, half of them after ${grouped(median)} ${what}`;
  return `${milestone}, ${arm}: reached by ${reached} of ${of} seeds${half}.`;
}

function noteOf({ median, reached, of, pValue }: MilestoneTimes): string {
  const middle = median === undefined ? "" : `, median ${grouped(median)}`;
  return `${reached}/${of}${middle}${pValue === undefined ? "" : `, p = ${pValueText(pValue)}`}`;
}
