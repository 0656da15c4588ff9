import {
  callAll,
  canonicalJson,
  type Json,
  type LinkedProgram,
  parseSignature,
  type Sandbox,
  type Skill,
} from "@portolan/core";
import { stopIfAborted } from "./stop-if-aborted.ts";
import { generatedInputs } from "./generated-inputs.ts";

/** A program with what it was judged on. */
export interface Subject {
  skill: Pick<Skill, "name" | "signature" | "evals">;
  program: LinkedProgram;
}

/** Programs that gave the same on every input, and how much that says. */
export interface Agreement<T extends Subject> {
  members: T[];
  /** Distinct inputs that they answered with a value. */
  inputs: number;
  /** Of those, how many were generated; the others are from their examples and cases. */
  generated: number;
  /** Distinct values among the answers. */
  results: number;
  /** On how many inputs they gave the value that they gave least often. */
  rarest: number;
}

const siftedCount = 120;
const generatedCount = 240;
const batchSize = 30;
// A program that does not end on more inputs than this is not compared: waiting for it is not worth it.
const mostUnanswered = 5;
const leastInputs = 40;
const leastResults = 4;
const leastOfEachBoolean = 8;
// What takes longer on such small inputs says nothing that one would wait for. Computing time is the same on a busy machine.
const limits = { cpuMs: 300, wallMs: 20_000, memoryMb: 128 };
const failure = "failed";
const silence = "no answer";

/**
 * Groups programs of the same types by what they do: on the inputs of all their examples and cases, and on generated ones.
 * Expected values stay here; programs are compared by what they returned. A few inputs part most of them, so that only what
 * may be the same is run on all that the others have.
 */
export async function agreements<T extends Subject>(
  subjects: readonly T[],
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<Agreement<T>[]> {
  const found: Agreement<T>[] = [];
  const sifted = await alike(subjects, spread(pooledInputs(subjects), siftedCount), sandbox, signal);
  for (const { members } of sifted) {
    const pooled = pooledInputs(members);
    const { signature } = (members[0] as T).skill;
    const inputs = [...pooled, ...generatedInputs(signature, pooled, generatedCount)];
    for (const group of await alike(members, inputs, sandbox, signal))
      found.push({ members: group.members, ...weigh(group.answers, pooled.length) });
  }
  return found;
}

/** Groups of at least two that give the same answers. */
async function alike<T extends Subject>(
  subjects: readonly T[],
  inputs: readonly Json[][],
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<{ members: T[]; answers: string[] }[]> {
  if (subjects.length < 2) return [];
  const groups = new Map<string, { members: T[]; answers: string[] }>();
  for (const subject of subjects) {
    const answers = await answersOf(subject.program, inputs, sandbox, signal);
    if (!answers) continue;
    const key = answers.join("\n");
    groups.set(key, { answers, members: [...(groups.get(key)?.members ?? []), subject] });
  }
  return [...groups.values()].filter(({ members }) => members.length > 1);
}

/** What a program answers; undefined when it too often does not answer at all, not even by throwing. */
async function answersOf(
  program: LinkedProgram,
  inputs: readonly Json[][],
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  const answers: string[] = [];
  let unanswered = 0;
  for (let at = 0; at < inputs.length; at += batchSize) {
    const batch = inputs.slice(at, at + batchSize);
    const results = await callAll(sandbox, program, batch, { limits, signal });
    stopIfAborted(signal);
    const given = results.map((result) => {
      if (result.ok) return canonicalJson(result.value);
      // Who runs out of time may have an answer; who throws has none.
      return result.failure.startsWith("error") ? failure : silence;
    });
    answers.push(...given);
    unanswered += given.filter((answer) => answer === silence).length;
    if (unanswered > mostUnanswered) return undefined;
  }
  return answers;
}

/** So many of them at most, from all places. */
function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

/** Why an agreement says too little; undefined when it says enough. */
export function weakness({ members, inputs, results, rarest }: Agreement<Subject>): string | undefined {
  const [{ skill }] = members as [Subject];
  if (inputs < leastInputs) return `they agree on ${inputs} inputs; fewer than ${leastInputs} say too little`;
  const boolean = parseSignature(skill.signature).result.kind === "boolean";
  if (!boolean && results < leastResults)
    return `they agree on ${inputs} inputs, with ${results} different results; fewer than ${leastResults} say too little`;
  if (boolean && (results < 2 || rarest < leastOfEachBoolean))
    return `they agree on ${inputs} inputs, and say true or false on fewer than ${leastOfEachBoolean} of them`;
  return undefined;
}

function pooledInputs(subjects: readonly Subject[]): Json[][] {
  const inputs = subjects.flatMap(({ skill: { evals } }) =>
    [...evals.examples, ...evals.cases].map(({ input }) => input),
  );
  return [...new Map(inputs.map((input) => [canonicalJson(input), input])).values()];
}

function isValue(answer: string): boolean {
  return answer !== failure && answer !== silence;
}

function weigh(answers: readonly string[], pooled: number): Omit<Agreement<Subject>, "members"> {
  const counts = new Map<string, number>();
  for (const answer of answers.filter(isValue)) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return {
    inputs: answers.filter(isValue).length,
    generated: answers.slice(pooled).filter(isValue).length,
    results: counts.size,
    rarest: Math.min(...counts.values()),
  };
}
