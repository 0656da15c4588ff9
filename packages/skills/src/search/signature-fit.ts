import { type Signature, typeText, type ValueType } from "@portolan/core";

/** How a skill's signature serves a goal's, best first. */
export const SIGNATURE_FITS = [
  "exact",
  "fits as it is",
  "same result from the given types",
  "same result from the given types and constants",
  "usable on elements",
  "gives the result type",
  "takes the given types",
] as const;
export type SignatureFit = (typeof SIGNATURE_FITS)[number];

/** For sorting: the better fit first. */
export function byFit(a: SignatureFit, b: SignatureFit): number {
  return SIGNATURE_FITS.indexOf(a) - SIGNATURE_FITS.indexOf(b);
}

/**
 * How well a skill of this signature can serve inside a program of the goal's signature. Given are the goal's parameters;
 * their elements and fields can be reached by a loop, so a `(word: string) => string` serves a `(words: string[]) => string`.
 */
export function signatureFit(goal: Signature, skill: Signature): SignatureFit | undefined {
  const given = goal.parameters.map(({ type }) => normalised(type));
  const taken = skill.parameters.map(({ type }) => normalised(type));
  const wanted = normalised(goal.result);
  const result = normalised(skill.result);
  const sameResult = result === wanted;
  if (sameResult && sorted(given) === sorted(taken)) return "exact";
  const leftOver = withoutAll(taken, given);
  const takesGiven = taken.length > 0 && leftOver.length < taken.length;
  if (sameResult && takesGiven && leftOver.length === 0) return "same result from the given types";
  if (sameResult && takesGiven && leftOver.every(isConstant))
    return "same result from the given types and constants";
  const reachable = new Set(goal.parameters.flatMap(({ type }) => partsOf(type)));
  // A boolean of an element is what a loop asks to keep or drop it.
  const useful = new Set([...partsOf(goal.result), ...reachable, "boolean"]);
  const takesParts =
    taken.some((type) => reachable.has(type)) &&
    taken.every((type) => reachable.has(type) || isConstant(type));
  if (takesParts && useful.has(result)) return "usable on elements";
  if (sameResult) return "gives the result type";
  return takesParts ? "takes the given types" : undefined;
}

/** A type as text that is equal for equal types: fields in order, `readonly` gone. */
function normalised(type: ValueType): string {
  return typeText(canonical(type));
}

function canonical(type: ValueType): ValueType {
  if (type.kind === "array") return { kind: "array", of: canonical(type.of) };
  if (type.kind === "other")
    return { kind: "other", text: type.text.replace(/^readonly\s+/, "").replace(/\s+/g, " ") };
  if (type.kind !== "record") return type;
  const fields = Object.keys(type.fields).toSorted();
  return {
    kind: "record",
    fields: Object.fromEntries(fields.map((field) => [field, canonical(type.fields[field] as ValueType)])),
  };
}

/** A type, its elements and fields, and theirs. */
function partsOf(type: ValueType): string[] {
  if (type.kind === "array") return [normalised(type), ...partsOf(type.of)];
  if (type.kind === "record") return [normalised(type), ...Object.values(type.fields).flatMap(partsOf)];
  return [normalised(type)];
}

/** A program can write a constant of these types by itself. */
function isConstant(type: string): boolean {
  return type === "number" || type === "string" || type === "boolean";
}

function withoutAll(types: string[], removed: string[]): string[] {
  const left = [...types];
  for (const type of removed) {
    const at = left.indexOf(type);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function sorted(types: string[]): string {
  return types.toSorted().join("|");
}
