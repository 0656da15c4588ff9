import { functionNameOf, type Json, parseSignature } from "@portolan/core";
import { antiUnify, type HoleSite, holeSites } from "./anti-unify.ts";
import { constantOf } from "./constants.ts";
import { type ExportedFunction, exportedFunction } from "./exported-function.ts";
import { self } from "./normal-form.ts";
import { type Term, tokenCount } from "./term.ts";
import type { KnownSkill } from "./tidy-library.ts";

/** What skills have in common, and the constants in which they differ. */
export interface CommonForm {
  /** The function of the first one, which the places lie in. */
  written: ExportedFunction;
  /** One for each parameter that the general skill needs, with the value of each member. */
  holes: { type: string; values: Json[] }[];
  sites: HoleSite[];
}

const mostHoles = 3;
// What is mostly holes says nothing that a call would not say.
const mostHoleShare = 0.2;

/** What these skills have in common, or why that is nothing to write a skill of. */
export function commonForm(members: readonly KnownSkill[]): CommonForm | string {
  const [{ skill, tree }] = members as [KnownSkill];
  const written = tree && exportedFunction(tree.root, functionNameOf(skill.name));
  if (!written || written.parameters.length !== parseSignature(skill.signature).parameters.length)
    return "their function is not written as one that can take more parameters";
  const generalisation = antiUnify(members.map(({ term }) => term as Term));
  const sites = holeSites(generalisation);
  if (occurrences(generalisation.term, self) > 1) return "they call themselves";
  const holes = generalisation.holes.map(constantsOf).filter((hole) => hole !== undefined);
  if (holes.length < generalisation.holes.length)
    return "they differ in something else than constants of the same type";
  if (holes.length > mostHoles) return `they differ in ${holes.length} constants; ${mostHoles} are the most`;
  if (sites.length > mostHoleShare * tokenCount(generalisation.term)) return "they have too little in common";
  const { start, end } = written.body;
  if (sites.some(({ term: { node } }) => node.start < start || node.end > end))
    return "they differ outside their function";
  return { written, holes, sites };
}

function constantsOf(parts: readonly Term[]): { type: string; values: Json[] } | undefined {
  const constants = parts.map(constantOf).filter((one) => one !== undefined);
  const type = constants[0]?.type ?? "";
  const alike = constants.length === parts.length && constants.every((one) => one.type === type);
  return alike ? { type, values: constants.map(({ value }) => value) } : undefined;
}

function occurrences(term: Term, text: string): number {
  const here = term.kind === "Identifier" && term.text === text ? 1 : 0;
  return term.children.reduce((sum, child) => sum + occurrences(child, text), here);
}
