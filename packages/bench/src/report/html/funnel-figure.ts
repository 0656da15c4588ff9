import { scaleLinear } from "d3-scale";
import type { FunnelStage } from "../../statistics/library-use.ts";
import type { SuiteSummary } from "../summary.ts";
import { shareText } from "../wording.ts";
import { armStyle } from "./arm-style.ts";
import type { Figure } from "./figure.ts";
import { anchor, type Content, element } from "./markup.ts";

const width = 560;
const row = 26;
const names: Record<FunnelStage["stage"], string> = {
  tasks: "tasks tried",
  retrieved: "a skill was retrieved",
  called: "its program calls one",
  "load-bearing": "and fails without it",
};

/** From what was retrieved to what mattered, for each arm that retrieves; undefined where none does. */
export function funnelFigure(suite: SuiteSummary, arms: readonly string[]): Figure | undefined {
  const shown = suite.arms.filter(({ use }) =>
    use.funnel.some(({ stage, tasks }) => stage === "retrieved" && tasks > 0),
  );
  if (shown.length === 0) return undefined;
  const left = 152;
  const most = Math.max(...shown.map(({ use }) => use.funnel[0]?.tasks ?? 0));
  const x = scaleLinear([0, most], [0, width - left - 150]);
  let top = 4;
  const drawing = shown.map(({ arm, use }): Content => {
    const { colour } = armStyle(arms.indexOf(arm));
    const heading = element("text", { x: 0, y: top + 14, class: "group", fill: colour }, arm);
    top += 22;
    const bars = use.funnel.map((stage, i): Content => {
      const y = top;
      top += row;
      const unknown = stage.stage === "load-bearing" && use.measured === 0;
      return element("g", {}, [
        element("title", {}, `${arm}: ${names[stage.stage]}: ${stage.tasks} tasks, ${stage.skills} skills`),
        element("text", { x: left - 8, y: y + 15, "text-anchor": "end" }, names[stage.stage]),
        element("rect", {
          x: left,
          y: y + 2,
          width: Math.max(1, x(stage.tasks)),
          height: row - 6,
          rx: 3,
          fill: colour,
          opacity: String(1 - i * 0.2),
        }),
        element(
          "text",
          { x: left + x(stage.tasks) + 8, y: y + 15, class: "note" },
          unknown ? "not measured" : noteOf(stage, use.funnel),
        ),
      ]);
    });
    top += 10;
    return [heading, bars];
  });
  return {
    id: `${anchor(suite.suite)}-funnel`,
    title: "From retrieved to load-bearing",
    caption:
      "In how many tasks, over all seeds, skills were retrieved, called by the accepted program, and needed: load-bearing is a skill without which the same episode fails, measured by running it again.",
    alternative: shown
      .map(
        ({ arm, use }) =>
          `${arm}: ${use.funnel.map(({ stage, tasks }) => `${names[stage]} ${tasks}`).join(", ")}.`,
      )
      .join(" "),
    width,
    height: top,
    drawing,
    table: {
      head: ["arm", "stage", "tasks", "skills"],
      rows: shown.flatMap(({ arm, use }) =>
        use.funnel.map(({ stage, tasks, skills }) => [
          arm,
          names[stage],
          String(tasks),
          stage === "tasks" ? "–" : String(skills),
        ]),
      ),
    },
  };
}

function noteOf({ stage, tasks, skills }: FunnelStage, funnel: readonly FunnelStage[]): string {
  const all = funnel[0]?.tasks ?? 0;
  return stage === "tasks"
    ? String(tasks)
    : `${tasks} (${shareText(tasks / Math.max(1, all))}), ${skills} skills`;
}
