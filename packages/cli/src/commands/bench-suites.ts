import { distinctBehaviours, findSuite, type KnownSuite, knownSuites, loadSuite } from "@portolan/bench";
import { PortolanError, type Task } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { grouped } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { table } from "../output/table.ts";
import type { TerminalStream } from "../terminal/terminal.ts";

/** A suite and what was found of it. */
interface Row extends KnownSuite {
  /** Where it is: a path, or `built in`; absent when it is not at hand. */
  at?: string;
  /** What is wrong with what is there. */
  problem?: string;
}

/** `portolan bench suites`: which suites there are, and how to get those that are not at hand. */
export async function run({ terminal, arguments: names, json, quiet }: Invocation): Promise<number> {
  const rows = await Promise.all(names.length === 0 ? knownSuites.map(rowOf) : names.map(namedRow));
  if (json) {
    for (const { world, ...row } of rows) {
      printJson(terminal.stdout, { type: "suite", ...row, world: world ?? false, at: row.at ?? null });
    }
  } else {
    printLines(terminal.stdout, tableOf(rows, terminal.stdout));
    if (!quiet)
      terminal.stderr.write(
        notesOn(rows)
          .map((note) => `${note}\n`)
          .join(""),
      );
  }
  return rows.some(({ problem }) => problem !== undefined) ? 1 : 0;
}

async function namedRow(name: string): Promise<Row> {
  const known = knownSuites.find((one) => one.name === name);
  if (known) return rowOf(known);
  const { name: own, tasks } = await loadSuite(name);
  const licence = "not known here";
  const row = { name: own, tasks: tasks.length, about: "at that path", licence, source: name, at: name };
  return { ...row, distinct: distinctOf(tasks) };
}

async function rowOf(known: KnownSuite): Promise<Row> {
  const at = known.get === undefined ? "built in" : await findSuite(known);
  if (at === undefined || known.world) return { ...known, at };
  try {
    const { tasks } = await loadSuite(at === "built in" ? known.name : at);
    return { ...known, at, tasks: tasks.length, distinct: known.distinct ?? distinctOf(tasks) };
  } catch (error) {
    if (error instanceof PortolanError) return { ...known, at, problem: error.message };
    throw error;
  }
}

/** Tests do not show which tasks are alike. */
function distinctOf(tasks: readonly Task[]): number | undefined {
  return tasks.some(({ tests }) => tests) ? undefined : distinctBehaviours(tasks);
}

function tableOf(rows: readonly Row[], stream: TerminalStream): string[] {
  const columns = [
    { title: "suite" },
    { title: "tasks", align: "right" as const },
    { title: "distinct", align: "right" as const },
    { title: "at hand", flexible: true },
    { title: "licence", flexible: true },
    { title: "source", flexible: true },
    { title: "about", flexible: true },
  ];
  const cells = rows.map(({ name, tasks, distinct, at, problem, licence, source, about }) => [
    name,
    grouped(tasks),
    distinct === undefined ? "–" : grouped(distinct),
    problem === undefined ? (at ?? "no") : "broken",
    licence,
    source.replace("https://", ""),
    about,
  ]);
  return table(columns, cells, {
    width: stream.columns(),
    look: (line, row) => (row < 0 ? stream.style("dim", line) : line),
  });
}

function notesOn(rows: readonly Row[]): string[] {
  const broken = rows.flatMap(({ name, problem }) => (problem === undefined ? [] : [`${name}: ${problem}`]));
  const absent = rows.flatMap(({ name, at, get, source }) =>
    at === undefined ? [`${name}: ${source}`, `  ${get}.`] : [],
  );
  const head = absent.length > 0 ? ["", "Not at hand; nothing is downloaded for you:"] : [];
  return [...(broken.length > 0 ? ["", ...broken] : []), ...head, ...absent];
}
