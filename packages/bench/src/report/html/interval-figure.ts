import { scaleLinear } from "d3-scale";
import type { Interval } from "../../statistics/bootstrap.ts";
import { armStyle } from "./arm-style.ts";
import { type Area, bottomAxis, widest } from "./axes.ts";
import type { Figure } from "./figure.ts";
import { element } from "./markup.ts";

/** A row of a chart of intervals. */
export interface IntervalRow {
  /** Rows of the same group stand together under its name. */
  group?: string;
  arm: string;
  interval: Interval;
  /** What stands at the right of it. */
  note: string;
}

const rowHeight = 22;
const width = 560;

/** A dot and its interval for each row, names at the left and figures at the right. */
export function intervalFigure(options: {
  id: string;
  title: string;
  caption: string;
  axis: string;
  rows: readonly IntervalRow[];
  arms: readonly string[];
  format: (value: number) => string;
  /** The domain always holds these. */
  include: readonly number[];
  /** A line that says "no difference". */
  zero?: number;
}): Figure {
  const { id, title, caption, axis, rows, arms, format, include, zero } = options;
  const names =
    widest(
      rows.map(({ arm }) => arm),
      "bold",
    ) + 12;
  const notes = widest(rows.map(({ note }) => note)) + 10;
  const groups = [...Map.groupBy(rows, ({ group }) => group)];
  const lines = rows.length + groups.filter(([name]) => name !== undefined).length;
  const area: Area = { left: names, top: 8, right: width - notes, bottom: 12 + lines * rowHeight };
  const values = [...include, ...rows.flatMap(({ interval }) => [interval.lower, interval.upper])];
  const x = scaleLinear([Math.min(...values), Math.max(...values)], [area.left + 6, area.right - 6]).nice(4);
  let top = area.top + rowHeight / 2;
  const drawing = groups.map(([group, ofGroup]) => {
    const heading =
      group === undefined ? undefined : element("text", { x: 0, y: top + 4, class: "group" }, group);
    if (heading) top += rowHeight;
    return [
      heading,
      ofGroup.map(({ arm, interval, note }) => {
        const { colour } = armStyle(arms.indexOf(arm));
        const y = top;
        top += rowHeight;
        return element("g", {}, [
          element("title", {}, `${arm}: ${note}`),
          element(
            "text",
            { x: names - 10, y: y + 4, "text-anchor": "end", fill: colour, class: "label" },
            arm,
          ),
          element("line", {
            x1: x(interval.lower),
            x2: x(interval.upper),
            y1: y,
            y2: y,
            stroke: colour,
            class: "interval",
          }),
          element("circle", { cx: x(interval.estimate), cy: y, r: 4.5, fill: colour, class: "dot" }),
          element("text", { x: area.right + 8, y: y + 4, class: "note" }, note),
        ]);
      }),
    ];
  });
  return {
    id,
    title,
    caption,
    alternative: rows.map(({ group, arm, note }) => `${group ? `${group}, ` : ""}${arm}: ${note}.`).join(" "),
    width,
    height: area.bottom + 44,
    drawing: [
      bottomAxis(area, x, { title: axis, format, ticks: 5 }),
      zero === undefined
        ? undefined
        : element("line", { x1: x(zero), x2: x(zero), y1: area.top, y2: area.bottom, class: "zero" }),
      drawing,
    ],
    table: {
      head: ["arm", ...(groups.length > 1 ? ["group"] : []), "estimate", "lower", "upper", "note"],
      rows: rows.map(({ group, arm, interval, note }) => [
        arm,
        ...(groups.length > 1 ? [group ?? ""] : []),
        ...[interval.estimate, interval.lower, interval.upper].map(format),
        note,
      ]),
    },
  };
}
