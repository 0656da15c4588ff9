/**
 * What the checks that need no expected value refuse, of right and of wrong programs, where a task has no hidden cases:
 *   node --conditions=@portolan/source bench/checks/main.ts [SUITE…] [--evaluations 60000]
 * The programs are those that the built-in coder finds from the examples alone; cases and score tell which are right. Besides them
 * the skills of `skills-store/`, which are right, are judged on their own examples. Without suites: the built-in ones, and those
 * in the folder `$PORTOLAN_SUITES` where it is set.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { builtInSuites, loadSuite } from "@portolan/bench";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { draftsOf, type Judged, judgeDraft, judgeSkills } from "./judged.ts";

const shared = ["dreamcoder-lists", "list-functions-250", "sygus-strings"];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { evaluations: { type: "string", default: "60000" } },
});
await using sandbox = createSandbox();
await using searching = createSandbox({ jit: true });
const rows: Judged[] = [];

const root = fileURLToPath(new URL("../../skills-store", import.meta.url));
await using store = await openSkillStore({ root, readOnly: true });
report("skills-store", await judgeSkills(store, sandbox));
for (const name of positionals.length > 0 ? positionals : suites()) {
  const { name: label, tasks } = await loadSuite(name);
  const judged: Judged[] = [];
  for (const task of tasks) {
    const programs = await draftsOf(task, searching, Number(values.evaluations));
    judged.push(...(await judgeDraft(task, programs, sandbox)));
  }
  rows.push(...judged);
  report(label, judged);
}
report("all suites", rows);

function suites(): string[] {
  const folder = process.env["PORTOLAN_SUITES"];
  const more = shared.map((name) => join(folder ?? "", `${name}.jsonl`)).filter((path) => existsSync(path));
  if (more.length === 0)
    console.log("PORTOLAN_SUITES names no folder with the public suites: built-in ones only");
  return [...builtInSuites, ...more];
}

/** One line for each check: of the right programs so many refused, of the wrong ones so many. */
function report(label: string, judged: readonly Judged[]): void {
  const [right, wrong] = [true, false].map((kind) => judged.filter((one) => one.isRight === kind)) as [
    Judged[],
    Judged[],
  ];
  const ids = [...new Set(judged.flatMap(({ refusedBy }) => refusedBy))].toSorted();
  console.log(`\n${label}`);
  for (const id of [...ids, undefined]) {
    console.log(
      `  ${(id ?? "any").padEnd(14)} right ${refused(right, id).padStart(11)}   wrong ${refused(wrong, id).padStart(10)}`,
    );
  }
}

/** How many of them a check refuses, or any check. */
function refused(of: readonly Judged[], id?: string): string {
  const count = of.filter(({ refusedBy }) =>
    id === undefined ? refusedBy.length > 0 : refusedBy.includes(id),
  );
  return `${count.length} of ${of.length}`;
}
