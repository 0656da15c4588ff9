import { askEvaluator } from "../gate/gate.ts";
import { equalJson, type Json } from "../json/json.ts";
import { activeSkill, linkSkill } from "../program/link.ts";
import { type LinkedProgram, skillSpecifier } from "../program/program.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import { toolFaults } from "../sandbox/tool-fault.ts";
import type { Skill } from "../skills/skill.ts";
import type { Episode } from "./episode.ts";
import { taskOfSkill } from "./verify-with.ts";

/** A skill that fails its own evidence. */
export interface BrokenSkill {
  skill: Skill;
  /** `wrong on 2 of 9 of its own cases` */
  reason: string;
}

/** The skill that a line of a stack lies in, if it is one that the program can reach. */
export function calledSkill(frame: string | undefined, program: LinkedProgram): string | undefined {
  const name = /^#skills\/([a-z0-9-]+):/.exec(frame ?? "")?.[1];
  return name !== undefined && Object.hasOwn(program.modules, skillSpecifier(name)) ? name : undefined;
}

/** The first skill, of these and all they call, that fails its own evidence; one that others call comes before them. */
export async function brokenSkill(
  episode: Episode,
  names: readonly string[],
): Promise<BrokenSkill | undefined> {
  const sound = new Set<string>();
  const visit = async (name: string): Promise<BrokenSkill | undefined> => {
    if (sound.has(name)) return undefined;
    sound.add(name);
    const { store } = episode.agent;
    const skill = store && (await activeSkill(store, name));
    if (!skill) return undefined;
    for (const pin of skill.uses) {
      const below = await visit(pin.name);
      if (below) return below;
    }
    const reason = await whyBroken(episode, skill);
    return reason === undefined ? undefined : { skill, reason };
  };
  for (const name of names) {
    const broken = await visit(name);
    if (broken) return broken;
  }
  return undefined;
}

async function whyBroken(episode: Episode, skill: Skill): Promise<string | undefined> {
  if (skill.evidence.task.world !== undefined) return whyBrokenInWorld(episode, skill);
  const wrong = await failures(episode, skill);
  const of = skill.evals.examples.length + skill.evals.cases.length;
  return wrong === 0 ? undefined : `wrong on ${wrong} of ${of} of its own cases`;
}

/** The worlds of its evidence, once more: they are the same, so it fails there only where something else has changed. */
async function whyBrokenInWorld({ agent, signal }: Episode, skill: Skill): Promise<string | undefined> {
  const { store, evaluators } = agent;
  const judge = evaluators.gate.find(({ id }) => id === "world-runs");
  const program = store && (await linkSkill(skill, store));
  if (!judge || !program) return undefined;
  const report = { diagnostics: [], imports: [] };
  const candidate = skill.evidence.checks.candidates;
  const subject = { task: taskOfSkill(skill, skill), program, report, candidate, signal };
  const { status, feedback = "refused" } = await askEvaluator(judge, subject);
  return status === "failed" ? `in the worlds of its evidence, ${feedback.replace(/\.$/, "")}` : undefined;
}

/** How many of its own cases a skill fails twice, no tool being out. */
async function failures({ agent, signal }: Episode, skill: Skill): Promise<number> {
  const { store, sandbox, resetWorld } = agent;
  const program = store && (await linkSkill(skill, store));
  // Judging a skill with tools outside a world that can be reset would change what its tools act on.
  if (!program || (usesTools(program) && !resetWorld)) return 0;
  let wrong = 0;
  for (const { input, output } of [...skill.evals.examples, ...skill.evals.cases]) {
    const fails = async (): Promise<boolean> => {
      await resetWorld?.();
      return isWrong(await sandbox.run(program, input, { signal }), output);
    };
    if ((await fails()) && (await fails())) wrong++;
  }
  return wrong;
}

function usesTools({ grants = {} }: LinkedProgram): boolean {
  return Object.values(grants).some((tools) => tools.length > 0);
}

function isWrong(outcome: Outcome, expected: Json): boolean {
  if (outcome.kind === "value" && equalJson(outcome.value, expected)) return false;
  return outcome.kind !== "cancelled" && toolFaults(outcome).length === 0;
}
