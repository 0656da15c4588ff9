import { describe, expect, it } from "vitest";
import type { Coder, WriteRequest } from "../coders/coder.ts";
import { synthCoder } from "../coders/synth/synth-coder.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { type Agent, runEpisode } from "./agent.ts";
import { verifyWith } from "./verify-with.ts";

const tidy: Task = {
  id: "s/tidy",
  suite: "s",
  name: "tidy",
  goal: "The text without spaces around it.",
  signature: "(text: string) => string",
  order: 0,
  examples: ["ab cd", " e f", "gh "].map((text) => ({ input: [text], output: text.trim() })),
  cases: ["", "x", " y z "].map((text) => ({ input: [text], output: text.trim() })),
  score: [],
  properties: [{ kind: "idempotent" }],
};
const program = (body: string): string =>
  `export function tidy(text: string): string {\n  return ${body};\n}\n`;
const right = program("text.trim()");
/** Not idempotent, and right on all examples and cases. */
const wrong = program('text.replace(/^ | $/g, "")');

function setUp(coder: Coder, rivals?: Coder) {
  const sandbox = inProcessSandbox();
  const store = memorySkillStore();
  const sink = memorySink();
  const agent: Agent = {
    coder,
    rivals,
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox, { store }),
    harness: exampleHarness({ evaluations: 100_000, attempts: 4 }),
  };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  const verdicts = () =>
    sink.events.flatMap((event) => (event.type === "verdict-given" ? [event.verdict] : []));
  return { agent, store, verdicts, run: (task: Task) => runEpisode(task, agent, tracer) };
}

describe("a counterexample to a property", () => {
  it("goes to the coder, is tried first in the next attempt, and stays with the skill", async () => {
    const requests: WriteRequest[] = [];
    const scripted = scriptedCoder([wrong, right]);
    const coder: Coder = {
      id: "listening",
      write: (request, budget) => {
        requests.push(structuredClone({ ...request, emit: undefined, signal: undefined, onText: undefined }));
        return scripted.write(request, budget);
      },
    };
    const { run, store, verdicts } = setUp(coder);
    expect(await run(tidy)).toMatchObject({ solved: true, attempts: 2 });

    expect(requests[0]?.task.properties).toEqual(tidy.properties);
    expect(requests[1]?.past[0]?.feedback[0]).toBe(
      'It must be idempotent: f(f(x)) = f(x). For ("a  ") f(f(x)) gives "a", not "a ".',
    );
    const said = verdicts().filter(({ evaluator }) => evaluator === "properties");
    expect(said).toMatchObject([
      { status: "failed", evidence: { counterexample: ["a  "] } },
      { status: "passed", evidence: { properties: 1, kept: 1 } },
    ]);
    const kept = [{ of: "properties", input: ["a  "] }];
    const skill = await store.get("tidy");
    expect(skill?.evals).toEqual({
      examples: tidy.examples,
      cases: tidy.cases,
      properties: tidy.properties,
      counterexamples: kept,
    });
    const [refused] = await store.quarantined();
    expect(refused?.candidate.evals.counterexamples).toEqual(kept);
  });

  it("is what a later version is judged on too", async () => {
    const { run, store, agent } = setUp(scriptedCoder([wrong, right]));
    await run(tidy);
    const verify = verifyWith(agent);
    const skill = (await store.get("tidy"))!;
    expect(await verify(skill, store)).toHaveProperty("evidence");
    // Wrong there alone: generated inputs never come upon it.
    const onlyThere = program('text === "a  " ? "a " : text.trim()');
    expect(await verify({ ...skill, source: onlyThere }, store)).toMatchObject({
      refused: expect.stringContaining("properties: It must be idempotent"),
    });
  });
});

it("a skill that is right on all cases and lacks the property is not taken for the task's", async () => {
  const { run, store, agent } = setUp(scriptedCoder([wrong, right]));
  const { properties: _, ...plain } = tidy;
  await run(plain);
  expect((await store.get("tidy"))?.source).toBe(wrong);
  agent.harness.retrieval.limit = 3;
  expect(await run(plain)).toMatchObject({ reason: "known" });
  const other = right.replace("tidy", "tidyStrictly");
  agent.coder = scriptedCoder([other]);
  expect(await run({ ...tidy, id: "s/strict", name: "tidy-strictly" })).toMatchObject({ reason: "admitted" });
});

it("a skill without properties is kept as before", async () => {
  const { run, store } = setUp(scriptedCoder([right]));
  const { properties: _, ...plain } = tidy;
  await run(plain);
  expect(Object.keys((await store.get("tidy"))!.evals)).toEqual(["examples", "cases"]);
});

describe("without hidden cases", () => {
  const largest: Task = {
    ...tidy,
    id: "s/largest",
    name: "largest",
    goal: "The largest number.",
    signature: "(xs: number[]) => number",
    examples: [
      [1, 2, 5],
      [3, 4],
      [0, 7],
    ].map((xs) => ({ input: [xs], output: Math.max(...xs) })),
    cases: [],
    properties: undefined,
  };

  it("the other programs of a draft are not tried once two differ, and the built-in coder searches no more", async () => {
    const bodies = ["Math.max(...xs)", "xs[xs.length - 1] ?? 0"];
    const [first, second] = bodies.map((body) => ({
      name: "largest",
      signature: largest.signature,
      source: `export function largest(xs: number[]): number {\n  return ${body};\n}\n`,
    }));
    const built = synthCoder({ sandbox: inProcessSandbox() });
    const coder: Coder = {
      id: "two-at-once",
      write: async (request, budget) =>
        request.past.length > 0
          ? built.write(request, budget)
          : { kind: "programs", programs: [first!, second!], cost: { evaluations: 0 } },
    };
    const { run, store } = setUp(coder);
    const result = await run(largest);
    expect(result).toMatchObject({ solved: false, attempts: 1, evaluations: 0 });
    expect(result.reason).toMatch(
      /^gave up: The examples do not say what is wanted: for \(\[.*would decide$/,
    );
    expect(await store.count()).toBe(0);
  });

  it("another coder's program is a rival to what is written", async () => {
    const last = "export function largest(xs: number[]): number {\n  return xs[xs.length - 1] ?? 0;\n}\n";
    const most = "export function largest(xs: number[]): number {\n  return Math.max(...xs);\n}\n";
    const alone = setUp(scriptedCoder([last]));
    expect(await alone.run(largest)).toMatchObject({ solved: true });
    const compared = setUp(scriptedCoder([last]), scriptedCoder([most]));
    expect(await compared.run(largest)).toMatchObject({ solved: false });
    expect(compared.verdicts().at(-1)).toMatchObject({ evaluator: "agreement", status: "failed" });
    const agreeing = setUp(scriptedCoder([most]), scriptedCoder([most.replace("...xs", "...xs, xs[0]!")]));
    expect(await agreeing.run(largest)).toMatchObject({ solved: true });
    const cases = [
      { input: [[9, 1]], output: 9 },
      { input: [[2]], output: 2 },
    ];
    const hidden = setUp(scriptedCoder([most]), scriptedCoder([last]));
    expect(await hidden.run({ ...largest, cases })).toMatchObject({ solved: true });
  });
});
