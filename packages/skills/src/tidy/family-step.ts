import {
  type Candidate,
  type Evidence,
  type Skill,
  type SkillReader,
  skillDigest,
  type SkillRef,
} from "@portolan/core";
import type { Generalised } from "./generalise.ts";
import { requireActive } from "./require-active.ts";
import type { TidyStep } from "./tidy-plan.ts";
import type { KnownSkill } from "./tidy-library.ts";
import { wrapperOf } from "./wrapper.ts";

/** What is known of a family that is worth it. */
export interface Family {
  members: readonly KnownSkill[];
  written: Generalised;
  /** The skill that does already what the general one would. */
  known?: Skill;
  tokens: { before: number; after: number };
}

/** Adds the general skill, unless the library has it, and makes each member a call of it. */
export function familyStep({ members, written, known, tokens }: Family): TidyStep {
  const { candidate, parameters } = written;
  const general = known ?? candidate;
  const names = members.map(({ skill }) => skill.name);
  const refTo = (digest: string): SkillRef => ({ name: general.name, digest });
  const constants = parameters.map(
    ({ name, values }) => `${name} is ${values.map((value) => JSON.stringify(value)).join(", ")}`,
  );
  const { examples, cases } = candidate.evals;
  const total = examples.length + cases.length;
  return {
    kind: "families",
    title: `${known ? "make" : "generalise"} ${names.join(", ")} ${known ? "calls of" : "as"} ${general.name}`,
    skills: names.toSorted(),
    remains: general.name,
    reasons: [
      `They differ in constants only: ${constants.join("; ")}.`,
      `${general.name} answers all their ${total} cases with the constants given to it, and so do they as calls of it.`,
    ],
    evidence: { cases: total, parameters: parameters.map(({ name, values }) => ({ name, values })) },
    tokens,
    sources: {
      ...(!known && { [general.name]: general.source }),
      ...Object.fromEntries(
        members.map((member, i) => [member.skill.name, wrapperOf(member, refTo(""), parameters, i).source]),
      ),
    },
    async changes(reader) {
      const put = known ? undefined : await pinnedNow(candidate, reader);
      const { digest } = put ? { digest: skillDigest(put) } : await requireActive(reader, general.name);
      const wrappers = members.map(async ({ skill, tree }, i) => {
        const current = await requireActive(reader, skill.name);
        return wrapperOf({ skill: current, tree }, refTo(digest), parameters, i);
      });
      const candidates = [...(put ? [put] : []), ...(await Promise.all(wrappers))];
      return candidates.map((one) => ({ kind: "put" as const, candidate: one }));
    },
    origin: originOf(members),
  };
}

async function pinnedNow(candidate: Candidate, reader: SkillReader): Promise<Candidate> {
  const uses = candidate.uses.map(async ({ name }) => ({
    name,
    digest: (await requireActive(reader, name)).digest,
  }));
  return { ...candidate, uses: await Promise.all(uses) };
}

/** Where a program comes from that was made of others: they are what its author saw. */
function originOf(members: readonly KnownSkill[]): Pick<Evidence, "task" | "shown"> {
  const [first, ...others] = members.map(({ skill }) => skill.evidence.task.suite);
  const suite = others.every((one) => one === first) ? (first ?? "tidy") : "tidy";
  const shown = members.map(({ skill: { name, digest } }) => ({ name, digest }));
  return { task: { id: `tidy/${members.map(({ skill }) => skill.name).join("+")}`, suite }, shown };
}
