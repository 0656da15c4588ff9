import { scaleLinear } from "d3-scale";
import { unitText } from "../../statistics/unit.ts";
import type { MilestoneTimes } from "../../statistics/milestones.ts";
import type { SuiteSummary } from "../summary.ts";
import { armStyle } from "./arm-style.ts";
import { type Area, grouped, percent } from "./axes.ts";
import type { Figure } from "./figure.ts";
import { anchor, type Content, element } from "./markup.ts";

const width = 1120;
const columns = 3;
const gap = 58;
const panelHeight = 150;

/** The share of seeds that have reached each milestone, over effort: one minus the estimate of Kaplan and Meier. */
export function reachFigure(suite: SuiteSummary, arms: readonly string[]): Figure {
  const what = unitText(suite.unit);
  const groups = [...Map.groupBy(suite.milestones, ({ milestone }) => milestone)];
  const panelWidth = (width - gap * columns) / columns;
  const panels = groups.map(([name, rows], i): Content => {
    const left = gap + (i % columns) * (panelWidth + gap);
    const top = 30 + Math.floor(i / columns) * (panelHeight + 66);
    return panelOf(name, rows, { left, top, right: left + panelWidth, bottom: top + panelHeight }, arms);
  });
  const legendTop = 30 + Math.ceil(groups.length / columns) * (panelHeight + 66) - 8;
  return {
    id: `${anchor(suite.suite)}-reached`,
    title: "Seeds that have reached a milestone",
    caption: `The share of seeds that have reached a milestone by so many ${what}, from none to all: one minus the estimate of Kaplan and Meier, which takes the seeds into account that stopped before. Each milestone has its own scale.`,
    alternative: suite.milestones
      .map(
        ({ milestone, arm, survival }) =>
          `${milestone}, ${arm}: ${percent(1 - (survival.at(-1)?.survival ?? 1))} in the end.`,
      )
      .join(" "),
    width,
    height: legendTop + 16,
    wide: true,
    drawing: [panels, legendOf(suite, arms, legendTop)],
    table: {
      head: ["milestone", "arm", `share reached, by ${what}`],
      rows: suite.milestones.map(({ milestone, arm, survival }) => [
        milestone,
        arm,
        survival.map(({ time, survival: left }) => `${percent(1 - left)} by ${grouped(time)}`).join("; ") ||
          "none",
      ]),
    },
  };
}

function panelOf(
  name: string,
  rows: readonly MilestoneTimes[],
  area: Area,
  arms: readonly string[],
): Content {
  const most = Math.max(1, ...rows.flatMap(({ times }) => times.map(({ time }) => time)));
  const x = scaleLinear([0, most], [area.left, area.right]);
  const y = scaleLinear([0, 1], [area.bottom, area.top]);
  return element("g", { class: "axis" }, [
    element("text", { x: area.left, y: area.top - 12, class: "group title" }, name),
    [0, 0.5, 1].map((share) => [
      element("line", { x1: area.left, x2: area.right, y1: y(share), y2: y(share) }),
      element("text", { x: area.left - 6, y: y(share) + 4, "text-anchor": "end" }, percent(share)),
    ]),
    x
      .ticks(3)
      .map((value) =>
        element("text", { x: x(value), y: area.bottom + 16, "text-anchor": "middle" }, grouped(value)),
      ),
    rows.map((row) => {
      const { colour, dashes } = armStyle(arms.indexOf(row.arm));
      const steps = row.survival.map(({ time, survival }) => `H${x(time)}V${y(1 - survival)}`).join("");
      const end = Math.max(...row.times.map(({ time }) => time), 0);
      const d = `M${area.left} ${area.bottom}${steps}H${x(end)}`;
      return element(
        "path",
        { d, class: "line", stroke: colour, "stroke-dasharray": dashes },
        element("title", {}, `${row.arm}: ${row.reached} of ${row.of}`),
      );
    }),
  ]);
}

function legendOf(suite: SuiteSummary, arms: readonly string[], top: number): Content {
  let left = gap;
  return suite.arms.map(({ arm }) => {
    const { colour, dashes } = armStyle(arms.indexOf(arm));
    const start = left;
    left += 34 + arm.length * 7.7 + 16;
    return [
      element("line", {
        x1: start,
        x2: start + 24,
        y1: top,
        y2: top,
        stroke: colour,
        class: "interval",
        "stroke-dasharray": dashes,
      }),
      element("text", { x: start + 31, y: top + 4, fill: colour, class: "label" }, arm),
    ];
  });
}
