import { PortolanError } from "../errors/portolan-error.ts";
import { type Candidate, candidateOf, type Evidence, type Skill } from "../skills/skill.ts";
import type { ChangeOptions, SkillChange } from "../skills/skill-change.ts";
import type { Admission, SkillStore } from "../skills/skill-store.ts";

/** What is replaced, and what comes back with it. */
export interface Replacement {
  broken: Skill;
  /** The skills that left the library because they call it. */
  callers: readonly Skill[];
  change: ChangeOptions;
}

/**
 * The store as the repair of one skill sees it: that skill is not there, and what is admitted takes its place, together with as
 * many of its callers as pass with the new version.
 */
export function replacingStore(store: SkillStore, replacement: Replacement): SkillStore {
  const { name } = replacement.broken;
  const own: Partial<SkillStore> = {
    get: async (wanted, digest) => (wanted === name ? undefined : store.get(wanted, digest)),
    admit: (candidate, evidence) => replace(store, candidate, evidence, replacement),
  };
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(Object.hasOwn(own, key) ? own : target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

async function replace(
  store: SkillStore,
  candidate: Candidate,
  evidence: Evidence,
  { callers, change }: Replacement,
): Promise<Admission> {
  const put: SkillChange = { kind: "put", candidate, evidence };
  for (let back = [...callers]; ;) {
    const { refused } = await store.change([put, ...back.map(returnOf)], change).catch((error: unknown) => {
      // Evaluators that ask a model verify the callers too, and the episode has its end on record by now.
      if (!(error instanceof PortolanError && error.code === "budget-spent")) throw error;
      throw notReplaced(candidate, "the budget is used up");
    });
    const skill = refused ? undefined : await store.get(candidate.name);
    if (skill) return { skill, change: "replaced" };
    const left = back.filter((caller) => caller.name !== refused?.name);
    if (left.length === back.length) throw notReplaced(candidate, refused?.reason);
    back = left;
  }
}

/** A caller with the program that it had; the store pins it to the new version and has it verified. */
function returnOf(caller: Skill): SkillChange {
  const { name, aliasOf } = caller;
  return aliasOf === undefined
    ? { kind: "put", candidate: candidateOf(caller) }
    : { kind: "alias", name, of: aliasOf };
}

function notReplaced({ name }: Candidate, reason = "it says nothing"): PortolanError {
  return new PortolanError("store-invalid", `The store did not take a new version of ${name}: ${reason}.`, {
    value: name,
    next: "Look at the skill with `portolan show`, and replace it by hand.",
  });
}
