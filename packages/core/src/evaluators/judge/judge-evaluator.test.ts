import { describe, expect, it } from "vitest";
import { PortolanError } from "../../errors/portolan-error.ts";
import type { Json } from "../../json/json.ts";
import { scriptedModel, type ScriptedReply } from "../../testing/scripted-model.ts";
import { inProcessSandbox } from "../../testing/in-process-sandbox.ts";
import type { Case, Task } from "../../task/task.ts";
import type { World } from "../../world/world.ts";
import type { Subject } from "../evaluator.ts";
import { type Calibration, calibrateJudge, type Labelled, parseLabelled } from "./calibration.ts";
import { createJudge } from "./judge.ts";
import { judgeEvaluator } from "./judge-evaluator.ts";
import { worldViewer } from "./judge-view.ts";

const rubric = [{ id: "sum", text: "It is the sum." }];
const says = (met: boolean): string =>
  JSON.stringify({
    criteria: [{ id: "sum", met, quotes: met ? ['"returned"'] : [], reason: "of the numbers" }],
  });
const sandbox = inProcessSandbox();

function subject(fields: { cases?: Case[]; source?: string } = {}): Subject {
  const source = fields.source ?? "export function addUp(a: number, b: number): number { return a + b; }";
  const task: Task = {
    id: "s/add-up",
    suite: "s",
    goal: "The sum of two numbers.",
    signature: "(a: number, b: number) => number",
    examples: [{ input: [1, 2], output: 3 }],
    cases: fields.cases ?? [],
    score: [{ input: [70, 7], output: 77_77 }],
    order: 0,
  };
  const program = { name: "add-up", signature: task.signature, source, modules: {} };
  return { task, program, report: { diagnostics: [], imports: [] } };
}

const hidden: Case[] = [{ input: [40, 41], output: 8181 }];
const labelled = (times: number, label: Labelled["label"], outcome: Json): Labelled[] =>
  Array.from({ length: times }, () => ({ goal: "The sum.", label, runs: [{ input: [1, 2], outcome }] }));
const set = [...labelled(10, "passed", { returned: 3 }), ...labelled(40, "failed", { returned: 4 })];
const honest = scriptedModel(({ messages }) =>
  says(!messages.some(({ content }) => content.includes('[1,2],"outcome":{"returned":4}'))),
);

async function calibrated(wrong = 0): Promise<Calibration> {
  const broken = labelled(wrong, "failed", { returned: 3 });
  return calibrateJudge(createJudge({ model: honest, rubric }), [...set, ...broken]);
}

describe("a judge as an evaluator", () => {
  it("admits alone when its calibration says so", async () => {
    const calibration = await calibrated();
    expect(calibration.trueNegative).toMatchObject({ right: 40, of: 40 });
    expect(calibration.trueNegative.lower).toBeCloseTo(0.9119, 4);
    expect(calibration.truePositive.lower).toBeCloseTo(0.6915, 4);
    const evaluator = judgeEvaluator({ model: honest, rubric, sandbox, calibration });
    expect(await evaluator.evaluate(subject())).toMatchObject({ status: "passed" });
  });

  it.each([
    ["without calibration", undefined, /not calibrated/],
    ["below the threshold", calibrated(2), /recognised 40 of 42: at least 0\.8/],
    ["calibrated as another judge", calibrated().then((one) => ({ ...one, judge: "x" })), /another judge/],
  ])("refuses alone and abstains beside others %s, and still vetoes", async (_, calibration, reason) => {
    const options = { rubric, sandbox, calibration: await calibration };
    const approving = judgeEvaluator({ model: scriptedModel(() => says(true)), ...options });
    const alone = await approving.evaluate(subject());
    expect(alone.status).toBe("errored");
    expect(alone.feedback).toMatch(reason);
    expect(await approving.evaluate(subject({ cases: hidden }))).toMatchObject({ status: "abstained" });
    const refusing = judgeEvaluator({ model: scriptedModel(() => says(false)), ...options });
    for (const cases of [[], hidden]) {
      const verdict = await refusing.evaluate(subject({ cases }));
      expect(verdict).toMatchObject({
        status: "failed",
        feedback: "The judge finds it wanting.\nsum: of the numbers",
      });
    }
  });

  it("shows runs, and neither hidden cases, nor the program, nor who wrote it", async () => {
    const model = scriptedModel(() => says(true));
    await judgeEvaluator({ model, rubric, sandbox }).evaluate(subject({ cases: hidden }));
    const text = JSON.stringify(model.requests);
    expect(text).toContain("returned");
    for (const secret of ["40,41", "8181", "7777", "70,7", "addUp", "add-up", "return a"])
      expect(text).not.toContain(secret);
  });

  it.each<[string, ScriptedReply[]]>([
    ["that cannot be read twice", ["no", "no"]],
    ["because it is out", [new PortolanError("model-unavailable", "It is out.", { next: "Wait." })]],
  ])("is errored when there is no verdict %s", async (_, script) => {
    const evaluator = judgeEvaluator({ model: scriptedModel(script), rubric, sandbox });
    expect(await evaluator.evaluate(subject())).toMatchObject({ status: "errored" });
  });

  it("is errored when a verdict costs more than it may", async () => {
    const budget = { evaluations: 1, attempts: 1, requests: 1 };
    const evaluator = judgeEvaluator({ model: scriptedModel(["no", says(true)]), rubric, sandbox, budget });
    expect(await evaluator.evaluate(subject())).toMatchObject({
      status: "errored",
      evidence: { code: "budget-spent" },
    });
  });

  it("sees a world before and after", async () => {
    let state = { done: false };
    const world: World = {
      tools: {},
      reset: async () => void (state = { done: false }),
      observe: () => {
        const seen = { ...state };
        state = { done: true };
        return seen;
      },
    };
    const model = scriptedModel(() => says(false));
    await judgeEvaluator({ model, rubric, viewer: worldViewer(sandbox, world) }).evaluate(subject());
    const [, user] = model.requests[0]?.messages ?? [];
    expect(user?.content).toMatch(/The state before:\n\n```json\n"done": false\n```/);
    expect(user?.content).toMatch(/The state after:\n\n```json\n"done": true\n```/);
  });
});

describe("labelled results", () => {
  it("are read from lines, and a wrong one is named", () => {
    const line = '{"goal":"x","label":"passed","after":{"n":1}}';
    expect(parseLabelled(`${line}\n\n${line}\n`, "f")).toHaveLength(2);
    expect(() => parseLabelled(`${line}\n{"goal":"x","label":"good"}`, "f")).toThrow(/^f:2: label/);
    expect(() => parseLabelled("nonsense", "f")).toThrow(/^f:1: the line is not JSON/);
  });

  it("count as judged wrongly where there is no verdict", async () => {
    const judge = createJudge({ model: scriptedModel(() => "no"), rubric });
    const calibration = await calibrateJudge(judge, set.slice(9, 11));
    expect(calibration).toMatchObject({
      unreadable: 2,
      truePositive: { right: 0 },
      trueNegative: { right: 0 },
    });
  });
});
