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
 * Collects the sources of the skills that a program names, and of all they call. A name without an active skill is
 * left out: the type checker then says that there is no such module.
 */
export async function link(program: Program, store: SkillStore | undefined): Promise<Linked> {
  const modules: Record<string, string> = {};
  const callees: Skill[] = [];
  if (!store) return { program: { ...program, modules }, callees };
  for (const name of mentionedSkills(program.source)) {
    const skill = await store.get(name);
    if (skill?.status !== "active") continue;
    callees.push(skill);
    await collect(skill, store, modules);
  }
  return { program: { ...program, modules }, callees };
}

/** A skill as a program that can run, with everything it calls. */
export async function linkSkill(skill: Skill, store: SkillStore): Promise<LinkedProgram> {
  const modules: Record<string, string> = {};
  for (const { name, digest } of skill.uses) {
    const callee = await store.get(name, digest);
    if (callee) await collect(callee, store, modules);
  }
  return { name: skill.name, signature: skill.signature, source: skill.source, modules };
}

async function collect(skill: Skill, store: SkillStore, modules: Record<string, string>): Promise<void> {
  const specifier = skillSpecifier(skill.name);
  if (Object.hasOwn(modules, specifier)) return;
  modules[specifier] = skill.source;
  for (const { name, digest } of skill.uses) {
    const callee = await store.get(name, digest);
    if (callee) await collect(callee, store, modules);
  }
}
