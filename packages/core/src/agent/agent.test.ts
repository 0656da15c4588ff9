import { describe, expect, it } from "vitest";
import type { Coder } from "../coders/coder.ts";
import type { TraceEvent } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { settle } from "./admission.ts";
import { type Agent, runEpisode } from "./agent.ts";

const double: Task = {
  id: "s/double",
  suite: "s",
  name: "double",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
  cases: [0, -4, 111].map((n) => ({ input: [n], output: 2 * n })),
  score: [{ input: [987_001], output: 1_974_002 }],
};
const right = "export function double(n: number): number {\n  return 2 * n;\n}\n";
const wrongOnExamples = "export function double(n: number): number {\n  return n + 1;\n}\n";
const wrongOnCases = "export function double(n: number): number {\n  return n < 0 ? 0 : 2 * n;\n}\n";

function setUp(coder: Coder, fields: { evaluations?: number; attempts?: number; limit?: number } = {}) {
  const sandbox = inProcessSandbox();
  const store = memorySkillStore();
  const sink = memorySink();
  const agent: Agent = {
    coder,
    sandbox,
    store,
    evaluators: standardEvaluators(sandbox),
    harness: exampleHarness(
      { evaluations: fields.evaluations ?? 100, attempts: fields.attempts ?? 4 },
      { retrieval: { limit: fields.limit ?? 5 } },
    ),
  };
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  tracer.enterEpisode(0);
  return {
    agent,
    store,
    tracer,
    events: sink.events,
    run: (task: Task = double) => runEpisode(task, agent, tracer),
  };
}

const kinds = (events: readonly TraceEvent[]): string[] => events.map(({ type }) => type);

