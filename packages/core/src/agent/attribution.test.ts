import { describe, expect, it } from "vitest";
import type { Coder } from "../coders/coder.ts";
import { Tracer } from "../events/tracer.ts";
import type { Evaluator } from "../evaluators/evaluator.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { Json } from "../json/json.ts";
import type { Outcome, RunResult } from "../sandbox/outcome.ts";
import type { ToolCallRecord } from "../sandbox/run-trace.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySink } from "../testing/memory-sink.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { type Agent, runEpisode } from "./agent.ts";

const double: Task = {
  id: "s/double",
  suite: "s",
  name: "double",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
  cases: [0, -4, 61_111].map((n) => ({ input: [n], output: 2 * n })),
  score: [],
};
const right = "export function double(n: number): number {\n  return 2 * n;\n}\n";
const wrong = "export function double(n: number): number {\n  return n + 1;\n}\n";

/** What a run ends as instead, or `undefined` for what it really does. */
type Weather = (call: { input: Json[]; run: number; hidden: boolean }) => Partial<Outcome> | undefined;

/** An agent in a sandbox that is out of order as told; runs count from 1. */
function setUp(options: { coder?: Coder; weather?: Weather; visible?: Evaluator[]; tries?: number }) {
  const inner = inProcessSandbox();
  let runs = 0;
  const sandbox: Sandbox = {
    ...inner,
    run: async (program, input, given) => {
      const batch = program.name === "call-all";
      const inputs = batch ? (input[0] as Json[][]) : [input];
      const hidden = inputs.some(([n]) => n === 0 || n === -4 || n === 61_111);
      const instead = options.weather?.({
        input: batch ? (inputs[0] as Json[]) : input,
        run: ++runs,
        hidden,
      });
      const outcome = await inner.run(program, input, given);
      return instead ? ({ ...outcome, ...instead } as Outcome) : outcome;
    },
  };
  const coder = options.coder ?? scriptedCoder([right, right]);
  const evaluators = standardEvaluators(sandbox);
  evaluators.visible.push(...(options.visible ?? []));
  const agent: Agent = {
    coder,
    sandbox,
    evaluators,
    patience: { tries: options.tries ?? 3, firstPauseMs: 1 },
    harness: exampleHarness({ evaluations: 100, attempts: 4 }, { tools: ["shelf"] }),
  };
  const sink = memorySink();
  const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [sink] });
  const causes = () =>
    sink.events.flatMap((event) => (event.type === "failure-attributed" ? [event.attribution.cause] : []));
  const run = (signal?: AbortSignal) => runEpisode(double, agent, tracer, signal);
  return { agent, coder, events: sink.events, causes, run };
}

const unanswered: Partial<Outcome> = {
  kind: "timeout",
  limit: "wallMs",
  limitMs: 5,
  toolCalls: [{ ...call("", null), endMs: null }],
};
const failed = (name: string, data: Json = null): Partial<Outcome> => ({
  ...threw,
  toolCalls: [call(name, data)],
});
const threw: RunResult = { kind: "error", name: "Error", message: "no", stack: ["double:2:3"] };

function call(name: string, data: Json): ToolCallRecord {
  const output = { name, message: "it said so", data };
  return {
    tool: "shelf.take",
    by: "double",
    effect: "read",
    input: null,
    startMs: 0,
    endMs: 1,
    ok: false,
    output,
  };
}

