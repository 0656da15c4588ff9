import { type Agent, type Coder, type Config, defineEvaluator, type Task } from "@portolan/core";
import type { Arm } from "./arm.ts";
import { type Lots, slippingCoder } from "./slipping-coder.ts";

/** The settings of an arm's agent: those of the experiment, changed. */
export function settingsOf(config: Config, { settings, budget, feedback, curriculum }: Arm): Config {
  const changed = { ...config, ...settings };
  const times = <T extends number | undefined>(limit: T): T =>
    (limit === undefined ? undefined : limit * budget) as T;
  const whole = <T extends number | undefined>(limit: T): T => {
    const amount = times(limit);
    return (amount === undefined ? undefined : Math.max(1, Math.round(amount))) as T;
  };
  return {
    ...changed,
    evaluations: whole(changed.evaluations),
    attempts: whole(changed.attempts),
    requests: whole(changed.requests),
    tokens: whole(changed.tokens),
    costUsd: times(changed.costUsd),
    wallMs: whole(changed.wallMs),
    ...(feedback === "blind" && { reflection: "blind" as const }),
    ...(curriculum !== undefined && curriculum !== "random" && { curriculum }),
  };
}

/** A task as an arm's agent is given it. */
export function taskFor(task: Task, { gate }: Arm): Task {
  if (gate === "full") return task;
  // What a task demands of the gate would be demanded of none.
  return gate === "none" ? { ...task, cases: [], gate: undefined } : { ...task, cases: [] };
}

/** An agent as an arm changes it. */
export function agentFor(agent: Agent, arm: Arm, lots: Lots): Agent {
  return toldLess(gatedLess(slipping(agent, arm, lots), arm), arm);
}

function slipping(agent: Agent, { slips }: Arm, lots: Lots): Agent {
  const { coder, sandbox } = agent;
  return slips === undefined
    ? agent
    : { ...agent, coder: slippingCoder(coder, { ...lots, share: slips, sandbox }) };
}

/** Without a gate what fits the examples is admitted. */
function gatedLess(agent: Agent, { gate }: Arm): Agent {
  if (gate !== "none") return agent;
  const evaluators = { visible: agent.evaluators.visible, gate: [nobodyAsked] };
  const listed = [...evaluators.visible, ...evaluators.gate].map(({ id, digest }) => ({ id, digest }));
  return { ...agent, evaluators, harness: { ...agent.harness, evaluators: listed } };
}

/** Stands where a task in a world demands that its runs are judged. */
const nobodyAsked = defineEvaluator({
  id: "world-runs",
  version: 0,
  cost: "none",
  evaluate: async () => ({ status: "abstained", feedback: "This arm has no gate." }),
});

function toldLess(agent: Agent, { feedback }: Arm): Agent {
  if (feedback === "all") return agent;
  const { coder, harness } = agent;
  // A failure that is not told may bring no skills to light either.
  const retrieval = { ...harness.retrieval, afterFailure: undefined };
  // What a model is asked again is its policy's affair, which counts the attempts.
  const isModel = harness.models?.coder !== undefined || harness.models?.large !== undefined;
  const told = feedback === "blind" && isModel ? coder : deafCoder(coder, feedback);
  return { ...agent, coder: told, harness: { ...harness, retrieval } };
}

function deafCoder(coder: Coder, feedback: "none" | "blind"): Coder {
  return {
    id: `${coder.id}:told-${feedback === "blind" ? "nothing" : "failed"}`,
    write: (request, budget) => {
      const past =
        feedback === "blind"
          ? []
          : request.past.map(({ attempt, program }) => ({ attempt, program, feedback: [] }));
      return coder.write({ ...request, past }, budget);
    },
    ended: (budget, how) => coder.ended?.(budget, how),
  };
}
