import {
  type Candidate,
  callEach,
  equalJson,
  type Json,
  type LinkedProgram,
  linkSkill,
  type Sandbox,
  type SkillReader,
} from "@portolan/core";

/** What running a program on its own examples and cases found. */
export interface ProgramJudgement {
  right: number;
  of: number;
  /** Specifiers that it imports, sorted; absent when it could not be linked. */
  imports?: string[];
  problems: string[];
}

/**
 * Type-checks a program and runs every example and case of it, each in an isolate of its own. One that needs tools is not
 * run, and so not right: no tool is there, and a claim about its cases would be none.
 */
export async function judgeProgram(
  candidate: Candidate,
  reader: SkillReader,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<ProgramJudgement> {
  const cases = [...candidate.evals.examples, ...candidate.evals.cases];
  const program = await linkSkill(candidate, reader);
  if (!program) {
    const missing = "a skill that it calls is missing, broken or no longer active";
    return { right: 0, of: cases.length, problems: [missing] };
  }
  const { diagnostics, imports } = await sandbox.check(program, { signal });
  const problems = diagnostics.slice(0, 3).map(({ line, message }) => `line ${line}: ${message}`);
  const tools = toolsOf(program);
  if (tools.length > 0) {
    problems.push(`it needs the tools ${tools.join(", ")}, which are not here to run its cases with`);
    return { right: 0, of: cases.length, imports, problems };
  }
  const inputs = cases.map(({ input }) => input);
  const outcomes = await callEach(sandbox, program, inputs, { signal });
  const right = outcomes.filter(
    (outcome, i) => outcome.kind === "value" && equalJson(outcome.value, cases[i]?.output as Json),
  ).length;
  if (right < cases.length) problems.push(`wrong on ${cases.length - right} of ${cases.length} cases`);
  return { right, of: cases.length, imports, problems };
}

function toolsOf({ grants = {} }: LinkedProgram): string[] {
  return [...new Set(Object.values(grants).flat())].toSorted();
}
