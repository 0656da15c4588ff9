import { PortolanError } from "../errors/portolan-error.ts";
import type { Candidate, Skill, SkillRef } from "./skill.ts";
import type { SkillsNow } from "./store-state.ts";

/** Looks a skill up: the skill, why its folder holds none, or nothing. */
export type ReadSkill = (name: string) => Skill | PortolanError | undefined;

/** What a skill is called by, and what it calls. */
type Caller = Pick<Candidate, "name" | "uses">;

/**
 * Tells why a skill cannot work, or `undefined`: all that it reaches must be as pinned. Each skill is looked at once, so use
 * one check for one moment of the store.
 */
export function closureCheck(read: ReadSkill): (caller: Caller) => string | undefined {
  const known = new Map<string, string | undefined>();
  const throughPin = (pin: SkillRef): string | undefined => {
    const callee = read(pin.name);
    const problem = pinProblem(pin, callee);
    if (problem !== undefined || !callee || callee instanceof PortolanError) return problem;
    const deeper = problemOf(callee);
    return deeper && `the skill ${pin.name}, which it uses, cannot work: ${deeper}`;
  };
  const problemOf = ({ name, uses }: Caller): string | undefined => {
    if (known.has(name)) return known.get(name);
    // Digests cannot be pinned in a circle, but a check must end even so.
    known.set(name, undefined);
    let problem: string | undefined;
    for (const pin of uses) problem ??= throughPin(pin);
    known.set(name, problem);
    return problem;
  };
  return problemOf;
}

/** The active skills that can work. */
export function usableSkills(skills: Skill[]): Skill[] {
  const byName = new Map(skills.map((skill) => [skill.name, skill]));
  const problemOf = closureCheck((name) => byName.get(name));
  return skills.filter((skill) => skill.status === "active" && problemOf(skill) === undefined);
}

/** The active skills that call one of these, directly or through others, what is called before its callers. */
export function activeCallers(names: Iterable<string>, skills: SkillsNow): Skill[] {
  const roots = [...names];
  const seen = new Set(roots);
  const callers: Skill[] = [];
  const visit = (callee: string): void => {
    for (const caller of skills.callersOf(callee)) {
      if (caller.status !== "active" || seen.has(caller.name)) continue;
      seen.add(caller.name);
      visit(caller.name);
      callers.push(caller);
    }
  };
  for (const name of roots) visit(name);
  return callers.toReversed();
}

/**
 * Refuses a candidate whose callees are not all in the library as pinned.
 * @throws PortolanError `store-invalid` naming what is wrong with the first.
 */
export function requirePins(caller: Caller, read: ReadSkill): void {
  const problem = closureCheck(read)(caller);
  if (problem === undefined) return;
  throw new PortolanError("store-invalid", `The skill ${caller.name} cannot be active: ${problem}.`, {
    value: caller.uses,
    next: "Write the program again against the skills that are active now.",
  });
}

/** What is wrong with one pin, or `undefined`: a callee must be there, whole, active, and of the pinned digest. */
function pinProblem(pin: SkillRef, callee: ReturnType<ReadSkill>): string | undefined {
  if (!callee) return `the skill ${pin.name}, which it uses, is not in the store`;
  if (callee instanceof PortolanError) return `the skill ${pin.name}, which it uses, is broken`;
  if (callee.digest !== pin.digest) {
    return `it uses ${pin.name} of digest ${pin.digest.slice(0, 12)}, the store holds ${callee.digest.slice(0, 12)}`;
  }
  return callee.status === "active" ? undefined : `the skill ${pin.name}, which it uses, is ${callee.status}`;
}
