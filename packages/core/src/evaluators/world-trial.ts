import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { failedSkill, toolFaults } from "../sandbox/tool-fault.ts";
import type { Json } from "../json/json.ts";
import type { World } from "../world/world.ts";
import type { WorldGoal } from "../world/world-goal.ts";

/** What came of one seed; `failedIn` is the skill in which it ended because of a tool. `idle`: the goal held before anything ran, so that nothing could be seen of the program. */
export type Trial =
  | { kind: "idle" }
  | { kind: "met" | "missed"; ended: Outcome["kind"]; before: Json; after: Json; failedIn?: string }
  | { kind: "stopped"; reason: string };

/** A world to run programs in, and the goal that they are to reach. */
export interface TrialPlace {
  sandbox: Sandbox;
  world: World;
  goal: WorldGoal;
  signal?: AbortSignal;
}

/** Resets the world to a seed, and has a program reach the goal from there. */
export async function tryOnce(
  { sandbox, world, goal, signal }: TrialPlace,
  program: LinkedProgram,
  seed: number,
): Promise<Trial> {
  await world.reset(seed);
  const before = structuredClone(world.observe());
  if (goal.holds({ before, after: before })) return { kind: "idle" };
  const input = goal.input?.(seed, before) ?? [];
  const outcome = await sandbox.run(program, input, { tools: world.tools, seed, signal });
  if (outcome.kind === "cancelled") return { kind: "stopped", reason: "it was cancelled" };
  const after = structuredClone(world.observe());
  const ended = outcome.kind;
  const isMet = outcome.kind === "value" && goal.holds({ before, after, value: outcome.value });
  const out = isMet ? undefined : toolFaults(outcome).find(({ kind }) => kind === "unavailable");
  if (out) return { kind: "stopped", reason: `a tool was out: ${out.message}` };
  const failedIn = isMet ? undefined : failedSkill(outcome);
  return {
    kind: isMet ? "met" : "missed",
    ended,
    before,
    after,
    ...(failedIn !== undefined && { failedIn }),
  };
}

/** A program of the same name and signature that does nothing. */
export function noOpOf({ name, signature }: Pick<LinkedProgram, "name" | "signature">): LinkedProgram {
  const source = `export async function ${functionNameOf(name)}(..._: any[]): Promise<any> {\n  return null;\n}\n`;
  return { name, signature, source, modules: {} };
}
