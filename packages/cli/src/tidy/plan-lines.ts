import type { ChangeReport } from "@portolan/core";
import type { LeftAlone, TidyPlan, TidyStep } from "@portolan/skills";
import { count, grouped } from "../output/numbers.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

/** A step as people read it: what, why, what it gains, and the general skill that it writes. */
export function stepLines(step: TidyStep, stream: TerminalStream): string[] {
  const { title, reasons, remains, sources, tokens } = step;
  const general = remains === undefined ? undefined : sources[remains];
  const source = general?.trimEnd().split("\n") ?? [];
  return [
    stream.style("bold", title),
    ...reasons.map((reason) => `  ${reason}`),
    `  ${grouped(tokens.before)} words and marks become ${grouped(tokens.after)}.`,
    ...source.map((line) => `    ${line}`.trimEnd()),
  ];
}

/** What became of a step, or would. */
export function reportLine(
  { kind }: TidyStep,
  { id, done, refused }: ChangeReport,
  applied: boolean,
  stream: TerminalStream,
): string {
  if (refused) {
    const would = applied ? "was refused, and nothing of it was done" : "would be refused";
    return `  ${stream.style("red", "✗")} It ${would}: ${refused.name}: ${refused.reason}`;
  }
  const others = done.filter(({ change }) => change === "re-pinned").length;
  const callers = others > 0 ? `, with ${count(others, "caller")} pinned anew and judged again` : "";
  const proven = kind === "retire" ? "it can be done" : "all that it touches is right on its cases";
  const said = applied
    ? `change ${id}${callers}; undo it with \`portolan revert ${id}\``
    : `${proven}${callers}`;
  return `  ${stream.style("green", "✓")} ${said}`;
}

/** Skills that look alike and are left alone, and why. */
export function leftLines(left: readonly LeftAlone[], stream: TerminalStream): string[] {
  return left.map(({ skills, reason }) => stream.style("dim", `left alone: ${skills.join(", ")}: ${reason}`));
}

/** What the plan comes to. */
export function summary({ steps, skills, tokens }: TidyPlan, done: number, applied: boolean): string {
  if (steps.length === 0) return `${count(skills.before, "active skill")}; there is nothing to tidy.`;
  if (applied) return `${grouped(done)} of ${count(steps.length, "change")} done.`;
  const from = `${count(skills.before, "skill")} of ${grouped(tokens.before)} words and marks`;
  const to = `${grouped(skills.after)} of ${grouped(tokens.after)}`;
  return `${count(steps.length, "change")}: ${from} would become ${to}. Nothing was changed; add --apply.`;
}
