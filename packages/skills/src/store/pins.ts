import { type Candidate, PortolanError, type Skill, type SkillRef } from "@portolan/core";

/** What is wrong with one pin, or `undefined`: a callee must be there, active, and of the pinned digest. */
export function pinProblem(pin: SkillRef, callee: Skill | undefined): string | undefined {
  if (!callee) return `the skill ${pin.name}, which it uses, is not in the store`;
  if (callee.digest !== pin.digest) {
    return `it uses ${pin.name} of digest ${pin.digest.slice(0, 12)}, the store holds ${callee.digest.slice(0, 12)}`;
  }
  return callee.status === "active" ? undefined : `the skill ${pin.name}, which it uses, is ${callee.status}`;
}

/**
 * Refuses a candidate whose callees are not all in the library as pinned.
 * @throws PortolanError `store-invalid` naming the first wrong pin.
 */
export async function requirePins(
  { name, uses }: Pick<Candidate, "name" | "uses">,
  find: (name: string) => Promise<Skill | undefined>,
): Promise<void> {
  for (const pin of uses) {
    const problem = pinProblem(pin, await find(pin.name));
    if (problem === undefined) continue;
    throw new PortolanError("store-invalid", `The skill ${name} cannot be active: ${problem}.`, {
      value: pin,
      next: "Write the program again against the skills that are active now.",
    });
  }
}
