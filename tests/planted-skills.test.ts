import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Agent, runEpisode, type Sandbox, standardEvaluators, type Task, Tracer } from "@portolan/core";
import { exampleHarness, memorySink, scriptedCoder } from "@portolan/core/testing";
import { createSandbox } from "@portolan/sandbox";
import { openSkillStore } from "@portolan/skills";
import { afterAll, beforeAll, expect, it } from "vitest";

const signature = "(words: string[]) => string[]";
const byLength = (words: string[]): string[] => words.toSorted((a, b) => a.length - b.length);
const cases = (inputs: string[][]): Task["cases"] =>
  inputs.map((words) => ({ input: [words], output: byLength(words) }));

const task: Task = {
  id: "planted/by-length",
  suite: "planted",
  name: "by-length",
  goal: "The words in order of length, the shortest first; words of one length keep their order.",
  signature,
  order: 0,
  examples: cases([
    ["pear", "fig", "banana"],
    ["kiwi"],
    [],
    ["plum", "lime", "date"],
    ["grape", "apricot", "nut"],
  ]),
  cases: cases([
    ["b", "a"],
    ["ccc", "bb", "a"],
    ["zz", "aa", "y"],
  ]),
  score: [],
};
/** In scope of every program that asks for it: state that the type checker cannot see. */
const counter = "const next = (() => {\n  let calls = 0;\n  return () => ++calls;\n})();\n";
const program = (body: string): string =>
  `${body.includes("next()") ? counter : ""}export function byLength(words: string[]): string[] {\n  ${body}\n}\n`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox({ children: 2 });
});
afterAll(() => sandbox[Symbol.asyncDispose]());

/** Has the program judged by the real sandbox for an empty store. */
async function plant(source: string, for_: Task = task) {
  const store = await openSkillStore({
    root: join(mkdtempSync(join(tmpdir(), "portolan-planted-")), "store"),
  });
  const coder = scriptedCoder([source]);
  const harness = exampleHarness({ evaluations: 10, attempts: 3 }, { retrieval: { limit: 10 } });
  const agent: Agent = { coder, sandbox, store, harness, evaluators: standardEvaluators(sandbox) };
  const sink = memorySink();
  const result = await runEpisode(for_, agent, new Tracer({ voyage: "v", harness: "h", sinks: [sink] }));
  const failed = sink.events.flatMap((event) =>
    event.type === "verdict-given" && event.verdict.status === "failed" ? [event.verdict.evaluator] : [],
  );
  // What a coder of the same task would be shown from now on.
  const found = await store.search({ text: `${task.goal} by-length`, signature, limit: 50 });
  return {
    result,
    failed,
    found: found.map(({ skill }) => skill.name),
    feedback: coder.requests[1]?.past[0]?.feedback[0],
  };
}

it("admits the right program", async () => {
  const { result, found } = await plant(program("return words.toSorted((a, b) => a.length - b.length);"));
  expect(result).toMatchObject({ solved: true, reason: "admitted" });
  expect(found).toEqual(["by-length"]);
});

const table = `const table: Record<string, string[]> = {
    "pear,fig,banana": ["fig", "pear", "banana"],
    "grape,apricot,nut": ["nut", "grape", "apricot"],
    "plum,lime,date": ["plum", "lime", "date"],
  };
  return table[words.join()] ?? words;`;

it.each([
  [
    "a wrong skill: right on the examples, wrong on a hidden case",
    "return words.length > 2 || words.length === 1 ? words.toSorted((a, b) => a.length - b.length) : words.toReversed();",
    task,
    "gate-cases",
    /not shown/,
  ],
  ["a table of the examples", table, task, "examples-table", /table/],
  ["a constant", 'return ["fig", "pear", "banana"];', task, "examples", /wrong on 4 of 5/],
  ["a program that reads nothing", "return [...[]];", task, "examples", /wrong on 4 of 5/],
  [
    "a program that reads nothing, for a task that cannot tell",
    "return [];",
    { ...task, examples: cases([[]]), cases: [] },
    "evaluator-audit",
    /cannot tell/,
  ],
  [
    "a program that changes its answers after twenty calls",
    "return next() > 20 ? [] : words.toSorted((a, b) => a.length - b.length);",
    task,
    "determinism",
    /two different results/,
  ],
  ["a program that asks the time", "return Date.now() > 0 ? words : [];", task, "type-check", /Date/],
  ["what does not type-check", "return words.length;", task, "type-check", /2:3/],
  ["any", "return (words as any).sort();", task, "type-check", /any/],
])("refuses %s, with the reason, and never retrieves it", async (_, body, for_, evaluator, reason) => {
  const { result, failed, found, feedback } = await plant(program(body), for_);
  expect(result.solved).toBe(false);
  expect(failed).toEqual([evaluator]);
  // A task that is too weak ends at once: no second request is told why.
  expect(feedback ?? result.reason).toMatch(reason);
  expect(found).toEqual([]);
});
