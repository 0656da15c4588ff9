import {
  type Candidate,
  functionNameOf,
  isReservedWord,
  parseSignature,
  parseType,
  type Skill,
  signatureText,
} from "@portolan/core";
import { type CommonForm, commonForm } from "./common-form.ts";
import { familyDescription, familyNames, type FamilyParameter } from "./family-name.ts";
import { generalSource } from "./family-sources.ts";
import { nameFromPlace } from "./hole-names.ts";
import { mergedEvals } from "./merged-evals.ts";
import { identifiersIn } from "./names-in-syntax.ts";
import type { KnownSkill } from "./tidy-library.ts";

/** A skill that does what several do, given their constants. */
export interface Generalised {
  candidate: Candidate;
  parameters: FamilyParameter[];
}

/**
 * Writes the general skill of members that differ in constants only, or says why there is none.
 * @param callees the skills that they call
 * @param isFree whether a skill may get the candidate's name
 */
export async function generalise(
  members: readonly KnownSkill[],
  callees: readonly Skill[],
  isFree: (candidate: Candidate) => Promise<boolean>,
): Promise<Generalised | string> {
  const form = commonForm(members);
  if (typeof form === "string") return form;
  const taken = new Set(members.flatMap(namesWithin));
  const parameters = parametersOf(form, callees, taken);
  const skills = members.map(({ skill }) => skill);
  const evals = mergedEvals(skills.map((skill, i) => withConstants(skill.evals, parameters, i)));
  if (!evals) return "their cases want different answers to the same input";
  const [{ signature, source, uses, tools }] = skills as [Skill];
  const description = familyDescription(skills, parameters);
  const sites = form.sites.map(({ hole, term }) => ({
    node: term.node,
    parameter: parameters[hole] as FamilyParameter,
  }));
  const named = (name: string): Candidate => ({
    name,
    description,
    signature: signatureWith(signature, parameters),
    source: generalSource(source, form.written, { name, description, parameters }, sites),
    uses,
    tools,
    evals,
  });
  const memberNames = skills.map(({ name }) => name);
  const names = familyNames(memberNames, parameters).filter((one) => !taken.has(functionNameOf(one)));
  for (const name of names) if (await isFree(named(name))) return { parameters, candidate: named(name) };
  return "no name is free for what they have in common";
}

/** A parameter for each hole, named by the first of its places that says something. */
function parametersOf(
  { holes, sites }: CommonForm,
  callees: readonly Skill[],
  taken: Set<string>,
): FamilyParameter[] {
  return holes.map(({ type, values }, hole) => {
    const said = sites
      .filter((site) => site.hole === hole)
      .map(({ term, within }) => nameFromPlace(term, within, type, callees))
      .find((one) => one !== undefined);
    const name = freshName(said, taken);
    taken.add(name);
    return { name, type, values };
  });
}

function freshName(said: string | undefined, taken: ReadonlySet<string>): string {
  const usable = (name: string): boolean =>
    !taken.has(name) && !isReservedWord(name) && !(name in globalThis);
  if (said !== undefined && usable(said)) return said;
  for (let i = 1; ; i++) if (usable(`${said ?? "value"}${i}`)) return `${said ?? "value"}${i}`;
}

function signatureWith(text: string, parameters: readonly FamilyParameter[]): string {
  const signature = parseSignature(text);
  const added = parameters.map(({ name, type }) => ({ name, type: parseType(type) }));
  return signatureText({ ...signature, parameters: [...signature.parameters, ...added] });
}

function withConstants(
  evals: Candidate["evals"],
  parameters: readonly FamilyParameter[],
  member: number,
): Candidate["evals"] {
  const constants = parameters.map((one) => one.values[member] ?? null);
  const add = (cases: Candidate["evals"]["cases"]): Candidate["evals"]["cases"] =>
    cases.map(({ input, output }) => ({ input: [...input, ...constants], output }));
  return { examples: add(evals.examples), cases: add(evals.cases) };
}

/** Names that mean something in a member, or would in a call of the general skill. */
function namesWithin({ skill, tree }: KnownSkill): string[] {
  const { parameters } = parseSignature(skill.signature);
  return [...(tree ? identifiersIn(tree.root) : []), ...parameters.map(({ name }) => name)];
}
