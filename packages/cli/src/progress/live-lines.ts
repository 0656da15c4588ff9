import { count, grouped } from "../output/numbers.ts";
import { clip, pad } from "../output/text-width.ts";
import { cleanText } from "../terminal/clean-text.ts";
import type { TerminalStream } from "../terminal/terminal.ts";
import type { Progress } from "./progress.ts";

/** How voyages are looked at. */
export interface LiveView {
  columns: number;
  /** Columns for the titles, so that the bars of several voyages stand below each other. */
  titleColumns: number;
  /** Since the display began. */
  elapsedMs: number;
  style: TerminalStream["style"];
}

const labelWidth = 11;

/**
 * What a voyage looks like while it is under way.
 * @returns lines no wider than `columns`
 */
export function liveLines(progress: Progress, view: LiveView): string[] {
  const { columns, style } = view;
  const { current } = progress;
  const rows: [string, string, string?][] = [
    ["goal", current?.goal ?? "starting…"],
    ...(progress.library ? [["retrieved", retrieved(current?.retrieved ?? [])] as [string, string]] : []),
    ["program", current?.wrote ?? (current ? "searching…" : "")],
    ["verdict", verdict(progress), current?.verdict?.passed === false ? "red" : "green"],
  ];
  const lines = rows.map(([label, text, color]) => {
    const clipped = clip(text, columns - labelWidth - 2);
    const shown = color === "red" || color === "green" ? style(color, clipped) : clipped;
    return `  ${style("dim", pad(label, labelWidth))}${shown}`.trimEnd();
  });
  const last = `  ${style("dim", clip(tallies(progress), columns - 2))}`;
  // The display writes past our streams, with sequences of its own: so it is here that a suite's and a program's go.
  return [headline(progress, view), ...lines, last].map(cleanText);
}

function headline(
  { title, done, total, current }: Progress,
  { columns, titleColumns, elapsedMs, style }: LiveView,
): string {
  const place = Math.min(total, current?.result ? done : done + 1);
  const counted = `task ${String(place).padStart(String(total).length)}/${total}`;
  const width = Math.max(10, Math.min(40, columns - titleColumns - counted.length - 14));
  const filled = total === 0 ? width : Math.round((done / total) * width);
  const bar = style("cyan", "━".repeat(filled)) + style("dim", "─".repeat(width - filled));
  return `${style("bold", pad(title, titleColumns))}  ${counted}  ${bar}  ${clock(elapsedMs)}`;
}

function retrieved(names: string[]): string {
  if (names.length === 0) return "nothing";
  const rest = names.length - 4;
  return `${names.slice(0, 4).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function verdict({ current }: Progress): string {
  if (current?.result) {
    const { solved, reason } = current.result;
    return solved ? `✓ ${reason}` : `– ${reason}`;
  }
  if (!current?.verdict) return "";
  const { evaluator, passed } = current.verdict;
  return passed ? `✓ ${evaluator}` : `✗ ${evaluator}: trying again`;
}

function tallies({ library, librarySize, right, done, current, evaluations }: Progress): string {
  const parts = [
    ...(library ? [count(librarySize, "skill")] : []),
    `right ${right} of ${done}`,
    `attempt ${current?.attempt ?? 1}`,
    `spent ${grouped(current?.spent ?? 0)} of ${grouped(evaluations)} evaluations`,
  ];
  return parts.join(" · ");
}

/** Minutes and seconds: `1:05`. */
export function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
