import { PortolanError } from "../errors/portolan-error.ts";
import { activeCallers } from "./pins.ts";
import type { Skill, SkillRef } from "./skill.ts";
import type { SkillReader } from "./skill-change.ts";
import type { HistoryEntry } from "./skill-history.ts";

/** A store at one moment, as changes are planned on it. */
export interface StoreState {
  /** The current version of every skill that can be read, whatever its status. */
  skills: ReadonlyMap<string, Skill>;
  /** Oldest first; throws `skill-invalid` where it cannot be read. */
  history(name: string): readonly HistoryEntry[];
  /** The versions before the current one, oldest first, with the status "deprecated". */
  earlier(name: string): readonly Skill[];
}

/** The current version of a skill. @throws PortolanError `skill-unknown` */
export function requireCurrent(state: StoreState, name: string): Skill {
  const skill = state.skills.get(name);
  if (skill) return skill;
  throw new PortolanError("skill-unknown", `The store has no skill named ${name}.`, {
    value: name,
    next: "List the skills with `portolan list`.",
  });
}

/** Reads the store as it would be with these skills. */
export function readerOf(skills: ReadonlyMap<string, Skill>, state: StoreState): SkillReader {
  return {
    get: async (name, digest) => {
      const current = skills.get(name);
      if (digest === undefined || current?.digest === digest) return current;
      const before = state.skills.get(name);
      if (before?.digest === digest) return { ...before, status: "deprecated" };
      return state.earlier(name).find((version) => version.digest === digest);
    },
  };
}

/** Active skills that call this one, in order of name. */
export function usersOf(name: string, skills: Iterable<Skill>, transitive: boolean): SkillRef[] {
  const callers = activeCallers([name], skills);
  return sortedRefs(
    transitive ? callers : callers.filter(({ uses }) => uses.some((pin) => pin.name === name)),
  );
}

/** Skills whose coder was shown this one, or one of those, in order of name. */
export function descendantsOf(name: string, skills: Iterable<Skill>): SkillRef[] {
  const all = [...skills];
  const reached = new Set([name]);
  const found: Skill[] = [];
  // A set also yields what is added while one goes through it.
  for (const ancestor of reached) {
    for (const skill of all) {
      if (reached.has(skill.name) || !skill.evidence.shown.some((one) => one.name === ancestor)) continue;
      reached.add(skill.name);
      found.push(skill);
    }
  }
  return sortedRefs(found);
}

function sortedRefs(skills: Skill[]): SkillRef[] {
  return skills
    .map(({ name, digest }) => ({ name, digest }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
