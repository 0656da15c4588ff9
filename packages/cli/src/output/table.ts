import { clip, pad, textWidth } from "./text-width.ts";

/** A column of a table. */
export interface Column {
  title: string;
  /** Numbers stand right. */
  align?: "left" | "right";
  /** It gives way when the table is wider than the terminal, the widest such column first. */
  flexible?: boolean;
}

const gap = "  ";

/**
 * Lines of a table: a title row, then the rows, in aligned columns.
 * @param width columns of the terminal; without it nothing is clipped
 * @param look how a whole line is styled; `row` counts from 0 and is -1 for the titles
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: { width?: number; look?: (line: string, row: number) => string } = {},
): string[] {
  const widths = columns.map(({ title }, i) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[i] ?? ""))),
  );
  shrink(columns, widths, options.width);
  const look = options.look ?? ((line: string) => line);
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, i) => pad(fit(cells[i] ?? "", widths[i] as number), widths[i] as number, align))
      .join(gap)
      .trimEnd();
  return [columns.map(({ title }) => title), ...rows].map((cells, i) => look(line(cells), i - 1));
}

function fit(cell: string, width: number): string {
  return textWidth(cell) > width ? clip(cell, width) : cell;
}

function shrink(columns: readonly Column[], widths: number[], available: number | undefined): void {
  if (available === undefined) return;
  const least = 12;
  let excess = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - available;
  while (excess > 0) {
    const flexible = widths.map((width, i) => (columns[i]?.flexible ? width : 0));
    const widest = flexible.indexOf(Math.max(...flexible));
    if ((flexible[widest] as number) <= least) return;
    widths[widest] = (widths[widest] as number) - 1;
    excess--;
  }
}
