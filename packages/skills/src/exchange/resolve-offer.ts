import { type Candidate, PortolanError, type SkillRef } from "@portolan/core";
import { renamedCandidate } from "./rename-offer.ts";

/** What something that an offer calls is here. */
export interface Callee extends SkillRef {
  isActive: boolean;
}

/** An offer as it would be here. */
export interface Resolved {
  candidate: Candidate;
  /** Why it cannot work here, whatever its program does. */
  problem?: string;
}

/**
 * A candidate under its name here, pinned to what its callees are here.
 * @throws PortolanError `store-invalid` when it calls by name alone what is nowhere: it could not be kept
 */
export async function resolveOffer(
  candidate: Candidate,
  name: string,
  calleeOf: (pin: SkillRef) => Promise<Callee | undefined>,
): Promise<Resolved> {
  const uses: SkillRef[] = [];
  const names = new Map<string, string>();
  let problem: string | undefined;
  for (const pin of candidate.uses) {
    const callee = await calleeOf(pin);
    if (!callee && pin.digest === "") throw unpinned(name, pin.name);
    if (!callee)
      problem ??= `it calls ${pin.name}, which neither the source nor the store has as it needs it`;
    else if (!callee.isActive) problem ??= `it calls ${callee.name}, which is no active skill here`;
    uses.push(callee ? { name: callee.name, digest: callee.digest } : pin);
    names.set(pin.name, callee?.name ?? pin.name);
  }
  const renamed = renamedCandidate(candidate, name, names);
  const sorted = uses.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { candidate: { ...renamed, uses: sorted }, ...(problem !== undefined && { problem }) };
}

function unpinned(name: string, callee: string): PortolanError {
  const message = `The skill ${name} calls ${callee}, which neither the source nor the store has.`;
  return new PortolanError("store-invalid", message, { value: callee, next: `Import ${callee} first.` });
}
