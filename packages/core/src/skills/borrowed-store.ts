import { type Candidate, type Evidence, type Skill, skillDigest } from "./skill.ts";
import type { SkillStore } from "./skill-store.ts";

/**
 * A store for reading: what is admitted, refused or recorded is not kept, and its owner disposes of it.
 * @param hidden names of skills that are as good as absent, and of all that call them
 */
export function borrowedStore(store: SkillStore, hidden: ReadonlySet<string> = new Set()): SkillStore {
  const isShown = ({ name }: { name: string }): boolean => !hidden.has(name);
  const list: SkillStore["list"] = async (filter) => (await store.list(filter)).filter(isShown);
  return {
    search: async ({ limit = 10, ...query }) => {
      const found = await store.search({ ...query, limit: limit + hidden.size });
      return found.filter(({ skill }) => isShown(skill)).slice(0, limit);
    },
    get: async (name, digest) => (hidden.has(name) ? undefined : store.get(name, digest)),
    list,
    count: async (filter) => (hidden.size === 0 ? store.count(filter) : (await list(filter)).length),
    quarantined: () => store.quarantined(),
    propose: async () => "unchanged",
    candidates: () => store.candidates(),
    settle: async () => {},
    recordUses: async () => {},
    uses: (name) => store.uses(name),
    versions: (name) => store.versions(name),
    history: (name) => store.history(name),
    usedBy: async (name, options) => (await store.usedBy(name, options)).filter(isShown),
    descendants: (name) => store.descendants(name),
    transition: async (name) => (await store.get(name)) as Skill,
    change: (changes, options) => store.change(changes, { ...options, dryRun: true }),
    revert: (id, options) => store.revert(id, { ...options, dryRun: true }),
    quarantine: async () => {},
    admit: async (candidate, evidence) => ({ skill: unkept(candidate, evidence), change: "added" }),
    [Symbol.asyncDispose]: async () => {},
  };
}

function unkept(candidate: Candidate, evidence: Evidence): Skill {
  return { ...candidate, digest: skillDigest(candidate), status: "candidate", version: 1, evidence };
}
