import { nearestNames } from "../errors/nearest-names.ts";
import { PortolanError } from "../errors/portolan-error.ts";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { Evaluator, EvaluatorCost } from "../evaluators/evaluator.ts";
import { supportEvaluator } from "../evaluators/support.ts";
import type { Task } from "../task/task.ts";
import { standardEvaluatorIds, type StandardEvaluators } from "./standard-evaluators.ts";

/** Evaluators as they are asked for a task: what it leaves out abstains, what it demands is there, and cheap ones come first. */
export function gateForTask(
  { visible, gate }: StandardEvaluators,
  { gate: settings = {}, world }: Pick<Task, "gate" | "world">,
): StandardEvaluators {
  const { without = [], reliability } = settings;
  const asked = (evaluators: readonly Evaluator[]): Evaluator[] =>
    cheapestFirst(evaluators.map((one) => (without.includes(one.id) ? leftOut(one) : one)));
  const demanded = reliability === undefined ? [] : [supportEvaluator(reliability)];
  // Judged by its examples alone, or by none, a task in a world would admit what nobody saw at work.
  if (world !== undefined && !gate.some(({ id }) => id === "world-runs")) demanded.push(absentWorld(world));
  return { visible: asked(visible), gate: asked([...demanded, ...gate]) };
}

/**
 * Refuses a task that leaves out an evaluator which there is not: misspelt, it would be asked all the same, and nobody would know.
 * @throws PortolanError `suite-invalid` with the nearest names
 */
export function requireKnownGate(
  { id, gate: { without = [] } = {} }: Pick<Task, "id" | "gate">,
  { visible, gate }: StandardEvaluators,
): void {
  // An agent that asks fewer of them, as an arm of a bench does, knows the others by name.
  const known = [...new Set([...standardEvaluatorIds, ...[...visible, ...gate].map((one) => one.id)])];
  const unknown = without.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearestNames(unknown, known);
  throw new PortolanError("suite-invalid", `The gate of ${id} leaves out an evaluator that there is not.`, {
    value: unknown,
    next:
      near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `There are ${known.toSorted().join(", ")}.`,
  });
}

const order: readonly EvaluatorCost[] = ["none", "runs", "model"];

/** Those that cost nothing first, those that ask a model last; else in the order given. */
export function cheapestFirst(evaluators: readonly Evaluator[]): Evaluator[] {
  return evaluators.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ cost = "runs" }: Evaluator): number {
  return order.indexOf(cost);
}

function absentWorld(world: string): Evaluator {
  return defineEvaluator({
    id: "world-runs",
    version: 0,
    cost: "none",
    evaluate: async () => ({
      status: "errored",
      feedback: `The task is in the world "${world}", which is not here. createAgent({ world }) of the library judges in one.`,
    }),
  });
}

function leftOut({ id, digest }: Evaluator): Evaluator {
  return {
    id,
    digest,
    cost: "none",
    evaluate: async () => ({
      status: "abstained",
      feedback: "The task leaves it out.",
      evidence: { leftOut: true },
    }),
  };
}
