import {
  callEach,
  digestOf,
  equalJson,
  type Evidence,
  linkSkill,
  lowerBound,
  type Sandbox,
  type Verify,
} from "@portolan/core";
import { stopIfAborted } from "./stop-if-aborted.ts";

const id = "tidy";
const digest = digestOf({ id, version: 1 });

/**
 * Judges a skill as it would be after tidying: it type-checks with what it would call, and answers each of its cases, in an
 * isolate of its own. Cases that need tools cannot be run; such a skill is judged by its types.
 * @param origin what new programs were made of
 */
export function verifyChange(sandbox: Sandbox, origin: Partial<Evidence> = {}, signal?: AbortSignal): Verify {
  return async (candidate, reader) => {
    const program = await linkSkill(candidate, reader);
    if (!program) return { refused: "something that it calls is not active as it is pinned" };
    const { diagnostics } = await sandbox.check(program, { signal });
    const [complaint] = diagnostics;
    if (complaint) return { refused: `line ${complaint.line}: ${complaint.message}` };
    const { examples, cases } = candidate.evals;
    const all = [...examples, ...cases];
    const runs = Object.values(program.grants ?? {}).every((tools) => tools.length === 0);
    const outcomes = await callEach(sandbox, program, runs ? all.map(({ input }) => input) : [], { signal });
    stopIfAborted(signal);
    const wrong = outcomes.filter(
      (outcome, i) => outcome.kind !== "value" || !equalJson(outcome.value, all[i]?.output ?? null),
    );
    if (wrong.length > 0) return { refused: `it answers ${wrong.length} of ${all.length} cases wrongly` };
    const present = await reader.get(candidate.name);
    const evidence: Evidence = {
      task: { id: `tidy/${candidate.name}`, suite: "tidy" },
      harness: digest,
      voyage: "tidy",
      episode: 0,
      attempt: 1,
      cost: { evaluations: 0, attempts: 1 },
      shown: [],
      ...present?.evidence,
      ...origin,
      // Whoever wrote what was there before, this program was written here.
      coder: id,
      verdicts: [
        { evaluator: id, digest, status: "passed", evidence: { types: "fine", cases: outcomes.length } },
      ],
      checks: {
        examples: examples.length,
        cases: cases.length,
        lowerBound: lowerBound(cases.length),
      },
    };
    return { evidence };
  };
}
