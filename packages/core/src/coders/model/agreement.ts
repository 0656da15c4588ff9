import { generateInputs } from "../../generate/generate-inputs.ts";
import { canonicalJson, equalJson } from "../../json/json.ts";
import { link } from "../../program/link.ts";
import type { Program } from "../../program/program.ts";
import { callAll } from "../../sandbox/call-all.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import type { SkillReader } from "../../skills/skill-change.ts";
import { parseSignature } from "../../task/signature.ts";
import type { Case } from "../../task/task.ts";
import { bareSource } from "../../program/bare-source.ts";

/** Inputs besides the examples on which programs are compared. */
const MORE_INPUTS = { count: 24, seed: 1 };

export interface AgreementOptions {
  sandbox: Sandbox;
  store?: SkillReader;
  examples: readonly Case[];
  signal?: AbortSignal;
}

interface Tried {
  program: Program;
  /** Examples it is right on. */
  right: number;
  /** What it does, as text; programs that do the same are one vote more for it. */
  behaviour: string;
}

/**
 * Orders programs that were written independently: first those right on most examples, of these those whose behaviour on inputs near
 * the examples most others share, then shorter ones. Of programs that behave alike the first in this order stays.
 */
export async function byAgreement(
  programs: readonly Program[],
  options: AgreementOptions,
): Promise<Program[]> {
  const different = [...new Map(programs.map((program) => [bareSource(program.source), program])).values()];
  if (different.length < 2) return different;
  const tried = await Promise.all(different.map((program) => attempt(program, options)));
  // Every copy is a vote, also one that is the same to the letter.
  const copies = Map.groupBy(programs, ({ source }) => bareSource(source));
  const votes = new Map<string, number>();
  for (const { program, behaviour } of tried) {
    const own = copies.get(bareSource(program.source))?.length ?? 1;
    votes.set(behaviour, (votes.get(behaviour) ?? 0) + own);
  }
  const ordered = tried.toSorted(
    (a, b) =>
      b.right - a.right ||
      (votes.get(b.behaviour) as number) - (votes.get(a.behaviour) as number) ||
      a.program.source.length - b.program.source.length,
  );
  const best = new Map<string, Program>();
  for (const { behaviour, program } of ordered) if (!best.has(behaviour)) best.set(behaviour, program);
  return [...best.values()];
}

async function attempt(
  program: Program,
  { sandbox, store, examples, signal }: AgreementOptions,
): Promise<Tried> {
  const linked = await link(program, store);
  const { diagnostics } = await sandbox.check(linked.program, { signal });
  // What does not check says nothing by what it does; each such program fails in its own way.
  if (diagnostics.length > 0) return { program, right: -1, behaviour: `unchecked ${program.source}` };
  const inputs = examples.map(({ input }) => input);
  const near = generateInputs(parseSignature(program.signature), examples, MORE_INPUTS);
  const results = await callAll(sandbox, linked.program, [...inputs, ...near], { signal });
  const right = examples.filter(({ output }, i) => {
    const result = results[i];
    return result?.ok && equalJson(result.value, output);
  }).length;
  return { program, right, behaviour: canonicalJson(results) };
}
