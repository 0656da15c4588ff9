import { canonicalJson, type Json } from "../json/json.ts";
import type { Outcome } from "../sandbox/outcome.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Subject } from "./evaluator.ts";

/** By what is judged: whoever is judged again, because an environment was out, is run again. */
const known = new WeakMap<Subject, Map<string, Promise<Outcome>>>();

/**
 * Outcomes of the judged program, each run in an isolate of its own. Evaluators that judge the same subject share them: such runs
 * are most of what a gate takes.
 */
export async function ownRuns(
  sandbox: Sandbox,
  subject: Subject,
  inputs: readonly Json[][],
): Promise<Outcome[]> {
  const runs = known.get(subject) ?? new Map<string, Promise<Outcome>>();
  known.set(subject, runs);
  return Promise.all(
    inputs.map((input) => {
      const key = canonicalJson(input);
      const run = runs.get(key) ?? sandbox.run(subject.program, input, { signal: subject.signal });
      runs.set(key, run);
      return run;
    }),
  );
}
