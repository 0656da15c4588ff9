import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Coder } from "../coders/coder.ts";
import type { TraceEvent } from "../events/event.ts";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { defineTool } from "../sandbox/tool.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { scriptedCoder } from "../testing/scripted-coder.ts";
import { createAgent } from "./create-agent.ts";

const goal = "Twice the number.";
const double = {
  goal,
  signature: "(n: number) => number",
  examples: [1, 2, 7].map((n) => ({ input: [n], output: 2 * n })),
};
const program = (text: string) => `export function twiceNumber(n: number): number {\n  return ${text};\n}\n`;
const withCoder = (coder: Coder) => createAgent({ coder, sandbox: inProcessSandbox() });

async function eventsOf(solving: AsyncIterable<TraceEvent>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  for await (const event of solving) events.push(event);
  return events;
}

/** A coder that waits until it is told to stop. */
const waiting: Coder = {
  id: "waiting",
  write: ({ signal }) =>
    new Promise((resolve) => {
      const over = { kind: "gave-up" as const, reason: "stopped", cost: { evaluations: 0 } };
      signal?.addEventListener("abort", () => resolve(over));
    }),
};

describe("solve", () => {
  it("takes a goal, a signature and examples, and gives the result to whoever awaits it", async () => {
    const store = memorySkillStore();
    const coder = scriptedCoder([program("2 * n")]);
    const { solve } = createAgent({ coder, sandbox: inProcessSandbox(), store });
    expect(await solve(double)).toMatchObject({
      solved: true,
      task: "library/twice-number",
      change: "added",
    });
    expect((await store.list()).map(({ name }) => name)).toEqual(["twice-number"]);
    expect(await solve(double)).toMatchObject({ reason: "known" });
  });

  it("gives its events to whoever iterates it, all of them, however late, and as often as one likes", async () => {
    const solving = withCoder(scriptedCoder([program("n"), program("2 * n")])).solve(double);
    const slow: TraceEvent[] = [];
    for await (const event of solving) {
      slow.push(event);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const late = await eventsOf(solving);
    expect(late).toEqual(slow);
    expect(slow.map(({ seq }) => seq)).toEqual(slow.map((_, i) => i));
    expect([slow[0]?.type, slow.at(-1)?.type]).toEqual(["episode-start", "episode-end"]);
    expect(await solving).toMatchObject({ solved: true, attempts: 2 });
  });

  it("aborts the episode when a loop is left before the end", async () => {
    const solving = withCoder(waiting).solve(double);
    for await (const event of solving) if (event.type === "episode-start") break;
    await expect(solving).rejects.toMatchObject({ code: "interrupted" });
    const ended = withCoder(scriptedCoder([program("2 * n")])).solve(double);
    for await (const event of ended) if (event.type === "episode-end") break;
    expect(await ended).toMatchObject({ solved: true });
  });

  it("stops when its signal says so, for whoever awaits and whoever iterates", async () => {
    const controller = new AbortController();
    const solving = withCoder(waiting).solve(double, { signal: controller.signal });
    const iterating = eventsOf(solving);
    controller.abort();
    await expect(iterating).rejects.toMatchObject({ code: "interrupted" });
    await expect(solving).rejects.toMatchObject({ code: "interrupted" });
  });

  it("gives an error to whoever awaits or iterates, and to nobody else", async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on("unhandledRejection", note);
    const agent = withCoder({ id: "broken", write: () => Promise.reject(new Error("no")) });
    const ignored = agent.solve(double);
    await expect(agent.solve(double)).rejects.toThrow("no");
    await expect(eventsOf(agent.solve(double))).rejects.toThrow("no");
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    expect(unhandled).toEqual([]);
    await expect(ignored).rejects.toThrow("no");
  });

  it("may have a budget of its own, which is part of the harness", async () => {
    const agent = withCoder(scriptedCoder(Array.from({ length: 9 }, () => program("n"))));
    const solving = agent.solve(double, { budget: { attempts: 1 } });
    expect(await solving).toMatchObject({ reason: "attempts used up", attempts: 1 });
    const [first] = await eventsOf(solving);
    const [other] = await eventsOf(agent.solve(double));
    expect(first?.harness).not.toBe(other?.harness);
    await expect(agent.solve(double, { budget: { attempts: 0 } })).rejects.toMatchObject({
      code: "budget-invalid",
    });
  });

  it.each([
    ["no goal", { ...double, goal: undefined }, /goal: /],
    ["no examples", { ...double, examples: [] }, /examples: /],
    ["an input that is no list", { ...double, examples: [{ input: 1, output: 2 }] }, /examples\.0\.input: /],
    [
      "too many inputs",
      { ...double, examples: [{ input: [1, 2], output: 2 }] },
      /examples\[0\]: input has 2 values, and the signature takes 1/,
    ],
    [
      "an input of another type",
      { ...double, cases: [{ input: ["1"], output: 2 }] },
      /cases\[0\]: n is not of type number/,
    ],
    [
      "an output of another type",
      { ...double, examples: [{ input: [1], output: "2" }] },
      /examples\[0\]: output is not of type number/,
    ],
    ["nothing", undefined, /goal: /],
  ])("says what is wrong with a task with %s", async (_, task, what) => {
    const solving = withCoder(scriptedCoder([])).solve(task as never);
    await expect(solving).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(what) as string,
    });
  });
});

