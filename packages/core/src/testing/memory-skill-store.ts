import { PortolanError } from "../errors/portolan-error.ts";
import { type Candidate, type Skill, skillDigest, type SkillStatus } from "../skills/skill.ts";
import type { Match, SkillQuery } from "../skills/skill-query.ts";
import { memoryCandidates } from "./memory-candidates.ts";
import type { QuarantinedCandidate, SkillStore } from "../skills/skill-store.ts";

/** A skill store in memory; it searches by shared words, and a signature of the same text counts as one more. */
export function memorySkillStore(): SkillStore {
  const skills = new Map<string, Skill>();
  const refused = new Map<string, QuarantinedCandidate>();
  const active = () => [...skills.values()].filter(({ status }) => status === "active");
  const move = (skill: Skill, status: SkillStatus) => {
    const moved = frozen<Skill>({ ...skill, status });
    skills.set(skill.name, moved);
    return moved;
  };
  return {
    search: async (query) => searchWords(active(), query),
    get: async (name, digest) => {
      const skill = skills.get(name);
      return digest === undefined || skill?.digest === digest ? skill : undefined;
    },
    admit: async (candidate, evidence) => {
      const digest = skillDigest(candidate);
      const existing = skills.get(candidate.name);
      if (existing)
        return { skill: existing, change: existing.digest === digest ? "unchanged" : "name-taken" };
      requirePins(candidate, skills);
      const skill = frozen<Skill>({ ...candidate, digest, status: "active", version: 1, evidence });
      skills.set(skill.name, skill);
      return { skill, change: "added" };
    },
    quarantine: async (candidate, refusal) => {
      const digest = skillDigest(candidate);
      const key = `${candidate.name} ${digest}`;
      if (!refused.has(key)) refused.set(key, frozen({ candidate, digest, refusal }));
    },
    quarantined: async () =>
      [...refused].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
    ...memoryCandidates(async (name, digest) => skills.get(name)?.digest === digest),
    transition: async (name, status) => {
      const skill = skills.get(name);
      if (!skill) throw unknown(name);
      if (status === "active") requirePins(skill, skills);
      else for (const caller of activeCallers(name, active())) move(caller, "deprecated");
      return move(skill, status);
    },
    list: async ({ status = ["active"] as SkillStatus[] } = {}) =>
      [...skills.values()]
        .filter((skill) => status.includes(skill.status))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    [Symbol.asyncDispose]: async () => {},
  };
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

/** The skills that call this one, directly or through others. */
function activeCallers(name: string, active: Skill[]): Skill[] {
  const reached = new Set([name]);
  // A set also yields what is added while one goes through it.
  for (const callee of reached)
    for (const { name: caller, uses } of active)
      if (uses.some((pin) => pin.name === callee)) reached.add(caller);
  return active.filter((skill) => skill.name !== name && reached.has(skill.name));
}

function requirePins({ name, uses }: Pick<Candidate, "name" | "uses">, skills: Map<string, Skill>): void {
  for (const pin of uses) {
    const callee = skills.get(pin.name);
    if (callee?.digest === pin.digest && callee.status === "active") continue;
    throw new PortolanError(
      "store-invalid",
      `The skill ${name} uses ${pin.name}, which is not active as pinned.`,
      {
        value: pin,
        next: "Write the program again against the skills that are active now.",
      },
    );
  }
}

function unknown(name: string): PortolanError {
  return new PortolanError("skill-unknown", `There is no skill named ${name}.`, {
    value: name,
    next: "List the skills.",
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
