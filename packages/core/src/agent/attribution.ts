import { equalJson, type Json } from "../json/json.ts";
import type { VerdictRecord } from "../evaluators/evaluator.ts";
import { describeOutcome, type Outcome } from "../sandbox/outcome.ts";
import { type ToolFault, toolFaults } from "../sandbox/tool-fault.ts";
import type { SkillRef } from "../skills/skill.ts";
import type { Case, Task } from "../task/task.ts";
import { type BrokenSkill, brokenSkill, calledSkill } from "./callee-evidence.ts";
import type { Episode, Written } from "./episode.ts";

/**
 * Whose fault a failed attempt was:
 * `own` the program's: it is to be written again;
 * `precondition` the world was not in the state that the task needs: nothing in the program would change that;
 * `callee` a skill that it calls no longer does what its own evidence says;
 * `environment` a tool, a process or an endpoint was out: the same program is tried again;
 * `evaluator` whoever judges could not, or judges wrongly.
 */
export type FailureCause = "own" | "precondition" | "callee" | "environment" | "evaluator";

export interface Attribution {
  cause: FailureCause;
  /** One sentence that says why it is thought so; it may be shown to the coder. */
  detail: string;
  /** The skill it is about: broken where the cause is a callee, else called with what it does not take. */
  callee?: SkillRef;
  /** What the program itself threw on the first visible input that it failed on, and where. */
  threw?: string;
}

const MOST_THREW = 500;

/** The detail where there is nothing to say besides what the evaluator said. */
export const plainOwnDetail = "It is the program's own failure.";

/**
 * Decides whose fault it is that an evaluator stopped a program, before anything is spent on a rewrite. The program runs once more
 * on the input that failed, and the first of these rules that holds decides:
 * 1. the evaluator errored → `evaluator`; it names no input that failed → `own`, but in a world its callees are asked first: one
 *    that fails in the worlds of its own evidence → `callee`;
 * 2. a tool was out (`ToolFault`) → `environment`;
 * 3. a tool lacks something, and so it does in the untouched world: where it says what to try → `own`, else → `precondition`;
 * 4. it is right this time, and had used tools, timed out or lost its process → `environment`;
 * 5. it threw in a skill, or returned something wrong and calls skills: those run their own evidence again. One that fails
 *    it → `callee`; one that threw and passes it was called with what it does not take → `own`;
 * 6. else → `own`.
 */
export async function attribute(
  episode: Episode,
  written: Written,
  stoppedBy: VerdictRecord,
): Promise<Attribution> {
  const { evaluator, status, feedback } = stoppedBy;
  if (status === "errored") {
    return {
      cause: "evaluator",
      detail: `${evaluator} could not judge: ${feedback ?? "it does not say why"}`,
    };
  }
  const wrong = firstWrong(stoppedBy, episode.task);
  if (!wrong) return episode.task.world === undefined ? own() : inWorld(episode, written, stoppedBy);
  const { agent, signal } = episode;
  await agent.resetWorld?.();
  const again = await agent.sandbox.run(written.program, wrong.input, { signal });
  const isRight = again.kind === "value" && equalJson(again.value, wrong.output);
  const found =
    (isRight ? afterSuccess(again, wrong) : byTools(again)) ??
    (isRight ? undefined : await byCallees(episode, written, again)) ??
    own();
  if (wrong.hidden) return withoutHidden(found);
  const isOwn = found.cause === "own" && !found.callee;
  return isOwn && again.kind === "error"
    ? { ...found, threw: `On the first of these it ${describeOutcome(again)}.`.slice(0, MOST_THREW) }
    : found;
}

/** Runs in a world name no input, but the skills that they ended in; where they only missed the goal, every callee may be why. */
async function inWorld(
  episode: Episode,
  { callees }: Written,
  { evaluator, evidence }: VerdictRecord,
): Promise<Attribution> {
  if (evaluator !== "world-runs" && evaluator !== "practice") return own();
  const failed = Object.keys(fieldsOf(fieldsOf(evidence)["failedIn"]));
  const broken = await brokenSkill(episode, failed.length > 0 ? failed : callees.map(({ name }) => name));
  if (broken) return byCallee(broken);
  const [name] = failed;
  const skill = name === undefined ? undefined : await episode.agent.store?.get(name);
  const lacked = textsOf(fieldsOf(evidence)["missing"]);
  // What is named here, further skills are searched for with.
  if (!skill) return lacked.length > 0 ? own(`It lacked ${lacked.join(", ")}.`) : own();
  const ref = { name: skill.name, digest: skill.digest };
  return own(`It has ${ref.name} work where that cannot: see to what it needs before calling it.`, ref);
}

