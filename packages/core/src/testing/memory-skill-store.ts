import { PortolanError } from "../errors/portolan-error.ts";
import { type ChangePlan, planChange } from "../skills/change-plan.ts";
import { compareNames } from "../skills/name-order.ts";
import { requirePins } from "../skills/pins.ts";
import { planRevert } from "../skills/plan-revert.ts";
import { type Skill, skillDigest } from "../skills/skill.ts";
import { filteredSkills } from "../skills/skill-filter.ts";
import type { HistoryEntry } from "../skills/skill-history.ts";
import type { Match, SkillQuery } from "../skills/skill-query.ts";
import { memoryCandidates } from "./memory-candidates.ts";
import { memoryUses } from "./memory-uses.ts";
import type { QuarantinedCandidate, SkillStore } from "../skills/skill-store.ts";
import { descendantsOf, readerOf, requireCurrent, type StoreState, usersOf } from "../skills/store-state.ts";

/** A skill store in memory; it searches by shared words, and a signature of the same text counts as one more. */
export function memorySkillStore(): SkillStore {
  const skills = new Map<string, Skill>();
  const histories = new Map<string, HistoryEntry[]>();
  const versions = new Map<string, Skill[]>();
  const refused = new Map<string, QuarantinedCandidate>();
  const state: StoreState = {
    ...skillsNow(skills),
    history: (name) => histories.get(name) ?? [],
    earlier: (name) => versions.get(name) ?? [],
    changes: (idStart) => changesIn(histories, idStart),
  };
  let turn: Promise<unknown> = Promise.resolve();
  // A verifier takes its time: what is planned meanwhile would be planned on a state that is gone.
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const result = turn.then(action);
    turn = result.catch(() => undefined);
    return result;
  };
  const apply = ({ report, skills: planned }: ChangePlan, dryRun = false) => {
    for (const { before, after, entries } of dryRun ? [] : planned) {
      const earlier = versions.get(after.name) ?? [];
      const isNew =
        before && before.digest !== after.digest && earlier.every((one) => one.digest !== before.digest);
      if (isNew) versions.set(after.name, [...earlier, frozen<Skill>({ ...before, status: "deprecated" })]);
      histories.set(after.name, [...state.history(after.name), ...entries]);
      skills.set(after.name, frozen(after));
    }
    return report;
  };
  return {
    search: async (query) => searchWords(filteredSkills(skills.values(), query.filter), query),
    get: (name, digest) => readerOf(state, state).get(name, digest),
    admit: (candidate, evidence) =>
      inTurn(async () => {
        const digest = skillDigest(candidate);
        const existing = skills.get(candidate.name);
        if (existing)
          return { skill: existing, change: existing.digest === digest ? "unchanged" : "name-taken" };
        requirePins(candidate, (name) => skills.get(name));
        const skill = frozen<Skill>({ ...candidate, digest, status: "active", version: 1, evidence });
        skills.set(skill.name, skill);
        const reason = `admitted for the task ${evidence.task.id}`;
        histories.set(skill.name, [{ version: 1, digest, status: "active", reason }]);
        return { skill, change: "added" };
      }),
    quarantine: async (candidate, refusal) => {
      const digest = skillDigest(candidate);
      const key = `${candidate.name} ${digest}`;
      if (!refused.has(key)) refused.set(key, frozen({ candidate, digest, refusal }));
    },
    quarantined: async () =>
      [...refused].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
    ...memoryCandidates((name, digest) =>
      readerOf(state, state)
        .get(name, digest)
        .then((one) => one !== undefined),
    ),
    ...memoryUses(),
    transition: (name, status, reason, options = {}) =>
      inTurn(async () => {
        requireCurrent(state, name);
        const report = apply(
          await planChange(state, [{ kind: "status", name, status }], { reason, ...options }),
        );
        if (report.refused) throw notAllowed(report.refused);
        return requireCurrent(state, name);
      }),
    change: (changes, options) =>
      inTurn(async () => apply(await planChange(state, changes, options), options.dryRun)),
    revert: (id, options) => inTurn(async () => apply(await planRevert(state, id, options), options.dryRun)),
    versions: async (name) => [...state.earlier(name), requireCurrent(state, name)],
    history: async (name) => {
      requireCurrent(state, name);
      return [...state.history(name)];
    },
    usedBy: async (name, { transitive = false } = {}) => usersOf(name, state, transitive),
    descendants: async (name) => descendantsOf(name, state),
    list: async (filter) => filteredSkills(skills.values(), filter),
    count: async (filter) => filteredSkills(skills.values(), filter).length,
    [Symbol.asyncDispose]: async () => {},
  };
}

function skillsNow(skills: ReadonlyMap<string, Skill>): Pick<StoreState, "skill" | "callersOf" | "shownTo"> {
  const among = (passes: (skill: Skill) => boolean) =>
    [...skills.values()].filter(passes).toSorted(compareNames);
  return {
    skill: (name) => skills.get(name),
    callersOf: (name) => among(({ uses }) => uses.some((pin) => pin.name === name)),
    shownTo: (name) => among(({ evidence }) => evidence.shown.some((one) => one.name === name)),
  };
}

function changesIn(
  histories: ReadonlyMap<string, readonly HistoryEntry[]>,
  idStart: string,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of [...histories.keys()].toSorted()) {
    const ids = new Set(histories.get(name)?.flatMap(({ change }) => change ?? []));
    for (const id of ids) if (id.startsWith(idStart)) found.set(id, [...(found.get(id) ?? []), name]);
  }
  return found;
}

function searchWords(skills: Skill[], { text, signature, limit = 10 }: SkillQuery): Match[] {
  const wanted = new Set(wordsOf(text));
  const matches = skills.flatMap((skill) => {
    const found = new Set(wordsOf(`${skill.name} ${skill.description}`).filter((word) => wanted.has(word)));
    const reasons = found.size > 0 ? [`words: ${[...found].join(", ")}`] : [];
    if (skill.signature === signature) reasons.push("signature");
    const score = found.size + (skill.signature === signature ? 1 : 0);
    return score > 0 ? [{ skill, score, reasons }] : [];
  });
  matches.sort((a, b) => b.score - a.score || (a.skill.name < b.skill.name ? -1 : 1));
  return matches.slice(0, limit);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function notAllowed({ name, reason }: { name: string; reason: string }): PortolanError {
  return new PortolanError("store-invalid", `The skill ${name} keeps its status: ${reason}.`, {
    value: name,
    next: "Choose a status that it can have now.",
  });
}

/** A copy that nobody can change: what a store returns is shared. */
function frozen<T>(value: T): T {
  return freeze(JSON.parse(JSON.stringify(value)) as T);
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
