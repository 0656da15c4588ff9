import {
  type Candidate,
  callEach,
  equalJson,
  type LinkedProgram,
  type Sandbox,
  skillSpecifier,
} from "@portolan/core";
import { stopIfAborted } from "./stop-if-aborted.ts";

/** A program with the cases that it must answer. */
export interface Claim {
  program: LinkedProgram;
  evals: Candidate["evals"];
}

/**
 * Tries a general skill on the cases of all members with their constants, and each member as a call of it on its own.
 * @returns what is wrong, or undefined when all is proven
 */
export async function refuteFamily(
  general: Claim,
  wrappers: readonly Candidate[],
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { name, source, modules, grants } = general.program;
  const specifier = skillSpecifier(name);
  const claims: Claim[] = [
    general,
    ...wrappers.map(({ evals, ...wrapper }) => ({
      program: {
        name: wrapper.name,
        signature: wrapper.signature,
        source: wrapper.source,
        modules: { ...modules, [specifier]: source },
        grants: { ...grants, [specifier]: [], [wrapper.name]: [] },
      },
      evals,
    })),
  ];
  for (const claim of claims) {
    const why = await refutation(claim, sandbox, signal);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** A pure candidate linked as a skill is that imports the same. */
export function linkedLike({ name, signature, source }: Candidate, like: LinkedProgram): LinkedProgram {
  return { name, signature, source, modules: like.modules, grants: { ...like.grants, [name]: [] } };
}

/** Why a program is not what is claimed of it; undefined when it type-checks and answers every case. */
async function refutation(
  { program, evals }: Claim,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { diagnostics } = await sandbox.check(program, { signal });
  const [complaint] = diagnostics;
  if (complaint) return `${program.name} would not type-check: ${complaint.message}`;
  const cases = [...evals.examples, ...evals.cases];
  const inputs = cases.map(({ input }) => input);
  const outcomes = await callEach(sandbox, program, inputs, { signal });
  stopIfAborted(signal);
  const late = outcomes.filter(({ kind }) => kind === "timeout").length;
  const wrong = outcomes.filter(
    (outcome, i) =>
      outcome.kind !== "timeout" &&
      (outcome.kind !== "value" || !equalJson(outcome.value, cases[i]?.output ?? null)),
  ).length;
  if (wrong > 0) return `${program.name} would answer ${wrong} of ${cases.length} cases wrongly`;
  return late > 0 ? `${program.name} answers ${late} of ${cases.length} cases not in time` : undefined;
}
