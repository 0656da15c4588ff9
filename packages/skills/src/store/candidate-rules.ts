import { type Candidate, functionNameOf, PortolanError } from "@portolan/core";
import { MAX_DESCRIPTION } from "./frontmatter.ts";
import { requireSkillName } from "./store-layout.ts";

/**
 * Checks what the store and the Agent Skills format ask of a candidate; whether the program is right is the gate's business.
 * @throws PortolanError `store-invalid` naming the field.
 */
export function requireStorable(candidate: Candidate): void {
  requireSkillName(candidate.name);
  const { description, uses, tools, source } = candidate;
  if (description.trim() === "") throw invalid(candidate, "its description is empty", description);
  if (description.length > MAX_DESCRIPTION) {
    const length = `its description has ${description.length} characters, ${MAX_DESCRIPTION} are allowed`;
    throw invalid(candidate, length, description);
  }
  if (!description.isWellFormed() || !source.isWellFormed()) {
    throw invalid(candidate, "its text is not valid Unicode and would not survive a file", description);
  }
  if (!exportsFunction(source, candidate.name)) {
    throw invalid(candidate, `its source does not export ${functionNameOf(candidate.name)}`, source);
  }
  for (const { name } of uses) requireSkillName(name);
  if (!isSortedSet(uses.map(({ name }) => name))) {
    throw invalid(candidate, "the skills it uses are not sorted by name, each once", uses);
  }
  if (candidate.tags && (!isSortedSet(candidate.tags) || candidate.tags.some((tag) => !/^\S+$/.test(tag)))) {
    throw invalid(candidate, "its tags are not sorted words, each once", candidate.tags);
  }
  if (!isSortedSet(tools) || tools.some((tool) => !/^[\w.-]+$/.test(tool))) {
    throw invalid(candidate, "the tools it uses are not sorted names, each once", tools);
  }
}

/** What a source declares and exports at once, and its lists of exports. Without `{` in the list, a source of nothing but opened lists is read once, not once a list. */
const EXPORTED = /\bexport\s+(?:async\s+)?(?:function\s*\*?|const|let)\s+(\w+)/g;
const EXPORT_LIST = /\bexport\s*\{([^{}]*)\}/g;

/** True when the source seems to export the function that its name promises; a test of the text, not of the syntax. */
export function exportsFunction(source: string, name: string): boolean {
  const symbol = functionNameOf(name);
  for (const [, declared] of source.matchAll(EXPORTED)) if (declared === symbol) return true;
  for (const [, list] of source.matchAll(EXPORT_LIST))
    if ((list as string).match(/\w+/g)?.includes(symbol)) return true;
  return false;
}

function isSortedSet(names: string[]): boolean {
  return names.every((name, i) => i === 0 || (names[i - 1] as string) < name);
}

function invalid(candidate: Candidate, what: string, value: unknown): PortolanError {
  return new PortolanError("store-invalid", `The candidate ${candidate.name} cannot be kept: ${what}.`, {
    value,
    next: "Correct the candidate and admit it again; nothing was written.",
  });
}
