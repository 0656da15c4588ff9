import { functionNameOf, skillSpecifier } from "../program/program.ts";
import type { Candidate, Skill } from "./skill.ts";

/** The candidate that makes `name` another name of a skill. Where `name` is a skill already, its types and cases stay. */
export function aliasCandidate(name: string, target: Skill, present: Skill | undefined): Candidate {
  const [own, others] = [functionNameOf(name), functionNameOf(target.name)];
  const exported = own === others ? own : `${others} as ${own}`;
  return {
    name,
    signature: present?.signature ?? target.signature,
    source: `export { ${exported} } from "${skillSpecifier(target.name)}";\n`,
    description: `Another name of the skill ${target.name}.`,
    uses: [{ name: target.name, digest: target.digest }],
    tools: [],
    evals: present?.evals ?? target.evals,
  };
}

/**
 * The sources with which a program can go by another name, likeliest first. They are made of text alone, since untrusted
 * source is not parsed here: the function's declaration and calls are renamed, or it is exported under both names. What is
 * right shows when they are verified.
 */
export function renamedSources(candidate: Candidate, name: string): string[] {
  const [from, to] = [functionNameOf(candidate.name), functionNameOf(name)];
  if (from === to) return [candidate.source];
  const declared = new RegExp(`\\b(function\\s*\\*?\\s*|const\\s+|let\\s+)${from}(?![\\w$])`, "g");
  const called = new RegExp(`(?<![\\w$.])${from}(?=\\s*\\()`, "g");
  const renamed = candidate.source.replace(declared, `$1${to}`).replace(called, to);
  return [renamed, `${candidate.source.trimEnd()}\nexport { ${from} as ${to} };\n`];
}
