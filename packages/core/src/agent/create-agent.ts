import type { BudgetLimits } from "../budget/budget.ts";
import type { Coder } from "../coders/coder.ts";
import { modelCoder } from "../coders/model/model-coder.ts";
import { synthCoder } from "../coders/synth/synth-coder.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import type { EventSink } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { cheapestFirst } from "../gate/gate-for-task.ts";
import { type StandardEvaluators, standardEvaluators } from "../gate/standard-evaluators.ts";
import { type WorldGate, worldEvaluators } from "../gate/world-evaluators.ts";
import { type Harness, harnessDigest, type ReflectionPolicy } from "../harness/harness.ts";
import { digestOf } from "../json/json.ts";
import type { Model } from "../models/model.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { ToolSet } from "../sandbox/tool.ts";
import { sandboxWithTools } from "../sandbox/with-tools.ts";
import type { Verify } from "../skills/skill-change.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { type LooseTask, taskFrom } from "../task/loose-task.ts";
import { type Agent, runEpisode } from "./agent.ts";
import type { Patience } from "./patience.ts";
import { Solving } from "./solving.ts";

/** What an agent is made of; only a sandbox, and a coder or a model, are needed. */
export interface AgentOptions {
  /** Writes the programs; a coder that asks `model` when absent. */
  coder?: Coder;
  model?: Model;
  /** Adds to the goal, which describes a skill, when to use it; the goal alone when absent. */
  describe?: Model;
  /** Runs and checks programs; whoever made it disposes of it. */
  sandbox: Sandbox;
  /** Where skills come from and go to; without one nothing is retrieved and nothing is kept. */
  store?: SkillStore;
  /** What programs may call, and what the coder is told that they may; the evaluators let no other tool pass. */
  tools?: ToolSet;
  /** What an episode may spend: 100,000 evaluations and 10 attempts when absent. */
  budget?: Partial<BudgetLimits>;
  /** Further evaluators: the visible ones are asked after the standard ones of every attempt, the others at the gate. */
  evaluators?: Partial<StandardEvaluators>;
  /** The world that all tasks are in: programs are granted its tools, and judged by what they bring about in it. */
  world?: Omit<WorldGate, "tools" | "judge">;
  /** What a coder with a model is told, and how it learns from failures. */
  instructions?: string;
  reflection?: ReflectionPolicy;
  samples?: number;
  promptTokens?: number;
  /** Skills shown at most, 12 when absent, and how many of them only a failure may bring to light. */
  retrieval?: Partial<Harness["retrieval"]>;
  patience?: Patience;
  resetWorld?: () => Promise<void>;
  verify?: Verify;
  /** Get the events of all episodes, such as an `EventLog`. */
  sinks?: readonly EventSink[];
}

/** What one call of `solve` may say besides the task. */
export interface SolveOptions {
  signal?: AbortSignal;
  /** In place of the agent's, kind by kind. */
  budget?: Partial<BudgetLimits>;
}

/** An agent to solve tasks with; several may be under way at once. */
export interface TaskAgent {
  /** As it runs: for `runEpisode`, and for voyages. */
  readonly agent: Agent;
  /**
   * Begins an episode at once. Awaited it gives the result, iterated the events; it rejects with `usage`, `signature-invalid` or
   * `budget-invalid` for a task or a budget that cannot be used, and with whatever `runEpisode` throws.
   */
  solve: (task: LooseTask, options?: SolveOptions) => Solving;
}

/** Makes an agent to use as a library. */
export function createAgent(options: AgentOptions): TaskAgent {
  const agent = agentOf(options);
  let episodes = 0;
  return {
    agent,
    solve(loose, { signal, budget } = {}) {
      const episode = episodes++;
      return new Solving(async (sink, stop) => {
        const task = taskFrom(loose);
        const own = budget ? withBudget(agent, budget) : agent;
        const harness = harnessDigest(own.harness);
        const voyage = digestOf({ coder: own.coder.id, harness }).slice(0, 12);
        const tracer = new Tracer({ voyage, harness, sinks: [sink, ...(options.sinks ?? [])] });
        tracer.enterEpisode(episode);
        return runEpisode(task, own, tracer, stop);
      }, signal);
    },
  };
}

const defaultBudget = { evaluations: 100_000, attempts: 10 };

function agentOf(options: AgentOptions): Agent {
  const { model, describe, store, world, patience, verify, tools: own = {} } = options;
  if (!(options.sandbox as Sandbox | undefined)) {
    throw new PortolanError("usage", "An agent has no sandbox to run programs in.", {
      next: "Give it one: sandbox: createSandbox(), of @portolan/sandbox.",
    });
  }
  const tools: ToolSet = world ? { ...world.world.tools, ...own } : own;
  const resetWorld = options.resetWorld ?? (world && (() => world.world.reset(0)));
  const sandbox = sandboxWithTools(options.sandbox, tools);
  const namespaces = Object.keys(tools).toSorted();
  const standard = world
    ? worldEvaluators(sandbox, { ...world, tools: namespaces })
    : standardEvaluators(sandbox, { tools: namespaces, store });
  const evaluators: StandardEvaluators = {
    visible: cheapestFirst([...standard.visible, ...(options.evaluators?.visible ?? [])]),
    gate: cheapestFirst([...standard.gate, ...(options.evaluators?.gate ?? [])]),
  };
  const { instructions = "", reflection, samples, promptTokens } = options;
  const coder =
    options.coder ??
    (model && modelCoder({ model, policy: reflection, samples, promptTokens, sandbox, store }));
  if (!coder) {
    throw new PortolanError("usage", "An agent has neither a coder nor a model.", {
      next: "Give it one: coder: synthCoder({ sandbox }), or model: openAiModel({ … }).",
    });
  }
  const harness: Harness = {
    instructions,
    tools: namespaces,
    retrieval: store ? { limit: 12, ...(model && { afterFailure: 3 }), ...options.retrieval } : { limit: 0 },
    orchestration: { budget: { ...defaultBudget, ...options.budget }, reflection, samples, promptTokens },
    models: model || describe ? { coder: model?.id, describe: describe?.id } : undefined,
    evaluators: [...evaluators.visible, ...evaluators.gate].map(({ id, digest }) => ({ id, digest })),
  };
  const toolDeclarations = namespaces.length > 0 ? options.sandbox.declareTools?.(tools) : undefined;
  // The built-in coder is no model: where both come to the same program, that says something.
  const rivals = options.coder ? undefined : synthCoder({ sandbox, store });
  return {
    describe,
    coder,
    rivals,
    sandbox,
    evaluators,
    harness,
    store,
    toolDeclarations,
    patience,
    resetWorld,
    verify,
  };
}

function withBudget(agent: Agent, budget: Partial<BudgetLimits>): Agent {
  const { harness } = agent;
  const { orchestration } = harness;
  const changed = { ...orchestration, budget: { ...orchestration.budget, ...budget } };
  return { ...agent, harness: { ...harness, orchestration: changed } };
}
