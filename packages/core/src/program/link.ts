import { PortolanError } from "../errors/portolan-error.ts";
import type { Skill } from "../skills/skill.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import { type LinkedProgram, mentionedSkills, type Program, skillSpecifier } from "./program.ts";

/** A program with the modules it can reach, and the skills that it names itself. */
export interface Linked {
  program: LinkedProgram;
  /** Active skills the program names, in order of appearance. */
  callees: Skill[];
}

/**
 * Collects the sources of the skills that a program names, and of all they call. A name without a usable skill is left
 * out: the type checker then says that there is no such module.
 */
export async function link(program: Program, store: SkillStore | undefined): Promise<Linked> {
  const modules: Record<string, string> = {};
  const callees: Skill[] = [];
  for (const name of store ? mentionedSkills(program.source) : []) {
    const skill = await usable(store as SkillStore, name);
    const reached = skill && (await modulesOf(skill, store as SkillStore));
    if (!reached) continue;
    callees.push(skill);
    Object.assign(modules, reached);
  }
  return { program: { ...program, modules }, callees };
}

/** A skill as a program that can run; `undefined` when something it calls is missing, broken or no longer active. */
export async function linkSkill(skill: Skill, store: SkillStore): Promise<LinkedProgram | undefined> {
  const modules = await modulesOf(skill, store);
  if (!modules) return undefined;
  const own = skillSpecifier(skill.name);
  const others = Object.entries(modules).filter(([specifier]) => specifier !== own);
  const { name, signature, source } = skill;
  return { name, signature, source, modules: Object.fromEntries(others) };
}

/** The sources of a skill and of all it calls, by specifier; `undefined` when one of them is not usable. */
async function modulesOf(skill: Skill, store: SkillStore): Promise<Record<string, string> | undefined> {
  const modules: Record<string, string> = { [skillSpecifier(skill.name)]: skill.source };
  for (const { name, digest } of skill.uses) {
    const callee = await usable(store, name, digest);
    const reached = callee && (await modulesOf(callee, store));
    if (!reached) return undefined;
    Object.assign(modules, reached);
  }
  return modules;
}

/** An active skill. A broken one is no reason to stop: it is as good as absent, and `store check` names it. */
async function usable(store: SkillStore, name: string, digest?: string): Promise<Skill | undefined> {
  try {
    const skill = await store.get(name, digest);
    return skill?.status === "active" ? skill : undefined;
  } catch (error) {
    if (error instanceof PortolanError && error.code === "skill-invalid") return undefined;
    throw error;
  }
}
