import { describe, expect, it } from "vitest";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { taskFrom } from "../task/loose-task.ts";
import { defineEvaluator } from "../evaluators/define-evaluator.ts";
import type { Evaluator, Subject } from "../evaluators/evaluator.ts";
import { lowerBound } from "./checks.ts";
import { judge } from "./gate.ts";
import { cheapestFirst, gateForTask, requireKnownGate } from "./gate-for-task.ts";
import { standardEvaluatorIds, standardEvaluators } from "./standard-evaluators.ts";

const source = "export function double(n: number): number {\n  return 2 * n;\n}\n";
const doubling = (n: number) => ({ input: [n], output: 2 * n });
const loose = {
  goal: "Twice the number.",
  name: "double",
  signature: "(n: number) => number",
  examples: [1, 2, 7].map(doubling),
  cases: [0, -4, 111].map(doubling),
};

function subjectFor(gate: Parameters<typeof taskFrom>[0]["gate"], candidate?: number): Subject {
  const program = { name: "double", signature: loose.signature, source, modules: {} };
  return { task: taskFrom({ ...loose, gate }), program, report: { diagnostics: [], imports: [] }, candidate };
}

async function judged(subject: Subject) {
  const { visible, gate } = gateForTask(standardEvaluators(inProcessSandbox()), subject.task);
  return judge([...visible, ...gate], subject);
}

describe("the gate of a task", () => {
  it("records what the task leaves out, as not asked", async () => {
    const { verdicts, stoppedBy } = await judged(subjectFor({ without: ["determinism"] }));
    expect(stoppedBy).toBeUndefined();
    expect(verdicts.find(({ evaluator }) => evaluator === "determinism")).toMatchObject({
      status: "abstained",
      evidence: { leftOut: true },
    });
  });

  it.each(["type-check", "gate-cases"])("never leaves out %s", (id) => {
    expect(() => subjectFor({ without: [id] })).toThrow(/no task can leave out this evaluator/);
  });

  it("admits nobody to a task whose cases cannot support what it demands, and says how many could", async () => {
    const { stoppedBy } = await judged(subjectFor({ reliability: 0.9 }));
    expect(stoppedBy).toMatchObject({ evaluator: "support", status: "errored" });
    expect(stoppedBy?.feedback).toContain("support 0.3684 at most");
    expect(stoppedBy?.feedback).toContain("that takes 29 of them");
    const third = await judged(subjectFor({ reliability: 0.36 }, 3));
    expect(third.stoppedBy?.evaluator).toBe("support");
    expect((await judged(subjectFor({ reliability: 0.36 }))).stoppedBy).toBeUndefined();
  });

  it("admits nobody to a task in a world where there is none", async () => {
    const subject = subjectFor(undefined);
    const { stoppedBy } = await judged({ ...subject, task: { ...subject.task, world: "orchard" } });
    expect(stoppedBy).toMatchObject({ evaluator: "world-runs", status: "errored" });
    expect(stoppedBy?.feedback).toContain('the world "orchard", which is not here');
  });

  it("takes no demand that is misspelt for none", () => {
    expect(() => subjectFor({ reliablity: 0.9 } as object)).toThrow(/reliablity/);
    expect(() => subjectFor({ runs: { admitsAt: 0.9 } } as object)).toThrow(/admitsAt/);
  });

  it("takes no evaluator that there is not for one that is left out", () => {
    const { task } = subjectFor({ without: ["determinsm"] });
    expect(() => requireKnownGate(task, standardEvaluators(inProcessSandbox()))).toThrow(
      expect.objectContaining({
        code: "suite-invalid",
        value: "determinsm",
        next: "Did you mean determinism?",
      }),
    );
  });

  it("knows the standard evaluators by name where an agent asks fewer of them", () => {
    const { visible, gate } = standardEvaluators(inProcessSandbox());
    expect([...visible, ...gate].map(({ id }) => id)).toEqual(standardEvaluatorIds);
    const { task } = subjectFor({ without: ["needless-code"] });
    expect(() => requireKnownGate(task, { visible, gate: [] })).not.toThrow();
  });

  it("names the first check that failed, and gives the coder its feedback alone", async () => {
    const subject = subjectFor(undefined);
    const wrong = { ...subject.program, source: source.replace("2 * n", "n < 0 ? 0 : 2 * n") };
    const { stoppedBy, verdicts } = await judged({ ...subject, program: wrong });
    expect(stoppedBy).toMatchObject({ evaluator: "gate-cases", status: "failed" });
    expect(verdicts.at(-1)).toBe(stoppedBy);
    expect(stoppedBy?.feedback).not.toMatch(/-4|-8|111|222/);
  });
});

it("asks those first that cost nothing, and models last", () => {
  const of = (id: string, cost?: Evaluator["cost"]): Evaluator =>
    defineEvaluator({ id, version: 1, cost, evaluate: async () => ({ status: "passed" }) });
  const ordered = cheapestFirst([of("model", "model"), of("unsaid"), of("runs", "runs"), of("free", "none")]);
  expect(ordered.map(({ id }) => id)).toEqual(["free", "unsaid", "runs", "model"]);
});

it("divides the risk of a bound among all programs that were asked the same cases", () => {
  expect(lowerBound(8)).toBe(0.6877);
  expect(lowerBound(8, 5)).toBeCloseTo(0.01 ** (1 / 8), 4);
  expect(lowerBound(0, 5)).toBe(0);
});
