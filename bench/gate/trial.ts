import {
  type CheckReport,
  type Evaluator,
  type LinkedProgram,
  type Sandbox,
  type StandardEvaluators,
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
  subject: { task: Task; program: LinkedProgram },
  { sandbox, memory, signal }: { sandbox: Sandbox; memory: Memory; signal?: AbortSignal },
): Promise<Trial> {
  const { task, program } = subject;
  let report: CheckReport | undefined;
  const isRefused = async (evaluator: Evaluator): Promise<boolean> => {
    const judged = async (cases: Task["cases"]): Promise<{ refused: boolean; readCases: boolean }> => {
      report ??= await sandbox.check(program, { signal });
      const watched = watchedTask({ ...task, cases });
      const { status } = await evaluator.evaluate({ task: watched.task, program, report, signal });
      signal?.throwIfAborted();
      return { refused: status === "failed" || status === "errored", readCases: watched.readCases() };
    };
    const key = (cases: Task["cases"]): string =>
      keyOf("verdict", { id: evaluator.id, digest: evaluator.digest, task: { ...task, cases }, program });
    const blind = await memory.of(key([]), () => judged([]));
    if (!blind.readCases || task.cases.length === 0) return blind.refused;
    return (await memory.of(key(task.cases), () => judged(task.cases))).refused;
  };
  const refusedBy: string[] = [];
  for (const evaluator of [...visible, ...gate]) {
    if (await isRefused(evaluator)) refusedBy.push(evaluator.id);
    if (refusedBy.length === 2) break;
  }
  return { refusedBy };
}

/** A task that tells whether anybody looked at its cases: whoever did not says the same of it without them. */
function watchedTask(task: Task): { task: Task; readCases: () => boolean } {
  let read = false;
  const watched = Object.defineProperty({ ...task }, "cases", {
    enumerable: true,
    get: () => {
      read = true;
      return task.cases;
    },
  });
  return { task: watched, readCases: () => read };
}