function byCallee({ skill: { name, digest }, reason }: BrokenSkill): Attribution {
  return {
    cause: "callee",
    detail: `The skill ${name} is broken: ${reason}.`,
    callee: { name, digest },
  };
}

/** The first input that an evaluator found wrong, by its evidence: `{ wrong: [{ example | case: 3, kind: "error" }] }`. */
interface Wrong extends Case {
  /** How it had ended. */
  kind: string;
  /** True where the coder may not see the input. */
  hidden: boolean;
}

function firstWrong({ evidence }: VerdictRecord, task: Task): Wrong | undefined {
  const { wrong } = fieldsOf(evidence);
  const { example, case: hidden, kind } = fieldsOf(Array.isArray(wrong) ? wrong[0] : undefined);
  const one =
    typeof example === "number"
      ? task.examples[example]
      : typeof hidden === "number"
        ? task.cases[hidden]
        : undefined;
  return one && { ...one, kind: typeof kind === "string" ? kind : "", hidden: typeof example !== "number" };
}

function fieldsOf(value: Json | undefined): Partial<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function own(detail = plainOwnDetail, callee?: SkillRef): Attribution {
  return { cause: "own", detail, ...(callee && { callee }) };
}

function afterSuccess({ toolCalls }: Outcome, { kind }: Wrong): Attribution {
  if (kind === "crash" || kind === "timeout") {
    return { cause: "environment", detail: `A ${kind} that did not happen a second time.` };
  }
  if (toolCalls.length > 0) {
    return {
      cause: "environment",
      detail: "It failed, and did not the second time: its tools answered otherwise.",
    };
  }
  return own(
    "Run by itself on that input it is right: it depends on chance, or on what earlier calls left behind.",
  );
}

function byTools(outcome: Outcome): Attribution | undefined {
  const faults = toolFaults(outcome);
  const out = faults.find(({ kind }) => kind === "unavailable");
  if (out) return { cause: "environment", detail: `A tool was out: ${out.message}.` };
  const lacking = faults.findLast((fault) => fault.kind === "missing");
  return lacking && byMissing(lacking);
}

function byMissing({ message, missing, attempt }: Extract<ToolFault, { kind: "missing" }>): Attribution {
  const lacks = `${message} (missing: ${missing.join(", ")})`;
  if (attempt.length > 0) return own(`${lacks}; to try: ${attempt.join(", ")}`);
  return { cause: "precondition", detail: `The world is not as the task needs it: ${lacks}.` };
}

async function byCallees(
  episode: Episode,
  { callees, program }: Written,
  outcome: Outcome,
): Promise<Attribution | undefined> {
  const threwIn = outcome.kind === "error" ? calledSkill(outcome.stack[0], program) : undefined;
  if (outcome.kind === "error" && threwIn === undefined) return undefined;
  const suspects = threwIn === undefined ? callees.map(({ name }) => name) : [threwIn];
  const broken = await brokenSkill(episode, suspects);
  if (broken) return byCallee(broken);
  const skill = threwIn === undefined ? undefined : await episode.agent.store?.get(threwIn);
  if (!skill) return undefined;
  const { name, digest } = skill;
  return own(`It calls ${name} with what that does not take: it ${describeOutcome(outcome)}.`, {
    name,
    digest,
  });
}

/** What a run on a hidden input said may hold that input: the coder is told no more than the cause. */
function withoutHidden(found: Attribution): Attribution {
  switch (found.cause) {
    case "environment":
      return { ...found, detail: "A tool or a process was out during a case that is not shown." };
    case "precondition":
      return { ...found, detail: "The world is not as a case that is not shown needs it." };
    case "own":
      return {
        ...found,
        detail: found.callee
          ? `On a case that is not shown it calls ${found.callee.name} with what that does not take.`
          : plainOwnDetail,
      };
    default:
      return found;
  }
}
