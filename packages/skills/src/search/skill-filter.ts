import type { Skill, SkillFilter } from "@portolan/core";

/**
 * Whether a skill passes a filter, `status` and `aliases` aside: those are for whoever lists a store. `skillOf` finds the
 * skills it calls, whose tools count as its own; one that is not found has no tools.
 */
export function filterOf(
  skillOf: (name: string) => Skill | undefined,
): (name: string, filter: SkillFilter) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  const toolsOf = (name: string): ReadonlySet<string> => {
    const tools = known.get(name);
    if (tools) return tools;
    // Set before the callees are asked: a circle cannot be pinned, but a filter must end even so.
    known.set(name, new Set());
    const skill = skillOf(name);
    const all = new Set([
      ...(skill?.tools ?? []),
      ...(skill?.uses ?? []).flatMap((one) => [...toolsOf(one.name)]),
    ]);
    known.set(name, all);
    return all;
  };
  return (name, { tags, tools, author, suite }) => {
    const skill = skillOf(name);
    if (!skill) return false;
    if (tags && !tags.every((tag) => skill.tags?.includes(tag))) return false;
    if (author !== undefined && author !== (skill.author ?? skill.evidence.coder)) return false;
    if (suite !== undefined && suite !== skill.evidence.task.suite) return false;
    return !tools || [...toolsOf(name)].every((tool) => tools.includes(tool));
  };
}
