import { relative } from "node:path";
import { type EpisodeRow, isRight } from "@portolan/bench";
import type { Json, Suite } from "@portolan/core";
import { highlight } from "../output/highlight.ts";
import { selfCommand } from "../terminal/self-command.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Three learned skills, composed ones first, and the source of the one that stands highest. */
export function showcase(rows: readonly EpisodeRow[], { stdout }: Terminal): string[] {
  const learned = byDepth(rows);
  const best = learned[0];
  if (!best?.program) return ["No skill was learned."];
  const three = learned.slice(0, 3).map(({ skill, called }) => {
    const calls = called.length > 0 ? `  calls ${called.join(", ")}` : "";
    return `  ${stdout.style("bold", skill?.name ?? "")}${calls}`;
  });
  const source = highlight(best.program.source.trimEnd(), stdout).split("\n");
  return [
    "Among the skills it learned:",
    ...three,
    "",
    `The program of ${best.skill?.name}:`,
    "",
    ...source.map((line) => `  ${line}`.trimEnd()),
  ];
}

/** Command lines that show more of what was learned; each works as it stands. */
export function whereToLook(
  rows: readonly EpisodeRow[],
  suite: Suite,
  root: string,
  terminal: Terminal,
): string[] {
  const best = byDepth(rows)[0];
  if (!best?.skill) return [];
  const { name } = best.skill;
  const self = selfCommand(terminal.environment);
  const store = `--store ${relative(terminal.cwd, root)}`;
  const inputs = suite.tasks.find(({ id }) => id === best.task)?.examples.map(({ input }) => input) ?? [];
  const call = inputs.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? [];
  return [
    "To look at the rest:",
    `  ${self} list ${store}`,
    `  ${self} show ${name} ${store}`,
    `  ${self} run ${name} ${shellArgument(call)} ${store}`,
  ];
}

/** New in the store and right; those that call two skills first, and of those the deepest composition. */
function byDepth(rows: readonly EpisodeRow[]): EpisodeRow[] {
  const learned = rows.filter((row) => row.change === "added" && isRight(row));
  return learned.toSorted((a, b) => rank(b) - rank(a));
}

function rank({ called, depth }: EpisodeRow): number {
  return Math.min(called.length, 2) * 100 + depth * 10 + called.length;
}

function shellArgument(input: Json[]): string {
  return `--input '${JSON.stringify(input).replaceAll("'", `'\\''`)}'`;
}
