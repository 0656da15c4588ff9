import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { standardEvaluators, synthCoder } from "@portolan/core";
import { createSandbox } from "@portolan/sandbox";
import { benchSet, type Found, type Setting } from "./bench.ts";
import { gateTimes, timesReport } from "./gate-time.ts";
import { Memory } from "./memory.ts";
import { reportOf } from "./report.ts";
import { programsOf } from "./right-programs.ts";
import { chosenTasks, setNames, tasksOf } from "./tasks.ts";

// `pnpm bench:gate [--sets lists,text,…] [--limit 66] [--after 0] [--kinds 8] [--each 1] [--json FILE] [--page FILE] [--time 60]`: which wrong programs the gate
// admits and which right ones it refuses, by kind of fault and by evaluator; with `--time`, how long it takes instead. What was tried is
// kept in `--cache`: Ctrl-C, and the same command goes on where it was.
const { values } = parseArgs({
  options: {
    sets: { type: "string", default: setNames.join(",") },
    limit: { type: "string", default: "66" },
    after: { type: "string", default: "0" },
    each: { type: "string", default: "1" },
    kinds: { type: "string", default: "8" },
    evaluations: { type: "string", default: "30000" },
    parallel: { type: "string", default: String(availableParallelism() + 1) },
    cache: { type: "string", default: join(tmpdir(), "portolan-bench-gate") },
    time: { type: "string" },
    json: { type: "string" },
    page: { type: "string" },
  },
});

const stop = new AbortController();
process.once("SIGINT", () => {
  stop.abort();
});
await using sandbox = createSandbox();
await using searching = createSandbox({ jit: true });
const evaluators = standardEvaluators(sandbox);
const setting: Setting = {
  sandbox,
  coder: synthCoder({ sandbox: searching }),
  evaluators,
  memory: new Memory(join(values.cache, "trials.jsonl")),
  evaluations: Number(values.evaluations),
  cache: values.cache,
  each: Number(values.each),
  kinds: Number(values.kinds),
  parallel: Number(values.parallel),
  signal: stop.signal,
};
try {
  const reports = values.time === undefined ? await trials() : await times(Number(values.time));
  for (const [mark, report] of Object.entries(reports)) console.log(`\n## ${mark}\n\n${report}`);
  if (values.page !== undefined) writePage(values.page, reports);
} catch (error) {
  if (!stop.signal.aborted) throw error;
  console.error("\nStopped. The same command goes on from here.");
  process.exitCode = 130;
}

async function trials(): Promise<Record<string, string>> {
  const found: Found = { rows: [], tasks: {}, dropped: {} };
  for (const set of values.sets.split(",")) {
    const tasks = await tasksOf(set);
    if (!tasks) {
      console.error(
        `There is no set ${set} here: PORTOLAN_SUITES names the folder that would have it. It is left out.`,
      );
      continue;
    }
    const onTask = (done: number, of: number): void => {
      if (process.stderr.isTTY) process.stderr.write(`\r${set}: ${done} of ${of} tasks `);
    };
    await benchSet(
      set,
      chosenTasks(tasks, Number(values.limit), Number(values.after)),
      { ...setting, onTask },
      found,
    );
    if (process.stderr.isTTY) process.stderr.write("\n");
    // At once: a run takes long.
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(found)}\n`);
  }
  return reportOf(
    found,
    [...evaluators.visible, ...evaluators.gate].map(({ id }) => id),
  );
}

async function times(count: number): Promise<Record<string, string>> {
  const pairs = [];
  for (const set of ["lists", "text"]) {
    const tasks = chosenTasks((await tasksOf(set)) ?? [], Math.ceil(count / 2));
    const programs = await programsOf(set, setting);
    for (const task of tasks)
      for (const { program } of (await programs(task)).right.slice(0, 1)) pairs.push({ task, program });
  }
  return { times: timesReport(await gateTimes(pairs, evaluators, sandbox, stop.signal)) };
}

function writePage(path: string, reports: Record<string, string>): void {
  let page = readFileSync(path, "utf8");
  for (const [mark, report] of Object.entries(reports)) {
    const place = new RegExp(`(<!-- ${mark} -->).*(<!-- /${mark} -->)`, "s");
    page = page.replace(place, (_, start: string, end: string) => `${start}\n\n${report}\n\n${end}`);
  }
  writeFileSync(path, page);
}
