import { Budget, type BudgetLimits } from "../budget/budget.ts";
import type { EventBody } from "../events/event.ts";
import type { Json } from "../json/json.ts";
import { ask } from "../models/ask.ts";
import type { Model, ModelMessage } from "../models/model.ts";
import { fenced } from "../prompts/fenced.ts";
import { promptFile } from "../prompts/prompt-file.ts";
import type { Task } from "../task/task.ts";
import { type Curriculum, type Progress, unfinished } from "./curriculum.ts";
import { proposalJsonSchema, readProposal } from "./read-proposal.ts";

export interface ProposedOptions {
  model: Model;
  /** Name of the suite that the tasks belong to; `proposed` when absent. */
  suite?: string;
  /** Tasks that are known already: those of an earlier process, or of a suite. None of them is proposed again. */
  known?: readonly Task[];
  /** Tasks at most. */
  limit: number;
  /** What the model may see of the world. */
  state?: () => Json;
  /** For all proposals together; two requests a task when absent. */
  budget?: BudgetLimits;
  /** Told why a proposal is no task, the second one for good. */
  onRefused?: (problem: string, reply: string) => void;
  emit?: (event: EventBody) => void;
  signal?: AbortSignal;
}

/** So many of the last results are told. */
const told = 40;

/**
 * A model proposes the next task from what was tried and what the world holds. Only what a machine can check becomes a task: a
 * typed signature and examples that agree with it and each other, half of which the coder never sees. A proposal that is none, or
 * that was there before, is refused with the reason, once; after the second there is no task.
 * @throws PortolanError whatever `ask` throws
 */
export function proposed(options: ProposedOptions): Curriculum {
  const { model, suite = "proposed", limit, onRefused, emit, signal } = options;
  const [propose, repair] = [promptFile("curriculum-propose"), promptFile("curriculum-repair")];
  const budget = new Budget(options.budget ?? { evaluations: 1, attempts: 1, requests: 6 * limit });
  const tasks = [...(options.known ?? [])];
  const own: Task[] = [];
  return {
    async next(progress) {
      const [waiting] = unfinished(own, progress);
      if (waiting) return waiting;
      if (own.length >= limit) return undefined;
      const messages = propose.render({
        results: fenced(resultLines(progress, tasks)),
        state: fenced(JSON.stringify(options.state?.() ?? null), "json"),
      });
      const first = await askOnce(messages);
      let read = readProposal(first, suite, tasks);
      if ("problem" in read) {
        onRefused?.(read.problem, first);
        const [again] = repair.render({ problem: fenced(read.problem) });
        const second = await askOnce([
          ...messages,
          { role: "assistant", content: first },
          again as ModelMessage,
        ]);
        read = readProposal(second, suite, tasks);
        if ("problem" in read) {
          onRefused?.(read.problem, second);
          return undefined;
        }
      }
      tasks.push(read);
      own.push(read);
      return read;
    },
  };

  async function askOnce(messages: ModelMessage[]): Promise<string> {
    const request = { messages, schema: { name: "task", schema: proposalJsonSchema() } };
    const { reply } = await ask(model, request, budget, { role: "curriculum", attempt: 1, emit, signal });
    return reply.text;
  }
}

/** Goals, types and ends; never cases, which the model would only learn to avoid. */
function resultLines({ results }: Progress, tasks: readonly Task[]): string {
  const known = new Map(tasks.map((task) => [task.id, task]));
  const lines = results.slice(-told).map(({ task, solved, reason }) => {
    const found = known.get(task);
    return JSON.stringify({
      task,
      ...(found && { goal: found.goal, signature: found.signature }),
      solved,
      reason,
    });
  });
  return lines.length > 0 ? lines.join("\n") : "(nothing yet)";
}