describe("an attempt that fails", () => {
  it("is the program's own fault where nothing else is, and is written again", async () => {
    const { run, causes, coder } = setUp({ coder: scriptedCoder([wrong, right]) });
    expect(await run()).toMatchObject({ solved: true, attempts: 2 });
    expect(causes()).toEqual(["own"]);
    expect((coder as ReturnType<typeof scriptedCoder>).requests[1]?.past[0]?.attribution?.cause).toBe("own");
  });

  it.each([
    ["threw something that is no ToolFailure", failed("ToolError")],
    ["said that it is unavailable", failed("ToolFailure", { unavailable: "until noon" })],
    ["did not answer", unanswered],
  ])("is judged again while a tool %s, and costs no rewrite", async (_, instead) => {
    // Judged in a batch, then one by one, then once more to find out why: the second judgement finds the tool back.
    const { run, causes } = setUp({ weather: ({ run: n }) => (n <= 5 ? instead : undefined) });
    expect(await run()).toMatchObject({ solved: true, attempts: 1 });
    expect(causes()).toEqual(["environment"]);
  });

  it("is judged again after a crash that does not happen a second time", async () => {
    const crash: Partial<Outcome> = { kind: "crash", detail: "SIGKILL" };
    const { run, causes } = setUp({ weather: ({ run: n }) => (n <= 4 ? crash : undefined) });
    expect(await run()).toMatchObject({ solved: true, attempts: 1 });
    expect(causes()).toEqual(["environment"]);
  });

  it("is its own fault where the crash comes again", async () => {
    const crash: Partial<Outcome> = { kind: "crash", detail: "SIGKILL" };
    const { run, causes } = setUp({ weather: ({ run: n }) => (n <= 5 ? crash : undefined) });
    expect(await run()).toMatchObject({ attempts: 2 });
    expect(causes()).toEqual(["own"]);
  });

  it("parks the task where the environment stays out, after bounded tries and at no cost", async () => {
    const { run, causes, coder } = setUp({ weather: () => failed("ToolError") });
    expect(await run()).toMatchObject({
      solved: false,
      parked: true,
      reason: "parked: A tool was out: shelf.take: it said so.",
      attempts: 1,
      evaluations: 1,
    });
    expect(causes()).toEqual(["environment", "environment", "environment"]);
    expect((coder as ReturnType<typeof scriptedCoder>).requests).toHaveLength(1);
  });

  it("parks the task where the untouched world lacks something that no program can provide", async () => {
    const { run, agent, causes } = setUp({ weather: () => failed("ToolFailure", { missing: ["oak"] }) });
    let resets = 0;
    agent.resetWorld = async () => void resets++;
    expect(await run()).toMatchObject({ parked: true, attempts: 1 });
    expect(causes()).toEqual(["precondition"]);
    expect(resets).toBe(1);
  });

  it("is judged again where only a touched world lacked it", async () => {
    let untouched = false;
    const answered = { toolCalls: [{ ...call("", null), ok: true }] };
    const { run, agent, causes } = setUp({
      weather: () => (untouched ? answered : failed("ToolFailure", { missing: "oak" })),
    });
    agent.resetWorld = async () => void (untouched = true);
    expect(await run()).toMatchObject({ solved: true, attempts: 1 });
    expect(causes()).toEqual(["environment"]);
  });

  it("goes back to the coder where the tool says what to try", async () => {
    const coder = scriptedCoder([right, right]);
    const instead = failed("ToolFailure", { missing: ["oak"], try: ["buy it"] });
    const { run, causes } = setUp({ coder, weather: ({ run: n }) => (n <= 5 ? instead : undefined) });
    expect(await run()).toMatchObject({ solved: true, attempts: 2 });
    expect(causes()).toEqual(["own"]);
    expect(coder.requests[1]?.past[0]?.feedback[1]).toContain("(missing: oak); to try: buy it");
  });

  it("asks an evaluator that could not judge once more, and never has the program rewritten for it", async () => {
    let asked = 0;
    const flaky = (upTo: number): Evaluator => ({
      id: "flaky",
      digest: "d",
      evaluate: async () => {
        if (++asked <= upTo) throw new TypeError("out of order");
        return { status: "passed" };
      },
    });
    const once = setUp({ visible: [flaky(1)] });
    expect(await once.run()).toMatchObject({ solved: true, attempts: 1 });
    asked = 0;
    const always = setUp({ visible: [flaky(9)] });
    expect(await always.run()).toMatchObject({
      parked: true,
      attempts: 1,
      reason: "parked: flaky could not judge: it threw TypeError: out of order",
    });
    expect([asked, always.causes()]).toEqual([2, ["evaluator", "evaluator"]]);
  });

  it("says of a hidden case no more than whose fault it was", async () => {
    const secret = {
      ...threw,
      message: "61111",
      toolCalls: [{ ...call("ToolFailure", { missing: ["61111"] }) }],
    };
    const coder = scriptedCoder([right, wrong]);
    const parked = setUp({ coder, weather: ({ hidden }) => (hidden ? secret : undefined) });
    const result = await parked.run();
    expect(result).toMatchObject({ parked: true, reason: expect.stringContaining("not shown") as string });
    expect(JSON.stringify([result.reason, coder.requests])).not.toContain("61111");
  });

  it("can be stopped during a pause", async () => {
    const controller = new AbortController();
    const { agent, run, events } = setUp({ weather: () => failed("ToolError") });
    agent.patience = { tries: 9, firstPauseMs: 600_000 };
    const running = run(controller.signal);
    await expect.poll(() => events.some(({ type }) => type === "failure-attributed")).toBe(true);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: "interrupted" });
  });
});
