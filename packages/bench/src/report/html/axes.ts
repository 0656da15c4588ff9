import type { ScaleContinuousNumeric } from "d3-scale";
import { element, type Markup } from "./markup.ts";

/** A rectangle of a drawing, in its units. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A numeric scale of an axis. */
export type Scale = ScaleContinuousNumeric<number, number>;

/** Lines and labels of a horizontal axis under an area. */
export function bottomAxis(
  area: Area,
  scale: Scale,
  options: { title: string; format?: (value: number) => string; ticks?: number; values?: readonly number[] },
): Markup {
  const { title, format = grouped, ticks = 6 } = options;
  const middle = (area.left + area.right) / 2;
  return element("g", { class: "axis" }, [
    ...(options.values ?? scale.ticks(ticks)).map((value) => [
      element("line", { x1: scale(value), x2: scale(value), y1: area.top, y2: area.bottom }),
      element("text", { x: scale(value), y: area.bottom + 16, "text-anchor": "middle" }, format(value)),
    ]),
    element("text", { x: middle, y: area.bottom + 36, "text-anchor": "middle", class: "title" }, title),
  ]);
}

/** Lines and labels of a vertical axis beside an area; its title stands above. */
export function leftAxis(
  area: Area,
  scale: Scale,
  options: { title: string; format?: (value: number) => string; ticks?: number },
): Markup {
  const { title, format = grouped, ticks = 5 } = options;
  return element("g", { class: "axis" }, [
    ...scale
      .ticks(ticks)
      .map((value) => [
        element("line", { x1: area.left, x2: area.right, y1: scale(value), y2: scale(value) }),
        element("text", { x: area.left - 8, y: scale(value) + 4, "text-anchor": "end" }, format(value)),
      ]),
    element("text", { x: 0, y: area.top - 12, class: "title" }, title),
  ]);
}

/**
 * Where labels stand that would like to be at these heights: each at least `gap` from the next, all within the area, and none
 * further from its place than needed.
 */
export function spread(
  heights: readonly number[],
  gap: number,
  area: Pick<Area, "top" | "bottom">,
): number[] {
  const order = heights.map((_, i) => i).toSorted((a, b) => (heights[a] as number) - (heights[b] as number));
  const placed = [...heights];
  let least = area.top;
  for (const i of order) {
    placed[i] = Math.max(placed[i] as number, least);
    least = placed[i] + gap;
  }
  let most = Math.max(area.bottom, area.top + gap * (heights.length - 1));
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] as number, most);
    most = placed[i] - gap;
  }
  return placed;
}

/** `12,345`; `12k` from ten thousand on. */
export function grouped(value: number): string {
  if (Math.abs(value) >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (Math.abs(value) >= 1e4) return `${Number((value / 1e3).toPrecision(3))}k`;
  return Number(value.toPrecision(4)).toLocaleString("en-US");
}

/** `42 %` of 0.42. */
export function percent(value: number): string {
  return `${Math.round(100 * value)} %`;
}

/** About how wide the widest of some labels is; fonts differ, so it errs to the wide side. */
export function widest(texts: readonly string[], weight: "bold" | "plain" = "plain"): number {
  return Math.max(4, ...texts.map(({ length }) => length)) * (weight === "bold" ? 7.7 : 6.9);
}
