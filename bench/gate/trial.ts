import {
  type CheckReport,
  type Evaluator,
  type LinkedProgram,
  type Sandbox,
  type StandardEvaluators,
  type Subject,
  type Task,
} from "@portolan/core";
import { keyOf, type Memory } from "./memory.ts";

/** What the gate made of a candidate. */
export interface Trial {
  /** The evaluators that refuse it, in the order of the gate; no more than two are looked for. */
  refusedBy: string[];
}

/**
 * Puts a candidate before all evaluators, as an episode does, but goes on after the first that refuses it until a second does: a
 * candidate that one evaluator alone refuses would be admitted without it. What each evaluator said is remembered by its digest,
 * so that another evaluator in the gate costs its own time alone, and so does the gate with cases after the one without.
 */
export async function tryAt(
  { visible, gate }: StandardEvaluators,
  subject: { task: Task; program: LinkedProgram; rivals: readonly LinkedProgram[] },
  { sandbox, memory, signal }: { sandbox: Sandbox; memory: Memory; signal?: AbortSignal },
): Promise<Trial> {
  const { task, program, rivals } = subject;
  let report: CheckReport | undefined;
  const isRefused = async (evaluator: Evaluator): Promise<boolean> => {
    const { id, digest } = evaluator;
    const judged = (given: Given): Promise<Verdict> =>
      memory.of(
        keyOf("verdict", { id, digest, task: { ...task, cases: given.cases }, program, ...given }),
        async () => {
          report ??= await sandbox.check(program, { signal });
          const watched = watch({ task, program, report, signal }, given);
          const { status } = await evaluator.evaluate(watched.subject);
          signal?.throwIfAborted();
          return { refused: status === "failed" || status === "errored", ...watched.seen };
        },
      );
    const blind = await judged({ cases: [], rivals: [] });
    const isMore = (blind.cases && task.cases.length > 0) || (blind.rivals && rivals.length > 0);
    const given = { cases: task.cases, rivals: blind.rivals ? rivals : [] };
    return isMore ? (await judged(given)).refused : blind.refused;
  };
  const refusedBy: string[] = [];
  for (const evaluator of [...visible, ...gate]) {
    if (await isRefused(evaluator)) refusedBy.push(evaluator.id);
    if (refusedBy.length === 2) break;
  }
  return { refusedBy };
}

/** What one gate has and another has not. */
interface Given {
  cases: Task["cases"];
  rivals: readonly LinkedProgram[];
}

/** Whether an evaluator refuses, and whether it looked at cases and rivals: if not, it says the same of other ones. */
interface Verdict {
  refused: boolean;
  cases: boolean;
  rivals: boolean;
}

function watch(
  subject: Omit<Subject, "rivals">,
  given: Given,
): { subject: Subject; seen: Pick<Verdict, "cases" | "rivals"> } {
  const seen = { cases: false, rivals: false };
  const watched = <Of extends object>(of: Of, key: keyof Given): Of =>
    Object.defineProperty({ ...of }, key, {
      enumerable: true,
      get: () => {
        seen[key] = true;
        return given[key];
      },
    });
  return { subject: watched({ ...subject, task: watched(subject.task, "cases") }, "rivals"), seen };
}
