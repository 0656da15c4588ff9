import {
  type Approve,
  type Candidate,
  callEach,
  callUntilStuck,
  checkProperties,
  counterexamplesOf,
  equalJson,
  type Json,
  type LinkedProgram,
  linkedSkill,
  linkSkill,
  type Outcome,
  PortolanError,
  type Sandbox,
  type SkillReader,
  type ToolSet,
  unsoundness,
} from "@portolan/core";

/** What running a program on its own examples and cases found. */
export interface ProgramJudgement {
  right: number;
  of: number;
  /** Specifiers that it imports, sorted; absent when it could not be linked. */
  imports?: string[];
  problems: string[];
}

/** What a program is judged with. */
export interface JudgeOptions {
  /** The tools that programs may call, each those that it was granted; none when absent. */
  tools?: ToolSet;
  /** Asked before one of them writes; when absent they may write. */
  approve?: Approve;
  /** Stops it, checks and runs alike. */
  signal?: AbortSignal;
}

/**
 * Type-checks a program and runs every example and case of it, each in an isolate of its own. One that needs tools that are
 * not given is not run, and so not right: a claim about its cases would be none.
 * @throws PortolanError `interrupted`
 */
export async function judgeProgram(
  candidate: Candidate,
  reader: SkillReader,
  sandbox: Sandbox,
  options: JudgeOptions = {},
): Promise<ProgramJudgement> {
  const { signal } = options;
  const found = await judged(candidate, reader, sandbox, options).catch((error: unknown) => {
    throw signal?.aborted ? interrupted() : error;
  });
  // What was stopped says nothing of the program.
  if (signal?.aborted) throw interrupted();
  return found;
}

async function judged(
  candidate: Candidate,
  reader: SkillReader,
  sandbox: Sandbox,
  { tools = {}, approve, signal }: JudgeOptions,
): Promise<ProgramJudgement> {
  const cases = [...candidate.evals.examples, ...candidate.evals.cases];
  const program = await linkSkill(candidate, reader);
  if (!program) {
    const missing = "a skill that it calls is missing, broken or no longer active";
    return { right: 0, of: cases.length, problems: [missing] };
  }
  const { diagnostics, imports } = await sandbox.check(program, { tools, signal });
  const missing = toolsOf(program).filter((name) => !isGiven(name, tools));
  if (missing.length > 0) {
    // Whatever else the checker says comes of that.
    const why = `it needs the tools ${missing.join(", ")}, and its cases cannot be run without them (--tools)`;
    return { right: 0, of: cases.length, imports, problems: [why] };
  }
  const problems = diagnostics.slice(0, 3).map(({ line, message }) => `line ${line}: ${message}`);
  const broken = await brokenProperties(candidate, program, reader, sandbox, { tools, approve, signal });
  problems.push(...broken);
  const inputs = cases.map(({ input }) => input);
  const outcomes = await callEach(sandbox, program, inputs, { tools, approve, signal });
  const failures = outcomes
    .map((outcome, i) => failureOf(outcome, cases[i]?.output as Json))
    .filter((failure) => failure !== undefined);
  problems.push(...tallied(failures, cases.length));
  return { right: cases.length - failures.length, of: cases.length, imports, problems };
}

/** What its task declared and does not hold, tried first on what broke it before; on generated inputs only without tools. */
async function brokenProperties(
  { evals, signature }: Candidate,
  program: LinkedProgram,
  reader: SkillReader,
  sandbox: Sandbox,
  options: JudgeOptions,
): Promise<string[]> {
  const problems = await failingCounterexamples(evals, signature, program, sandbox, options);
  const { properties = [], examples } = evals;
  if (properties.length === 0 || toolsOf(program).length > 0) return problems;
  const counterexamples = counterexamplesOf(evals, "properties");
  const skillOf = (name: string): Promise<LinkedProgram | undefined> => linkedSkill(name, reader);
  const subject = { program, signature, properties, examples, counterexamples, skillOf };
  const { broken } = await checkProperties(sandbox, subject, options);
  return broken ? [...problems, broken.feedback] : problems;
}

/** What it does on inputs that undid earlier programs and no program may do. */
async function failingCounterexamples(
  evals: Candidate["evals"],
  signature: string,
  program: LinkedProgram,
  sandbox: Sandbox,
  options: JudgeOptions,
): Promise<string[]> {
  const inputs = counterexamplesOf(evals, "generated");
  const results = await callUntilStuck(sandbox, program, inputs, options);
  return results.flatMap((result, i) => {
    const what = unsoundness(result, signature);
    return what === undefined
      ? []
      : [`for ${JSON.stringify(inputs[i])} it ${what}, as a program before it did`];
  });
}

/** How a case was missed; undefined when it was answered. */
function failureOf(outcome: Outcome, wanted: Json): string | undefined {
  switch (outcome.kind) {
    case "value":
      return equalJson(outcome.value, wanted) ? undefined : "wrong";
    case "timeout":
      return `timed out after ${outcome.limitMs} ms`;
    case "memory":
      return `out of memory at ${outcome.limitMb} MB`;
    case "limit":
      return `over the limit ${outcome.limit}`;
    case "crash":
      return "its process ended";
    default:
      return "wrong";
  }
}

/** `wrong on 2 of 6 cases`, `timed out after 5000 ms on 1 of 6 cases`. */
function tallied(failures: readonly string[], of: number): string[] {
  const counts = Map.groupBy(failures, (failure) => failure);
  return [...counts].map(([failure, { length }]) => `${failure} on ${length} of ${of} cases`);
}

function toolsOf({ grants = {} }: LinkedProgram): string[] {
  return [...new Set(Object.values(grants).flat())].toSorted();
}

/** A grant names a namespace, or one tool of it. */
function isGiven(name: string, tools: ToolSet): boolean {
  const [namespace = "", tool] = name.split(".");
  const found = tools[namespace];
  return tool === undefined ? found !== undefined : found?.[tool] !== undefined;
}

function interrupted(): PortolanError {
  return new PortolanError("interrupted", "Interrupted while skills were verified.", {
    next: "Nothing was changed; give the command again.",
  });
}
