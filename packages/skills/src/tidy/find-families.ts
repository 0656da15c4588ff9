import { type Candidate, functionNameOf, type LinkedProgram, type Skill, typesOf } from "@portolan/core";
import { requireSkillName } from "../store/store-layout.ts";
import { agreements, weakness } from "./behaviour.ts";
import { skeletonOf } from "./constants.ts";
import { familyStep } from "./family-step.ts";
import { type Generalised, generalise } from "./generalise.ts";
import { normalForm } from "./normal-form.ts";
import { linkedLike, refuteFamily } from "./prove-family.ts";
import { termKey } from "./term.ts";
import type { Findings, LeftAlone, TidyStep } from "./tidy-plan.ts";
import { type KnownSkill, type TidyTools, tokensOf } from "./tidy-library.ts";
import { wrapperOf } from "./wrapper.ts";

/**
 * Finds skills that differ in constants only, and writes the skill that they are cases of. A family is worth it when the
 * library gets shorter: the general skill and the calls of it have fewer words and marks than the members had.
 */
export async function findFamilies(skills: readonly KnownSkill[], tools: TidyTools): Promise<Findings> {
  const steps: TidyStep[] = [];
  const left: LeftAlone[] = [];
  for (const members of Map.groupBy(skills.filter(isRunnable), familyKey).values()) {
    if (members.length < 2) continue;
    const found = await familyOf(members, skills, tools);
    if (typeof found === "object") steps.push(found);
    else if (found !== undefined)
      left.push({ kind: "families", skills: members.map(({ skill }) => skill.name), reason: found });
  }
  return { steps, left };
}

/** What skills share that differ in constants only; of one without a normal form, its own name. */
function familyKey({ skill, term, types }: Runnable): string {
  return term ? `${types} ${skeletonOf(term)}` : skill.name;
}

/** What to do with a family, or why nothing; undefined when it is one that was generalised already. */
async function familyOf(
  members: readonly Runnable[],
  skills: readonly KnownSkill[],
  tools: TidyTools,
): Promise<TidyStep | string | undefined> {
  const [base] = members as [Runnable];
  const { sandbox, signal } = tools;
  const callees = skills.map(({ skill }) => skill).filter(({ name }) => calls(base.skill, name));
  const written = await generalise(members, callees, (candidate) => isFree(candidate, tools));
  if (typeof written === "string") return written;
  const known = await knownGeneral(written, members, skills, tools);
  const general = known?.skill ?? written.candidate;
  if (members.every(({ skill }) => calls(skill, general.name))) return undefined;
  const ref = { name: general.name, digest: known?.skill.digest ?? "" };
  const wrappers = members.map((member, i) => wrapperOf(member, ref, written.parameters, i));
  const sources = [...(known ? [] : [general.source]), ...wrappers.map(({ source }) => source)];
  const trees = await sandbox.parse(sources, { signal });
  const after = sources.reduce((sum, source, i) => sum + tokensOf(source, trees[i]), 0);
  const before = members.reduce((sum, { tokens }) => sum + tokens, 0);
  if (after >= before)
    return `as calls of ${general.name}${general.signature} they would have ${after} words and marks instead of ${before}`;
  const program = known?.program ?? linkedLike(written.candidate, base.program);
  const claim = { program, evals: written.candidate.evals };
  const refuted = await refuteFamily(claim, wrappers, sandbox, signal);
  if (refuted !== undefined) return refuted;
  return familyStep({ members, written, known: known?.skill, tokens: { before, after } });
}

/** A skill that is the general one already: the same but for names, or the same in what it does. */
async function knownGeneral(
  { candidate }: Generalised,
  members: readonly Runnable[],
  skills: readonly KnownSkill[],
  { sandbox, signal }: TidyTools,
): Promise<Runnable | undefined> {
  const types = typesOf(candidate.signature);
  const among = skills
    .filter(isRunnable)
    .filter((known) => known.types === types && !members.some(({ skill }) => known.closure.has(skill.name)))
    .toSorted((a, b) => a.closureTokens - b.closureTokens || (a.skill.name < b.skill.name ? -1 : 1));
  if (among.length === 0) return undefined;
  const [tree] = await sandbox.parse([candidate.source], { signal });
  const term = tree && normalForm(tree, functionNameOf(candidate.name));
  const same = among.find((known) => term && known.term && termKey(known.term) === termKey(term));
  if (same) return same;
  const own = { skill: candidate, program: linkedLike(candidate, (members[0] as Runnable).program) };
  const groups = await agreements([own, ...among], sandbox, signal);
  const group = groups.find((one) => one.members.includes(own) && weakness(one) === undefined);
  return among.find((known) => group?.members.includes(known));
}

/** A pure skill that can be run and compared. */
type Runnable = KnownSkill & { program: LinkedProgram };

function isRunnable(known: KnownSkill): known is Runnable {
  return known.pure && known.program !== undefined && known.types !== undefined;
}

function calls(skill: Skill, name: string): boolean {
  return skill.uses.some((pin) => pin.name === name);
}

/** True when nothing of that name is in the store, whatever its status, but this very program, from a change that was undone. */
async function isFree({ name, source }: Candidate, { store }: TidyTools): Promise<boolean> {
  try {
    requireSkillName(name);
    const present = await store.get(name);
    return !present || (present.status === "deprecated" && present.source === source);
  } catch {
    // A name that the store keeps for itself, or that of a broken folder.
    return false;
  }
}