describe("createAgent", () => {
  it("asks its own evaluators beside the standard ones", async () => {
    const short = defineEvaluator({
      id: "short",
      version: 1,
      evaluate: async ({ program: { source } }) =>
        source.includes("+ n + 0") ? { status: "failed", feedback: "Too long." } : { status: "passed" },
    });
    const coder = scriptedCoder([program("n + n + 0"), program("2 * n")]);
    const { agent, solve } = createAgent({
      coder,
      sandbox: inProcessSandbox(),
      evaluators: { visible: [short] },
    });
    expect(await solve(double)).toMatchObject({ solved: true, attempts: 2 });
    expect(coder.requests[1]?.past[0]?.feedback).toEqual(["Too long."]);
    expect(agent.harness.evaluators.map(({ id }) => id)).toContain("short");
  });

  it("grants its tools to every run and every check, and to the coder by their declarations", async () => {
    const inner = inProcessSandbox();
    const options: (RunOptions | undefined)[] = [];
    const sandbox: Sandbox = {
      ...inner,
      check: async (one, given) => {
        options.push(given);
        return { ...(await inner.check(one, given)), diagnostics: [], imports: ["#tools/other"] };
      },
      run: (one, input, given) => {
        options.push(given);
        return inner.run(one, input, given);
      },
      declareTools: (set) => ({ "#tools/clock": `declared ${Object.keys(set).join()}` }),
    };
    const now = defineTool({
      description: "The time.",
      input: z.null(),
      output: z.number(),
      effect: "read",
      call: async () => 0,
    });
    const tools = { clock: { now } };
    const coder = scriptedCoder([program("2 * n")]);
    const { agent, solve } = createAgent({ coder, sandbox, tools, store: memorySkillStore() });
    const solving = solve(double);
    expect(await solving).toMatchObject({ solved: false });
    expect(coder.requests[0]?.tools).toEqual({ "#tools/clock": "declared clock" });
    expect(agent.harness.tools).toEqual(["clock"]);
    const verdicts = (await eventsOf(solving)).filter((event) => event.type === "verdict-given");
    expect(verdicts.at(-1)?.verdict).toMatchObject({ evaluator: "policy", status: "failed" });
    expect(options.length).toBeGreaterThan(0);
    expect(options.every((given) => given?.tools === tools)).toBe(true);
  });
});

it("says what it lacks", () => {
  const sandbox = undefined as unknown as Sandbox;
  expect(() => createAgent({ coder: waiting, sandbox })).toThrow("An agent has no sandbox");
  expect(() => createAgent({ sandbox: inProcessSandbox() })).toThrow("neither a coder nor a model");
});
