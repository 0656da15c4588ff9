import { functionNameOf, skillSpecifier } from "../../program/program.ts";
import type { Match } from "../../skills/skill-query.ts";
import { clipped } from "./fit-prompt.ts";

const MOST_DESCRIPTION = 600;

/** A skill as a coder reads it: how to import it, its type, what it does, and how far it is to be trusted. */
export function skillDeclaration({ skill }: Match): string {
  const { name, signature, description } = skill;
  const about = clipped(description, MOST_DESCRIPTION).replaceAll("*/", "*\\/").replace(/\s+/g, " ").trim();
  return [
    `/** ${about} ${reliabilityOf(skill)} */`,
    `import { ${functionNameOf(name)} } from "${skillSpecifier(name)}"; // ${signature.replace(/\s+/g, " ")}`,
  ].join("\n");
}

function reliabilityOf({ evidence }: Match["skill"]): string {
  const { cases, examples, runs, lowerBound } = evidence.checks;
  if (runs) {
    return `Reached its goal in ${runs.right} of ${runs.of} fresh worlds: in at least ${Math.floor(lowerBound * 100)} %, with 95 % confidence.`;
  }
  if (cases === 0)
    return `Right on ${examples} examples that its coder saw, and on nothing else that is known.`;
  return `Right on ${cases} unseen cases: on at least ${Math.floor(lowerBound * 100)} % of inputs, with 95 % confidence.`;
}
