import { nearestNames, PortolanError, type Skill, type SkillStore } from "@portolan/core";

/** What choosing reads of a store. */
export type ExportStore = Pick<SkillStore, "get" | "list" | "versions">;

/**
 * The active skills of these names, or all of them, in order of name.
 * @throws PortolanError `skill-unknown`, `usage` for one that is not active
 */
export async function chosenSkills(store: ExportStore, names: readonly string[]): Promise<Skill[]> {
  const active = await store.list();
  if (names.length === 0) return active;
  const chosen = new Map<string, Skill>();
  for (const name of names) {
    const skill = await store.get(name);
    if (!skill) throw unknown(name, active);
    if (skill.status !== "active")
      throw new PortolanError(
        "usage",
        `The skill ${name} is ${skill.status}; only active skills are exported.`,
        {
          value: name,
          next: "Leave it out, or make it active first.",
        },
      );
    chosen.set(name, skill);
  }
  return byName(chosen.values());
}

/**
 * All that these skills call, directly or through others, without themselves, in order of name.
 * @throws PortolanError `store-invalid` where something called is not there as pinned
 */
export async function calleesOf(skills: readonly Skill[], store: ExportStore): Promise<Skill[]> {
  const own = new Set(skills.map(({ name }) => name));
  const reached = new Map<string, Skill>();
  const visit = async ({ name: caller, uses }: Skill): Promise<void> => {
    for (const { name, digest } of uses) {
      if (reached.has(name)) continue;
      const callee = await store.get(name, digest);
      if (callee?.status !== "active") throw missing(caller, name);
      reached.set(name, callee);
      await visit(callee);
    }
  };
  for (const skill of skills) await visit(skill);
  return byName([...reached.values()].filter(({ name }) => !own.has(name)));
}

function byName(skills: Iterable<Skill>): Skill[] {
  return [...skills].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function unknown(name: string, active: readonly Skill[]): PortolanError {
  const near = nearestNames(
    name,
    active.map((skill) => skill.name),
  );
  const next =
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "`portolan list` shows the skills of the store.";
  return new PortolanError("skill-unknown", `There is no skill named ${name}.`, { value: name, next });
}

function missing(caller: string, callee: string): PortolanError {
  return new PortolanError(
    "store-invalid",
    `The skill ${caller} calls ${callee}, which is not active as pinned.`,
    {
      value: callee,
      next: "Run `portolan store check --repair`, then export again.",
    },
  );
}
