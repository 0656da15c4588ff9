import { PortolanError } from "../errors/portolan-error.ts";
import type { Candidate, Skill } from "../skills/skill.ts";
import type { SkillReader } from "../skills/skill-change.ts";
import { type LinkedProgram, mentionedSkills, type Program, skillSpecifier } from "./program.ts";

/** A program with the modules it can reach, and the skills that it names itself. */
export interface Linked {
  program: LinkedProgram;
  /** Active skills the program names, in order of appearance. */
  callees: Skill[];
}

/** Skills by specifier. */
type Reached = Map<string, Candidate>;

/**
 * Collects the sources of the skills that a program names, and of all they call; each is granted the tools that it was
 * admitted with. A name without a usable skill is left out: the type checker then says that there is no such module.
 */
export async function link(program: Program, store: SkillReader | undefined): Promise<Linked> {
  const reached: Reached = new Map();
  const callees: Skill[] = [];
  for (const name of store ? mentionedSkills(program.source) : []) {
    const skill = await activeSkill(store as SkillReader, name);
    const others = skill && (await reachedFrom(skill, store as SkillReader));
    if (!others) continue;
    callees.push(skill);
    for (const [specifier, one] of others) reached.set(specifier, one);
  }
  return { program: { ...program, modules: sourcesOf(reached), grants: grantsOf(reached) }, callees };
}

/** A skill, or what may become one, as a program that can run; `undefined` when something it calls is missing, broken or no longer active. */
export async function linkSkill(skill: Candidate, store: SkillReader): Promise<LinkedProgram | undefined> {
  const reached = await reachedFrom(skill, store);
  if (!reached) return undefined;
  reached.delete(skillSpecifier(skill.name));
  const { name, signature, source, tools } = skill;
  const grants = { ...grantsOf(reached), [name]: tools };
  return { name, signature, source, modules: sourcesOf(reached), grants };
}

function sourcesOf(reached: Reached): Record<string, string> {
  return Object.fromEntries([...reached].map(([specifier, { source }]) => [specifier, source]));
}

function grantsOf(reached: Reached): Record<string, readonly string[]> {
  return Object.fromEntries([...reached].map(([specifier, { tools }]) => [specifier, tools]));
}

/** A skill and all it calls; `undefined` when one of them is not usable. */
async function reachedFrom(skill: Candidate, store: SkillReader): Promise<Reached | undefined> {
  const reached: Reached = new Map([[skillSpecifier(skill.name), skill]]);
  for (const { name, digest } of skill.uses) {
    const callee = await activeSkill(store, name, digest);
    const others = callee && (await reachedFrom(callee, store));
    if (!others) return undefined;
    for (const [specifier, one] of others) reached.set(specifier, one);
  }
  return reached;
}

/** An active skill. A broken one is no reason to stop: it is as good as absent, and `store check` names it. */
export async function activeSkill(
  store: SkillReader,
  name: string,
  digest?: string,
): Promise<Skill | undefined> {
  try {
    const skill = await store.get(name, digest);
    return skill?.status === "active" ? skill : undefined;
  } catch (error) {
    if (error instanceof PortolanError && error.code === "skill-invalid") return undefined;
    throw error;
  }
}
