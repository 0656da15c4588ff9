import type { Fused } from "./rank-fusion.ts";
import type { Library } from "./library.ts";
import type { Finding } from "./view.ts";

/** Only the best know what a program for this goal is made of. */
const CALLERS = 5;

/**
 * The skills that the best of the other views call: what they are made of, a new program may need too. A callee's rank is
 * its caller's, so how often a skill is called in all counts nothing.
 */
export function usesView(found: Fused[], library: Library): Finding[] {
  const findings = new Map<string, Finding>();
  for (const [i, caller] of found.slice(0, CALLERS).entries()) {
    for (const { name } of library.document(caller.name)?.skill.uses ?? []) {
      if (!library.document(name) || findings.has(name)) continue;
      findings.set(name, { name, rank: i + 1, note: `used by ${caller.name}` });
    }
  }
  return [...findings.values()];
}