describe("runEpisode", () => {
  it("admits a program that passes the gate, with its evidence", async () => {
    const { run, store, events } = setUp(scriptedCoder([right]));
    expect(await run()).toMatchObject({
      solved: true,
      reason: "admitted",
      attempts: 1,
      evaluations: 1,
      depth: 0,
    });
    const skill = await store.get("double");
    expect(skill).toMatchObject({
      status: "active",
      description: double.goal,
      evals: { cases: double.cases },
    });
    expect(skill?.evidence.checks).toEqual({ examples: 3, cases: 3, generated: 7, lowerBound: 0.3684 });
    expect(skill?.evidence.verdicts.map(({ status }) => status)).not.toContain("failed");
    const order = kinds(events);
    expect(order.indexOf("gate-passed")).toBeLessThan(order.indexOf("episode-end"));
    expect(order.indexOf("episode-end")).toBeLessThan(order.indexOf("skill-admitted"));
  });

  it("gives what failed back to the coder, without the hidden cases", async () => {
    const coder = scriptedCoder([wrongOnExamples, wrongOnCases, right]);
    expect(await setUp(coder).run()).toMatchObject({ solved: true, attempts: 3 });
    const [, second, third] = coder.requests;
    expect(second?.past[0]?.feedback[0]).toContain("(2): expected 4, got 3");
    expect(third?.past[1]?.feedback).toEqual(["It is wrong on cases that are not shown."]);
    const asked = JSON.stringify(coder.requests);
    for (const hidden of ["111", "222", "987001", "1974002"]) expect(asked).not.toContain(hidden);
  });

  it("does not judge the same program again, and says so to the coder", async () => {
    const coder = scriptedCoder([wrongOnExamples, wrongOnExamples, wrongOnExamples, right]);
    const { run, events } = setUp(coder);
    expect(await run()).toMatchObject({ solved: true, attempts: 4 });
    const judged = events.flatMap((event) => (event.type === "verdict-given" ? [event.attempt] : []));
    expect([...new Set(judged)]).toEqual([1, 4]);
    const [told, ...rest] = coder.requests[3]?.past[2]?.feedback ?? [];
    expect(told).toContain("the program of attempt 1 again");
    expect(rest.join()).toContain("expected 4, got 3");
  });

  it("keeps what the gate refused in quarantine, and what failed before only in the trace", async () => {
    const { run, store } = setUp(scriptedCoder([wrongOnExamples, wrongOnCases]));
    expect(await run()).toMatchObject({
      solved: false,
      reason: "gave up: the script is over",
      refusedBy: "gate-cases",
    });
    const refused = await store.quarantined();
    expect(refused.map(({ candidate, refusal }) => [candidate.source, refusal.evaluator])).toEqual([
      [wrongOnCases, "gate-cases"],
    ]);
    expect(await store.search({ text: double.goal, signature: double.signature })).toEqual([]);
    expect(await store.list()).toEqual([]);
  });

  it("never ends above its budget by more than the step under way", async () => {
    const coder = scriptedCoder(
      Array.from({ length: 9 }, () => wrongOnExamples),
      { evaluationsEach: 40 },
    );
    const byAttempts = await setUp(coder, { attempts: 2 }).run();
    expect(byAttempts).toMatchObject({
      solved: false,
      reason: "attempts used up",
      attempts: 2,
      evaluations: 80,
    });
    const byEvaluations = await setUp(coder).run();
    expect(byEvaluations).toMatchObject({ reason: "evaluations used up", attempts: 3, evaluations: 100 });
  });

  it("tells a coder that is broken from one that is weak", async () => {
    const feedback = "The agent ended with exit code 1.";
    const broken: Coder = {
      id: "broken",
      write: async () => ({ kind: "unusable", feedback, cost: { evaluations: 0 } }),
    };
    const result = await setUp(broken, { attempts: 2 }).run();
    expect(result).toMatchObject({ solved: false, reason: "attempts used up", unusable: feedback });
    expect(
      await setUp(scriptedCoder([right.replace("return", "return 1 +")]), { attempts: 1 }).run(),
    ).not.toHaveProperty("unusable");
  });

  it("composes: a program may import a retrieved skill and is pinned to it", async () => {
    const fourfold: Task = {
      ...double,
      id: "s/fourfold",
      name: "fourfold",
      goal: "Four times the number, twice twice.",
      examples: [1, 2, 7].map((n) => ({ input: [n], output: 4 * n })),
      cases: [0, -4, 111].map((n) => ({ input: [n], output: 4 * n })),
    };
    const source = `import { double } from "#skills/double";\n\nexport function fourfold(n: number): number {\n  return double(double(n));\n}\n`;
    const { run, store } = setUp(scriptedCoder([right, source]));
    await run();
    const result = await run(fourfold);
    expect(result).toMatchObject({ solved: true, retrieved: ["double"], called: ["double"], depth: 1 });
    const callee = await store.get("double");
    expect((await store.get("fourfold"))?.uses).toEqual([{ name: "double", digest: callee?.digest }]);
  });

  it("does not keep a second skill that behaves like one it has", async () => {
    const { run, store } = setUp(scriptedCoder([right, right.replaceAll("double", "twice")]));
    await run();
    const again = await run({ ...double, id: "s/twice", name: "twice" });
    expect(again).toMatchObject({ solved: true, reason: "known", skill: { name: "double" } });
    expect((await store.list()).map(({ name }) => name)).toEqual(["double"]);
  });

  it("knows the task of a skill that it has, without writing anything", async () => {
    const coder = scriptedCoder([right]);
    const { run, store } = setUp(coder);
    await run();
    const again = await run({ ...double, cases: [{ input: [50], output: 100 }] });
    expect(again).toMatchObject({
      solved: true,
      reason: "known",
      attempts: 0,
      evaluations: 1,
      called: ["double"],
    });
    expect(coder.requests.length).toBe(1);
    expect((await store.list()).length).toBe(1);
  });

  it("gives a program another name when its own is taken, also by a skill that is out of use", async () => {
    const triple = "export function doubleS(n: number): number {\n  return 3 * n;\n}\n";
    const { run, store } = setUp(scriptedCoder([right, triple]));
    await run();
    await store.transition("double", "deprecated", "test");
    const by3 = (n: number) => ({ input: [n], output: 3 * n });
    const other = await run({ ...double, examples: [1, 2, 7].map(by3), cases: [0, 5].map(by3) });
    expect(other).toMatchObject({ change: "added", skill: { name: "double-s" } });
    expect((await store.get("double"))?.status).toBe("deprecated");
  });

  it("says what the store made of an approved program", async () => {
    const { run, store, tracer, events } = setUp(scriptedCoder([right]));
    expect(await run()).toMatchObject({ reason: "admitted", change: "added" });
    const ended = events.find((event) => event.type === "episode-end");
    expect(ended?.result.change).toBeUndefined();
    expect(await settle(events, store, tracer)).toBe("added");
    expect(
      await settle(
        events.filter(({ type }) => type !== "skill-admitted"),
        store,
        tracer,
      ),
    ).toBe("unchanged");
    const approved = events.find((event) => event.type === "gate-passed");
    if (!approved) throw new Error("nothing was approved");
    const other = { ...approved.candidate, source: `${right}// other` };
    expect(await settle([{ ...approved, candidate: other }], store, tracer)).toBe("name-taken");
    const uses = [{ name: "absent", digest: "0".repeat(64) }];
    const orphan = { ...approved.candidate, name: "caller", uses };
    expect(await settle([{ ...approved, candidate: orphan }], store, tracer)).toBeUndefined();
    expect(kinds(events).at(-1)).toBe("admission-failed");
  });

  it("refuses the account of a coder that spends less than nothing, and stops one that spends too much", async () => {
    const spending = (evaluations: number): Coder => ({
      id: "spending",
      write: async ({ name, task: { signature } }, budget) => {
        budget.spend("evaluations", evaluations);
        return {
          kind: "programs",
          programs: [{ name, signature, source: wrongOnExamples }],
          cost: { evaluations },
        };
      },
    });
    await expect(setUp(spending(-5)).run()).rejects.toMatchObject({ code: "budget-invalid" });
    expect(await setUp(spending(1_000)).run()).toMatchObject({ attempts: 1, reason: "evaluations used up" });
  });

  it("lets neither expected values of hidden cases nor score cases into coder, sandbox or store", async () => {
    const task = {
      ...double,
      cases: [{ input: [1_234], output: 71_234 }],
      score: [{ input: [4_321], output: 8_642 }],
    };
    const coder = scriptedCoder([right, wrongOnCases]);
    const { run, agent, store, events } = setUp(coder);
    const entered: unknown[] = [];
    const { sandbox } = agent;
    const recording: Sandbox = {
      ...sandbox,
      run: async (...call) => {
        entered.push(call);
        return sandbox.run(...call);
      },
    };
    agent.sandbox = recording;
    agent.evaluators = standardEvaluators(recording);
    expect(await run(task)).toMatchObject({ solved: false });
    expect(JSON.stringify(entered)).toContain("1234");
    expect(JSON.stringify([entered, coder.requests])).not.toMatch(/71234|4321|8642/);
    expect(JSON.stringify([await store.quarantined(), events])).not.toMatch(/4321|8642/);
  });

  it("runs without a store: nothing is retrieved, nothing is kept, the gate judges all the same", async () => {
    const { agent, tracer, events } = setUp(scriptedCoder([wrongOnCases, right]));
    const result = await runEpisode(double, { ...agent, store: undefined }, tracer);
    expect(result).toMatchObject({ solved: true, attempts: 2, retrieved: [] });
    expect(kinds(events)).not.toContain("gate-refused");
  });

  it("stops with an error that says how to go on when it is told to", async () => {
    const { agent, tracer } = setUp(scriptedCoder([right]));
    await expect(runEpisode(double, agent, tracer, AbortSignal.abort())).rejects.toMatchObject({
      code: "interrupted",
    });
  });
});

