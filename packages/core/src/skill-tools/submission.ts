import { type Agent, runEpisode } from "../agent/agent.ts";
import type { Coder } from "../coders/coder.ts";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { Evaluator } from "../evaluators/evaluator.ts";
import type { EpisodeResult } from "../events/event.ts";
import { Tracer } from "../events/tracer.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import { type Harness, harnessDigest } from "../harness/harness.ts";
import type { Program } from "../program/program.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import type { ToolCall } from "./agent-tool.ts";

/** A program that somebody asks to have admitted. */
export interface Submission {
  task: Task;
  source: string;
}

/** What the gate made of it. */
export interface Judged {
  result: EpisodeResult;
  /** `examples: failed`, in the order in which they were given. */
  verdicts: string[];
  /** What a refused program can be written again by. */
  feedback: string[];
}

interface Judging extends Pick<
  ToolCall,
  "store" | "sandbox" | "evaluators" | "origin" | "client" | "signal"
> {
  /** Namespaces of tools that programs may import. */
  tools: readonly string[];
  onVerdict: (verdict: string) => void;
}

/** The second attempt is for hearing what was said of the first. */
const budget = { evaluations: 1_000, attempts: 2 };
/** As many as a search shows when nothing else is asked for. */
const retrieval = { limit: 5 };

/**
 * One episode whose coder is the client: the same gate, the same evidence, the same records as of any other. Programs for the task
 * that the gate refused before count, so that trying until luck helps does not help.
 * @throws PortolanError `interrupted`
 */
export async function judgeSubmission({ task, source }: Submission, judging: Judging): Promise<Judged> {
  const { store, origin, client, signal, onVerdict } = judging;
  const program: Program = { name: task.name ?? task.id, signature: task.signature, source };
  const feedback: string[] = [];
  const coder: Coder = {
    id: `${origin}:${client}`,
    write: async ({ past }) => {
      const last = past.at(-1);
      if (!last) return { kind: "programs", programs: [program], cost: { evaluations: 0 } };
      feedback.push(...last.feedback);
      return { kind: "gave-up", reason: "the client was told", cost: { evaluations: 0 } };
    },
  };
  const agent = agentFor(coder, judging, await refusedBefore(task, store));
  const harness = harnessDigest(agent.harness);
  const verdicts: string[] = [];
  const tracer = new Tracer({
    voyage: `${origin}-${client}`,
    harness,
    sinks: [
      {
        emit(event) {
          if (event.type !== "verdict-given") return;
          const verdict = `${event.verdict.evaluator}: ${event.verdict.status}`;
          verdicts.push(verdict);
          onVerdict(verdict);
        },
      },
    ],
  });
  const result = await runEpisode(task, agent, tracer, signal);
  return { result, verdicts, feedback: [...new Set(feedback)] };
}

function agentFor(coder: Coder, judging: Judging, judgedBefore: string[]): Agent {
  const { store, sandbox, tools, evaluators: own = {} } = judging;
  const standard = standardEvaluators(sandbox, { tools, store });
  const gate = standard.gate.map((one) => (one.id === "gate-cases" ? submittedCases(one) : one));
  const evaluators = {
    visible: [...standard.visible, ...(own.visible ?? [])],
    gate: [...gate, ...(own.gate ?? [])],
  };
  const harness: Harness = {
    instructions: "",
    tools: [...tools],
    retrieval,
    orchestration: { budget },
    evaluators: [...evaluators.visible, ...evaluators.gate].map(({ id, digest }) => ({ id, digest })),
  };
  const patience = { tries: 2, firstPauseMs: 200 };
  return { coder, sandbox, store, evaluators, harness, patience, repairs: false, judgedBefore };
}

/** The same question under another name: the client, who wrote the cases too, has seen them, and the evidence must not say otherwise. */
function submittedCases(gateCases: Evaluator): Evaluator {
  return defineEvaluator({
    id: "submitted-cases",
    version: 1,
    settings: { as: gateCases.digest },
    evaluate: (subject) => gateCases.evaluate(subject),
  });
}

async function refusedBefore({ id }: Task, store: SkillStore): Promise<string[]> {
  const refused = (await store.quarantined()).filter(({ refusal }) => refusal.task === id);
  return refused.map(({ candidate }) => candidate.source);
}
