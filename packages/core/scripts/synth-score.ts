/**
 * Scores the built-in coder's engine on a suite, in process, in two workers:
 *   node --conditions=@portolan/source packages/core/scripts/synth-score.ts <suite.jsonl> [--budget 200000] [--every 1]
 *        [--offset 0] [--only id,id] [--failed] [--programs] [--costs costs.json] [--operations counts.json] [--workers 2]
 * Counts a task when every `score` case is right; the search itself sees `examples` alone.
 */
import { fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { stripTypeScriptTypes } from "node:module";
import { synthesize, type SynthReply } from "../src/coders/synth/engine/synthesize.ts";
import { equalJson, type Json } from "../src/json/json.ts";
import { parseSignature } from "../src/task/signature.ts";

interface Case {
  input: Json[];
  output: Json;
}

interface SuiteTask {
  id: string;
  goal: string;
  signature: string;
  examples: Case[];
  score: Case[];
}

interface Result {
  id: string;
  fits: boolean;
  right: boolean;
  evaluations: number;
  ms: number;
  source?: string;
  operations: Record<string, number>;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    budget: { type: "string", default: "200000" },
    every: { type: "string", default: "1" },
    offset: { type: "string", default: "0" },
    only: { type: "string" },
    failed: { type: "boolean", default: false },
    programs: { type: "boolean", default: false },
    sources: { type: "boolean", default: false },
    operations: { type: "string" },
    costs: { type: "string" },
    workers: { type: "string", default: "2" },
    worker: { type: "string" },
  },
});

const suite = positionals[0];
if (!suite)
  throw new Error(
    "usage: synth-score.ts <suite.jsonl> [--budget 200000] [--every 1] [--failed] [--programs]",
  );

if (options.worker === undefined) await lead(suite);
else work(suite, Number(options.worker), Number(options.workers));

async function lead(path: string): Promise<void> {
  const started = performance.now();
  const results: Result[] = [];
  const workers = Array.from({ length: Number(options.workers) }, (_, i) =>
    fork(import.meta.filename, [...process.argv.slice(2), "--worker", String(i)], {
      execArgv: process.execArgv,
    }),
  );
  await Promise.all(
    workers.map(
      (child) =>
        new Promise<void>((resolve, reject) => {
          child.on("message", (result) => results.push(result as Result));
          child.on("exit", (code) =>
            code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`)),
          );
        }),
    ),
  );
  results.sort((a, b) => (a.id < b.id ? -1 : 1));
  report(results, performance.now() - started, path);
}

function work(path: string, index: number, workers: number): void {
  for (const [i, task] of chosenTasks(path).entries()) if (i % workers === index) send(solve(task));
  process.disconnect?.();
}

function send(result: Result): void {
  if (!process.send) throw new Error("--worker is for the script's own processes");
  process.send(result);
}

function chosenTasks(path: string): SuiteTask[] {
  const tasks = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as SuiteTask);
  if (options.only)
    return tasks.filter(({ id }) => options.only!.split(",").some((part) => id.includes(part)));
  return tasks.filter((_, i) => i % Number(options.every) === Number(options.offset));
}

function solve(task: SuiteTask): Result {
  const started = performance.now();
  const { parameters, result } = parseSignature(task.signature);
  const costs = options.costs
    ? (JSON.parse(readFileSync(options.costs, "utf8")) as Record<string, number>)
    : undefined;
  const reply: SynthReply = synthesize(
    {
      functionName: "solve",
      parameters,
      result,
      examples: task.examples,
      components: [],
      budget: Number(options.budget),
      refused: [],
      doc: task.goal,
      ...(costs && { costs }),
    },
    {},
  );
  const ms = performance.now() - started;
  return {
    id: task.id,
    fits: agrees(reply.source, task.examples),
    right: agrees(reply.source, task.score),
    evaluations: reply.evaluations,
    ms,
    ...(reply.source && { source: reply.source }),
    operations: reply.operations,
  };
}

function agrees(source: string | undefined, cases: Case[]): boolean {
  if (!source) return false;
  const body = stripTypeScriptTypes(source).replace("export function", "return function");
  // oxlint-disable-next-line typescript/no-implied-eval -- built-in operations only: no skills are given to the search
  const run = new Function(body)() as (...args: Json[]) => Json;
  return cases.every(({ input, output }) => {
    try {
      return equalJson(run(...structuredClone(input)), output);
    } catch {
      return false;
    }
  });
}

function report(results: Result[], ms: number, path: string): void {
  const right = results.filter((result) => result.right);
  const fits = results.filter((result) => result.fits);
  if (options.failed)
    for (const { id, fits: fit, source } of results.filter((r) => !r.right))
      console.log(fit ? "wrong" : "none ", id, fit ? bodyOf(source) : "");
  if (options.programs)
    for (const { id, source, evaluations } of right) console.log("right", id, evaluations, bodyOf(source));
  if (options.sources) for (const { id, source } of fits) console.log(`// ${id}\n${source}`);
  if (options.operations) writeFileSync(options.operations, JSON.stringify(countOperations(fits)));
  const astray = results.filter(({ source, fits: fit }) => source && !fit);
  for (const { id } of astray) console.log("printed otherwise than evaluated:", id);
  const total = results.reduce((sum, result) => sum + result.evaluations, 0);
  const busy = results.reduce((sum, result) => sum + result.ms, 0) / 1000;
  const medianOf = (list: Result[]): number =>
    list.map((result) => result.evaluations).toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  console.log(
    `${path.split("/").at(-1)}: ${right.length} of ${results.length} right on score, ${fits.length} fit the examples; ` +
      `median ${medianOf(right)} evaluations when right; ${Math.round(total / busy / 1000)}k evaluations/s; ${Math.round(ms / 1000)} s`,
  );
}

function countOperations(results: Result[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operations } of results)
    for (const [name, n] of Object.entries(operations)) counts[name] = (counts[name] ?? 0) + n;
  return counts;
}

function bodyOf(source: string | undefined): string {
  return (
    source
      ?.slice(source.indexOf("{\n") + 2)
      .replaceAll("\n", " ")
      .trim() ?? ""
  );
}
