import {
  type Candidate,
  functionNameOf,
  isReservedWord,
  parseSignature,
  type Skill,
  signatureText,
  parseType,
} from "@portolan/core";
import { antiUnify, holeSites } from "./anti-unify.ts";
import { type Constant, constantOf } from "./constants.ts";
import { exportedFunction } from "./exported-function.ts";
import { familyDescription, familyNames, type FamilyParameter } from "./family-name.ts";
import { generalSource } from "./family-sources.ts";
import { nameFromPlace } from "./hole-names.ts";
import { mergedEvals } from "./merged-evals.ts";
import { identifiersIn } from "./names-in-syntax.ts";
import { self } from "./normal-form.ts";
import { type Term, tokenCount } from "./term.ts";
import type { KnownSkill } from "./tidy-library.ts";

/** A skill that does what several do, given their constants. */
export interface Generalised {
  candidate: Candidate;
  parameters: FamilyParameter[];
}

const mostHoles = 3;
// What is mostly holes says nothing that a call would not say.
const mostHoleShare = 0.2;

/**
 * Writes the general skill of members that differ in constants only, or says why there is none.
 * @param isFree whether a skill may get this name
 */
export async function generalise(
  members: readonly KnownSkill[],
  callees: readonly Skill[],
  isFree: (name: string) => Promise<boolean>,
): Promise<Generalised | string> {
  const [base] = members as [KnownSkill];
  const { skill, tree } = base;
  const exported = functionNameOf(skill.name);
  const written = tree && exportedFunction(tree.root, exported);
  const signature = parseSignature(skill.signature);
  if (!written || written.parameters.length !== signature.parameters.length)
    return "their function is not written as one that can take more parameters";
  const generalisation = antiUnify(members.map(({ term }) => term as Term));
  const constants = generalisation.holes.map((parts) => parts.map(constantOf));
  const sites = holeSites(generalisation);
  if (occurrences(generalisation.term, self) > 1) return "they call themselves";
  if (constants.some((all) => all.some((one) => !one || one.type !== all[0]?.type)))
    return "they differ in something else than constants of the same type";
  if (constants.length > mostHoles)
    return `they differ in ${constants.length} constants; ${mostHoles} are the most`;
  if (sites.length > mostHoleShare * tokenCount(generalisation.term)) return "they have too little in common";
  const { start, end } = written.body;
  if (sites.some(({ term: { node } }) => node.start < start || node.end > end))
    return "they differ outside their function";

  const taken = new Set(members.flatMap(namesWithin));
  const parameters = constants.map((all, hole): FamilyParameter => {
    const { type } = all[0] as Constant;
    const names = sites
      .filter((site) => site.hole === hole)
      .map((site) => nameFromPlace(site.term, site.within, type, callees));
    const name = freshName(names.find((one) => one !== undefined) ?? "value", taken);
    taken.add(name);
    return { name, type, values: all.map((one) => (one as Constant).value) };
  });
  const skills = members.map((member) => member.skill);
  const names = familyNames(
    skills.map(({ name }) => name),
    parameters,
  ).filter((name) => !taken.has(functionNameOf(name)));
  let name: string | undefined;
  for (const one of names) if (name === undefined && (await isFree(one))) name = one;
  if (name === undefined) return "no name is free for what they have in common";
  const evals = mergedEvals(skills.map((one, i) => withConstants(one.evals, parameters, i)));
  if (!evals) return "their cases want different answers to the same input";
  const description = familyDescription(skills, parameters);
  const added = parameters.map((one) => ({ name: one.name, type: parseType(one.type) }));
  const places = sites.map((site) => ({
    node: site.term.node,
    parameter: parameters[site.hole] as FamilyParameter,
  }));
  return {
    parameters,
    candidate: {
      name,
      description,
      signature: signatureText({ ...signature, parameters: [...signature.parameters, ...added] }),
      source: generalSource(skill.source, written, { name, description, parameters }, places),
      uses: skill.uses,
      tools: skill.tools,
      evals,
    },
  };
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

function occurrences(term: Term, text: string): number {
  const here = term.kind === "Identifier" && term.text === text ? 1 : 0;
  return term.children.reduce((sum, child) => sum + occurrences(child, text), here);
}

/** Names that mean something in a member, or would in a call of the general skill. */
function namesWithin({ skill, tree }: KnownSkill): string[] {
  const { parameters } = parseSignature(skill.signature);
  return [...(tree ? identifiersIn(tree.root) : []), ...parameters.map(({ name }) => name)];
}

function freshName(wanted: string, taken: ReadonlySet<string>): string {
  const usable = (name: string): boolean =>
    !taken.has(name) && !isReservedWord(name) && !(name in globalThis);
  if (wanted !== "value" && usable(wanted)) return wanted;
  for (let i = 1; ; i++) if (usable(`${wanted}${i}`)) return `${wanted}${i}`;
}
