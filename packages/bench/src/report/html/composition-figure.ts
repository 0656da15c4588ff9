import { linkHorizontal } from "d3-shape";
import type { SkillNode } from "../skill-graph.ts";
import type { SuiteSummary } from "../summary.ts";
import { numberText } from "../wording.ts";
import { armStyle } from "./arm-style.ts";
import type { Figure } from "./figure.ts";
import { anchor, element } from "./markup.ts";

const width = 1120;
const row = 20;
/** More than these would be a wall of names. */
const most = 90;

/** Who calls whom among the skills of one cell, in columns by depth; undefined where no skill calls another. */
export function compositionFigure(suite: SuiteSummary, arms: readonly string[]): Figure | undefined {
  const [chosen] = suite.arms
    .filter(({ graph }) => graph?.skills.some(({ calls }) => calls.length > 0))
    .toSorted((a, b) => edges(b.graph?.skills) - edges(a.graph?.skills));
  if (!chosen?.graph) return undefined;
  const { skills, seed } = chosen.graph;
  const joined = skills.filter(({ calls, callers }) => calls.length > 0 || callers > 0);
  const shown = joined
    .toSorted((a, b) => b.callers + b.calls.length - (a.callers + a.calls.length))
    .slice(0, most);
  const places = placesOf(shown);
  const { colour } = armStyle(arms.indexOf(chosen.arm));
  const link = linkHorizontal<[Place, Place], Place>()
    .source(([from]) => from)
    .target(([, to]) => to)
    .x(({ x }) => x)
    .y(({ y }) => y);
  const lines = shown.flatMap((skill) =>
    skill.calls.flatMap((name) => {
      const [from, to] = [places.get(name), places.get(skill.name)];
      if (!from || !to) return [];
      const start = { ...from, x: from.x + 8 + from.name.length * 6.4 };
      return element(
        "path",
        { d: link([start, { ...to, x: to.x - 8 }]) ?? "", class: "link", stroke: colour },
        element("title", {}, `${skill.name} calls ${name}`),
      );
    }),
  );
  const nodes = shown.map((skill) => {
    const { x, y } = places.get(skill.name) as Place;
    return element("g", {}, [
      element("title", {}, `${skill.name}: depth ${skill.depth}, called by ${skill.callers}`),
      element("circle", {
        cx: x,
        cy: y,
        r: Math.min(7, 3 + Math.sqrt(skill.callers)),
        fill: colour,
        class: "dot",
      }),
      element("text", { x: x + 9, y: y + 4, class: "halo" }, nameOf(skill)),
    ]);
  });
  const depths = Math.max(...shown.map(({ depth }) => depth));
  const headings = Array.from({ length: depths + 1 }, (_, depth) =>
    element(
      "text",
      { x: columnOf(depth, depths) - 6, y: 14, class: "group" },
      depth === 0 ? "calls none" : `depth ${depth}`,
    ),
  );
  const calling = skills.filter(({ calls }) => calls.length > 0).length;
  const left = skills.length - shown.length;
  return {
    id: `${anchor(suite.suite)}-composition`,
    title: "Composition",
    caption: `Skills of arm ${chosen.arm}, seed ${seed}: a line goes from a skill to one that calls it, and a dot is the larger the more programs call it. ${calling} of ${skills.length} skills call another one.${left > 0 ? ` Not shown: ${left} that neither call nor are called, or do so least.` : ""}`,
    alternative: `${calling} of ${skills.length} skills call another one, to a depth of ${depths}.`,
    width,
    height: Math.max(...[...places.values()].map(({ y }) => y)) + row,
    wide: true,
    drawing: [headings, lines, nodes],
    table: {
      head: ["skill", "depth", "calls", "programs that call it"],
      rows: skills.map(({ name, depth, calls, callers }) => [
        name,
        String(depth),
        calls.join(", ") || "–",
        numberText(callers),
      ]),
    },
  };
}

interface Place {
  name: string;
  x: number;
  y: number;
}

/** Columns by depth; in each, a skill stands near the mean height of what it calls, so that lines cross little. */
function placesOf(skills: readonly SkillNode[]): Map<string, Place> {
  const depths = Math.max(...skills.map(({ depth }) => depth));
  const places = new Map<string, Place>();
  for (let depth = 0; depth <= depths; depth++) {
    const column = skills.filter((skill) => skill.depth === depth);
    const wanted = (skill: SkillNode): number => {
      const heights = skill.calls.flatMap((name) => places.get(name)?.y ?? []);
      return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
    };
    let next = 36;
    for (const skill of column.toSorted((a, b) => wanted(a) - wanted(b))) {
      const y = Math.max(next, Math.min(wanted(skill), 36 + (skills.length * row) / 2));
      places.set(skill.name, { name: nameOf(skill), x: columnOf(depth, depths), y });
      next = y + row;
    }
  }
  return places;
}

function columnOf(depth: number, depths: number): number {
  return 12 + (depth * (width - 40)) / (depths + 1);
}

function nameOf({ name }: SkillNode): string {
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}

function edges(skills: readonly SkillNode[] | undefined): number {
  return (skills ?? []).reduce((sum, { calls }) => sum + calls.length, 0);
}
