import fc from "fast-check";
import { expect, it } from "vitest";
import type { BudgetLimits } from "../budget/budget.ts";
import type { Coder } from "../coders/coder.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { Tracer } from "../events/tracer.ts";
import { judgeEvaluator } from "../evaluators/judge/judge-evaluator.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import { ask } from "../models/ask.ts";
import type { Model, ModelUsage } from "../models/model.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { runEpisode } from "./agent.ts";

const task: Task = {
  id: "s/double",
  suite: "s",
  name: "double",
  goal: "Twice the number.",
  signature: "(n: number) => number",
  order: 0,
  examples: [1, 2].map((n) => ({ input: [n], output: 2 * n })),
  cases: [],
  score: [],
};
const price = { input: 3, output: 15 };

/** What one request does: its usage, and whether it failed and is sent again, fails for good, or is answered, rightly or not. */
interface Weather {
  input: number;
  output: number;
  end: "retry" | "outage" | "reply" | "right" | "unusable";
}

const programs = { reply: "n + 1", right: "n + n", unusable: "" };

/** A model whose requests go as told, one after the other; it keeps what they used, and the most that one of them did. */
function stormyModel(
  weather: readonly Weather[],
): Model & Record<"most" | "used", { requests: number; tokens: number; costUsd: number }> {
  let next = 0;
  const most = { requests: 1, tokens: 0, costUsd: 0 };
  const used = { requests: 0, tokens: 0, costUsd: 0 };
  return {
    id: "stormy",
    price,
    most,
    used,
    async complete(_request, { onRequest, onUsage, onRetry } = {}) {
      for (let tries = 1; ; tries++) {
        const { input, output, end } = weather[next++ % weather.length] as Weather;
        onRequest?.();
        const usage: ModelUsage = {
          inputTokens: input,
          cachedInputTokens: 0,
          outputTokens: output,
          reasoningTokens: 0,
        };
        const costUsd = (input * price.input + output * price.output) / 1e6;
        most.tokens = Math.max(most.tokens, input + output);
        most.costUsd = Math.max(most.costUsd, costUsd);
        used.requests++;
        used.tokens += input + output;
        used.costUsd += costUsd;
        onUsage?.(usage);
        if (end === "outage" || (end === "retry" && tries === 4)) {
          throw new PortolanError("model-unavailable", "It is out.", { next: "Wait." });
        }
        if (end === "retry") onRetry?.({ tries, afterMs: 1, reason: "503" });
        else return { text: programs[end], finish: "stop", usage, model: "stormy" };
      }
    },
  };
}

/** Asks twice for a program, as one does that reflects first. */
function twiceAsking(model: Model): Coder {
  return {
    id: "twice",
    async write({ name, task: { signature } }, budget) {
      const request = { messages: [{ role: "user" as const, content: "Write it." }] };
      await ask(model, request, budget, { role: "coder", attempt: 1 });
      const { reply, cost } = await ask(model, request, budget, { role: "coder", attempt: 1 });
      if (reply.text === "") return { kind: "unusable", feedback: "There is no program in it.", cost };
      const source = `export function double(n: number): number {\n  return ${reply.text};\n}\n`;
      return { kind: "programs", programs: [{ name, signature, source }], cost };
    },
  };
}

const budgets = fc.record<BudgetLimits>({
  evaluations: fc.constant(10),
  attempts: fc.integer({ min: 1, max: 6 }),
  requests: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  tokens: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  costUsd: fc.option(fc.double({ min: 1e-6, max: 0.05, noNaN: true }), { nil: undefined }),
});
const storms = fc.array(
  fc.record<Weather>({
    input: fc.integer({ min: 0, max: 900 }),
    output: fc.integer({ min: 0, max: 900 }),
    end: fc.constantFrom("retry", "retry", "outage", "reply", "reply", "right", "right", "unusable"),
  }),
  { minLength: 1, maxLength: 12 },
);

it("never ends above its budget by more than one request, also under retries and outages, and with a judge at the gate", async () => {
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(budgets, storms, async (limits, weather) => {
      const model = stormyModel(weather);
      const sandbox = inProcessSandbox();
      const opened: { spent?: BudgetLimits } = {};
      const coder = twiceAsking(model);
      // What it answers is no verdict: it is asked twice, and the program judged again.
      const counted: Model = {
        ...model,
        complete: (...asked) => {
          judged++;
          return model.complete(...asked);
        },
      };
      const agent = {
        coder: {
          ...coder,
          write: (...[request, budget]: Parameters<Coder["write"]>) => {
            opened.spent = budget.spent;
            return coder.write(request, budget);
          },
        },
        sandbox,
        evaluators: standardEvaluators(sandbox, { judge: judgeEvaluator({ model: counted, sandbox }) }),
        patience: { tries: 2, firstPauseMs: 0 },
        harness: exampleHarness(limits),
      };
      const tracer = new Tracer({ voyage: "v", harness: "h", sinks: [] });
      const result = await runEpisode(task, agent, tracer).catch((error: unknown) => {
        expect(error).toMatchObject({ code: "model-unavailable" });
        return undefined;
      });
      if (result) expect(result.reason).toMatch(/ used up$|^parked: /);
      expect(opened.spent?.attempts ?? 0).toBeLessThanOrEqual(limits.attempts);
      const { requests, tokens, costUsd } = model.used;
      expect(requests).toBeLessThanOrEqual(limits.requests ?? Infinity);
      expect(tokens).toBeLessThan((limits.tokens ?? Infinity) + model.most.tokens + 1);
      expect(costUsd).toBeLessThan((limits.costUsd ?? Infinity) + model.most.costUsd + 1e-9);
    }),
    { numRuns: 300 },
  );
  expect(judged).toBeGreaterThan(0);
});
