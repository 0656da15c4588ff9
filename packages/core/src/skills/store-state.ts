import { PortolanError } from "../errors/portolan-error.ts";
import { compareNames } from "./name-order.ts";
import { activeCallers } from "./pins.ts";
import type { Skill, SkillRef } from "./skill.ts";
import type { SkillReader } from "./skill-change.ts";
import type { HistoryEntry } from "./skill-history.ts";

/** What can be asked of the skills of one moment, each in its current version; whatever cannot be read is left out. */
export interface SkillsNow {
  /** In whatever status. */
  skill(name: string): Skill | undefined;
  /** Skills of whatever status that call one, in order of name. */
  callersOf(name: string): readonly Skill[];
}

/** A store at one moment, as changes are planned on it: a plan asks for the skills that it touches, and for no others. */
export interface StoreState extends SkillsNow {
  /** Skills whose coder was shown one, in order of name. */
  shownTo(name: string): readonly Skill[];
  /** Oldest first; throws `skill-invalid` where it cannot be read. */
  history(name: string): readonly HistoryEntry[];
  /** The versions before the current one, oldest first, with the status "deprecated". */
  earlier(name: string): readonly Skill[];
  /** The changes whose ids begin so, with the names of the skills that each of them touched, in order. */
  changes(idStart: string): ReadonlyMap<string, readonly string[]>;
}

/** The current version of a skill. @throws PortolanError `skill-unknown` */
export function requireCurrent(skills: Pick<SkillsNow, "skill">, name: string): Skill {
  const skill = skills.skill(name);
  if (skill) return skill;
  throw new PortolanError("skill-unknown", `The store has no skill named ${name}.`, {
    value: name,
    next: "List the skills with `portolan list`.",
  });
}

/** Reads the store as it would be with these skills. */
export function readerOf(
  skills: Pick<SkillsNow, "skill">,
  state: Pick<StoreState, "skill" | "earlier">,
): SkillReader {
  return {
    get: async (name, digest) => {
      const current = skills.skill(name);
      if (digest === undefined || current?.digest === digest) return current;
      const before = state.skill(name);
      if (before?.digest === digest) return { ...before, status: "deprecated" };
      return state.earlier(name).find((version) => version.digest === digest);
    },
  };
}

/** Active skills that call this one, in order of name. */
export function usersOf(name: string, skills: SkillsNow, transitive: boolean): SkillRef[] {
  const callers = transitive
    ? activeCallers([name], skills)
    : skills.callersOf(name).filter(({ status }) => status === "active");
  return sortedRefs(callers);
}

/** Skills whose coder was shown this one, or one of those, in order of name. */
export function descendantsOf(name: string, { shownTo }: Pick<StoreState, "shownTo">): SkillRef[] {
  const reached = new Set([name]);
  const found: Skill[] = [];
  // A set also yields what is added while one goes through it.
  for (const ancestor of reached) {
    for (const skill of shownTo(ancestor)) {
      if (reached.has(skill.name)) continue;
      reached.add(skill.name);
      found.push(skill);
    }
  }
  return sortedRefs(found);
}

function sortedRefs(skills: readonly Skill[]): SkillRef[] {
  return skills.map(({ name, digest }) => ({ name, digest })).toSorted(compareNames);
}
