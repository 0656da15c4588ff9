import type { Skill } from "./skill.ts";
import type { SkillFilter } from "./skill-query.ts";

/** The skills that pass a filter, in order of name. `all` are those that what they call is looked up in. */
export function filteredSkills(all: Iterable<Skill>, filter: SkillFilter = {}): Skill[] {
  const byName = new Map([...all].map((skill) => [skill.name, skill]));
  const { status = ["active"], tags, tools, author, suite, aliases = false } = filter;
  return [...byName.values()]
    .filter(
      (skill) =>
        status.includes(skill.status) &&
        (aliases || skill.aliasOf === undefined) &&
        (tags ?? []).every((tag) => skill.tags?.includes(tag)) &&
        (author === undefined || author === (skill.author ?? skill.evidence.coder)) &&
        (suite === undefined || suite === skill.evidence.task.suite) &&
        (tools === undefined || reachedTools(skill, byName).every((tool) => isIn(tool, tools))),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The tools that a skill imports, itself or through what it calls. */
function reachedTools(skill: Skill, byName: ReadonlyMap<string, Skill>): string[] {
  const reached = new Set([skill]);
  // A set also yields what is added while one goes through it.
  for (const one of reached) {
    for (const { name } of one.uses) {
      const callee = byName.get(name);
      if (callee) reached.add(callee);
    }
  }
  return [...reached].flatMap(({ tools }) => tools);
}

/** A namespace allows its single tools. */
function isIn(tool: string, allowed: readonly string[]): boolean {
  return allowed.includes(tool) || allowed.includes(tool.split(".")[0] as string);
}
