import type { Skill } from "./skill.ts";
import { typesOf } from "../task/signature-types.ts";
import type { SkillFilter } from "./skill-query.ts";

/** The skills that pass a filter, in order of name. What they call is looked up among them all, unless `skillOf` finds it. */
export function filteredSkills(
  all: Iterable<Skill>,
  filter: SkillFilter = {},
  skillOf?: (name: string) => Skill | undefined,
): Skill[] {
  const byName = new Map([...all].map((skill) => [skill.name, skill]));
  const { status = ["active"], aliases = false } = filter;
  return [...byName.values()]
    .filter(
      (skill) =>
        status.includes(skill.status) &&
        (aliases || skill.aliasOf === undefined) &&
        passesFilter(skill, filter, skillOf ?? ((name) => byName.get(name))),
    )
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Whether a skill passes a filter, `status` and `aliases` aside: those are for whoever lists a store. `skillOf` finds the skills
 * that it calls, whose tools count as its own; one that is not found has no tools.
 */
export function passesFilter(
  skill: Skill,
  { tags = [], tools, author, suite, types }: SkillFilter,
  skillOf: (name: string) => Skill | undefined,
): boolean {
  return (
    tags.every((tag) => skill.tags?.includes(tag)) &&
    (author === undefined || author === (skill.author ?? skill.evidence.coder)) &&
    (suite === undefined || suite === skill.evidence.task.suite) &&
    (types === undefined || types === typesOf(skill.signature)) &&
    (tools === undefined || areAllowed(reachedTools(skill, skillOf), tools))
  );
}

/** Whether all of these tools are allowed; a namespace allows its single tools. */
export function areAllowed(tools: readonly string[], allowed: readonly string[]): boolean {
  return tools.every((tool) => allowed.includes(tool) || allowed.includes(tool.split(".")[0] as string));
}

/** The tools that a skill imports, itself or through what it calls. */
function reachedTools(skill: Skill, skillOf: (name: string) => Skill | undefined): string[] {
  const reached = new Set([skill]);
  // A set also yields what is added while one goes through it.
  for (const one of reached) {
    for (const { name } of one.uses) {
      const callee = skillOf(name);
      if (callee) reached.add(callee);
    }
  }
  return [...reached].flatMap(({ tools }) => tools);
}