describe("what the gate is there for", () => {
  const examples = [[3, 1, 2], [], [5], [9, 9, 1], [4, 8]];
  const sorted: Task = {
    id: "s/sorted",
    suite: "s",
    name: "sorted",
    goal: "The numbers in ascending order.",
    signature: "(xs: number[]) => number[]",
    order: 0,
    examples: examples.map((xs) => ({ input: [xs], output: xs.toSorted((a, b) => a - b) })),
    cases: [
      [10, 9, 100],
      [2, 1],
    ].map((xs) => ({ input: [xs], output: xs.toSorted((a, b) => a - b) })),
    score: [],
  };
  const program = (body: string): string =>
    `export function sorted(xs: number[]): number[] {\n  ${body}\n}\n`;
  const table = `const key = JSON.stringify(xs);
  if (key === "[3,1,2]") return [1, 2, 3];
  if (key === "[9,9,1]") return [1, 9, 9];
  if (key === "[4,8]") return [4, 8];
  return xs;`;

  it.each([
    [
      "a wrong skill that passes the visible examples",
      program("return xs.toSorted();"),
      sorted,
      "gate-cases",
    ],
    ["a table of the examples", program(table), sorted, "examples-table"],
    ["a table, where there are no hidden cases", program(table), { ...sorted, cases: [] }, "examples-table"],
    [
      "a table that hides its literals",
      program(`const table: Record<string, string> = { "3,1,2": "1,2,3", "": "", "5": "5", "9,9,1": "1,9,9", "4,8": "4,8" };
  return (table[xs.join()] ?? "").split(",").filter((item) => item !== "").map(Number);`),
      { ...sorted, cases: [] },
      "reads-input",
    ],
    [
      "a constant, where all cases agree with it",
      program("return [];"),
      { ...sorted, examples: [{ input: [[]], output: [] }], cases: [{ input: [[0]], output: [] }] },
      "evaluator-audit",
    ],
  ])("refuses %s", async (_, source, task, evaluator) => {
    const { run, store, agent, events } = setUp(scriptedCoder([source]));
    expect(await run(task)).toMatchObject({ solved: false });
    const [refused] = await store.quarantined();
    expect(refused?.refusal.evaluator).toBe(evaluator);
    expect(refused?.refusal.reason.length).toBeGreaterThan(10);
    expect(await store.search({ text: task.goal, signature: task.signature, limit: 50 })).toEqual([]);
    expect(kinds(events)).not.toContain("skill-admitted");
    expect(agent.evaluators.gate.map(({ id }) => id)).toContain(evaluator);
  });

  it("spends nothing more on a task that no program could pass, and says so", async () => {
    const task = {
      ...sorted,
      examples: [{ input: [[]], output: [] }],
      cases: [{ input: [[0]], output: [] }],
    };
    const { run, events } = setUp(scriptedCoder([program("return [];"), program("return xs.slice(9);")]));
    expect(await run(task)).toMatchObject({
      solved: false,
      attempts: 1,
      refusedBy: "evaluator-audit",
      reason: expect.stringMatching(/^the task is too weak: .* a constant$/) as string,
    });
    const verdicts = events.flatMap((event) => (event.type === "verdict-given" ? [event.verdict] : []));
    expect(verdicts.at(-1)).toMatchObject({ evaluator: "evaluator-audit", aboutTask: true });
  });

  it("judges once where the cases cannot support what the task demands, and parks nothing", async () => {
    const { run, events } = setUp(scriptedCoder([program("return xs.toSorted((a, b) => a - b);")]));
    const result = await run({ ...sorted, gate: { reliability: 0.99 } });
    expect(result).toMatchObject({ solved: false, attempts: 1 });
    expect(result.reason).toMatch(/^the task is too weak: The task demands a reliability of 0\.99/);
    expect(result.parked).toBeUndefined();
    expect(kinds(events).filter((kind) => kind === "failure-attributed")).toHaveLength(1);
  });

  it.each([
    ["a constant", program("return [1, 2, 3];")],
    ["a program that reads nothing", program("return [...[], 4, 8];")],
    ["a no-op", program("return undefined as any;")],
  ])("does not even take %s to the gate", async (_, source) => {
    const { run, store, events } = setUp(scriptedCoder([source]));
    expect(await run(sorted)).toMatchObject({ solved: false });
    expect(kinds(events)).not.toContain("gate-passed");
    expect(await store.list()).toEqual([]);
  });
});
