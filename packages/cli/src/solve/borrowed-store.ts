import { type Candidate, type Evidence, type Skill, skillDigest, type SkillStore } from "@portolan/core";

/** A store for reading: what is admitted or refused is not kept, and its owner disposes of it. */
export function borrowedStore(store: SkillStore): SkillStore {
  return {
    search: (query) => store.search(query),
    get: (name, digest) => store.get(name, digest),
    list: (filter) => store.list(filter),
    count: (filter) => store.count(filter),
    quarantined: () => store.quarantined(),
    propose: async () => "unchanged",
    candidates: () => store.candidates(),
    settle: async () => {},
    versions: (name) => store.versions(name),
    history: (name) => store.history(name),
    usedBy: (name, options) => store.usedBy(name, options),
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
