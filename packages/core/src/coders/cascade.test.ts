import { describe, expect, it } from "vitest";
import { runEpisode } from "../agent/agent.ts";
import { Budget } from "../budget/budget.ts";
import type { TraceEvent } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import { ask } from "../models/ask.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { cascade } from "./cascade.ts";
import type { Coder } from "./coder.ts";

const task: Task = {
  id: "s/double",
  suite: "s",
  name: "double",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
  cases: [0, -4, 111].map((n) => ({ input: [n], output: 2 * n })),
  score: [],
};
const program = (text: string) => `export function double(n: number): number {\n  return ${text};\n}\n`;

async function solve(coder: Coder, budget: Partial<Budget["limits"]> = {}) {
  const sandbox = inProcessSandbox();
  const sink = memorySink();
  const agent = {
    coder,
    sandbox,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness({ evaluations: 1000, attempts: 9, ...budget }),
  };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  const result = await runEpisode(task, agent, tracer);
  return { result, stages: sink.events.filter((event) => event.type === "stage-ended"), events: sink.events };
}

/** A coder that asks a model for each program. */
function asking(id: string, texts: string[]): Coder & { model: ReturnType<typeof scriptedModel> } {
  const model = scriptedModel(texts.map(program), { id });
  return {
    id,
    model,
    async write({ name, task: { signature }, emit }, budget) {
      const request = { messages: [{ role: "user" as const, content: "x".repeat(40) }] };
      const { reply, cost } = await ask(model, request, budget, { role: "coder", attempt: 1, emit });
      return { kind: "programs", programs: [{ name, signature, source: reply.text }], cost };
    },
  };
}

const told = (stages: TraceEvent[]) =>
  stages.map((event) => event.type === "stage-ended" && [event.stage, event.solved, event.reason]);

describe("cascade", () => {
  it("hands over with the past attempts when a stage gives up, and tells what each cost and solved", async () => {
    const cheap = scriptedCoder([program("n + 1")], { evaluationsEach: 30 });
    const dear = scriptedCoder([program("2 * n")], { evaluationsEach: 200 });
    const { result, stages } = await solve(cascade([{ coder: cheap }, { coder: dear }]));
    expect(result).toMatchObject({ solved: true, attempts: 2, evaluations: 260 });
    expect(dear.requests[0]?.past.map(({ program: one }) => one?.source)).toEqual([program("n + 1")]);
    expect(told(stages)).toEqual([
      [1, false, "the script is over"],
      [2, true, "solved"],
    ]);
    expect(stages.map((event) => event.cost.evaluations)).toEqual([60, 200]);
  });

  it("stops a stage at its share and leaves the rest to the next one", async () => {
    const cheap = scriptedCoder(
      Array.from({ length: 9 }, (_, i) => program(`n + ${i + 10}`)),
      { evaluationsEach: 30 },
    );
    const dear = scriptedCoder([program("2 * n")], { evaluationsEach: 5 });
    const byEvaluations = await solve(
      cascade([{ coder: cheap, budget: { evaluations: 50 } }, { coder: dear }]),
    );
    expect(byEvaluations.result).toMatchObject({ solved: true, attempts: 3, evaluations: 55 });
    const byAttempts = await solve(
      cascade([
        { coder: scriptedCoder([program("n"), program("-n")]), budget: { attempts: 1 } },
        { coder: scriptedCoder([program("2 * n")]) },
      ]),
    );
    expect(byAttempts.result).toMatchObject({ solved: true, attempts: 2 });
    expect(told(byAttempts.stages)[0]).toEqual([1, false, "its attempts are used up"]);
  });

  it("goes on where a stage's model spent its share, and ends where the episode's budget is spent", async () => {
    const small = () => asking("small", ["n", "-n", "n + 1"]);
    const large = asking("large", ["2 * n"]);
    const handed = await solve(cascade([{ coder: small(), budget: { requests: 2 } }, { coder: large }]));
    expect(handed.result).toMatchObject({ solved: true, requests: 3 });
    expect(told(handed.stages)).toEqual([
      [1, false, "its requests are used up"],
      [2, true, "solved"],
    ]);
    const spent = await solve(cascade([{ coder: small() }, { coder: asking("large", ["2 * n"]) }]), {
      requests: 2,
    });
    expect(spent.result).toMatchObject({ solved: false, reason: "requests used up", requests: 2 });
    expect(told(spent.stages)).toEqual([[1, false, "requests used up"]]);
  });

  it("says of each stage why it gave up once all have", async () => {
    const coder = cascade([{ coder: scriptedCoder([]) }, { coder: { ...scriptedCoder([]), id: "other" } }]);
    const { result, stages } = await solve(coder);
    expect(result.reason).toBe("gave up: scripted: the script is over; other: the script is over");
    expect(stages).toHaveLength(2);
  });

  it("has an id made of its stages, and needs one", () => {
    const coder = scriptedCoder([]);
    const two = cascade([{ coder, budget: { tokens: 9, evaluations: 5 } }, { coder: { ...coder, id: "b" } }]);
    expect(two.id).toBe("cascade(scripted [evaluations 5, tokens 9] > b)");
    expect(() => cascade([])).toThrow(/no stages/);
  });
});
