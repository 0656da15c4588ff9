import { expect, it } from "vitest";
import type { Agent } from "../agent/agent.ts";
import type { Coder } from "../coders/coder.ts";
import { standardEvaluators } from "../gate/standard-evaluators.ts";
import type { SkillStore } from "../skills/skill-store.ts";
import type { Task } from "../task/task.ts";
import { exampleHarness } from "../testing/example-records.ts";
import { inProcessSandbox } from "../testing/in-process-sandbox.ts";
import { memorySkillStore } from "../testing/memory-skill-store.ts";
import { plant, type Planted } from "../testing/planted-skills.ts";
import { runTrials } from "./trial.ts";
import type { SkillTrial } from "./use-record.ts";

const signature = "(n: number) => number";
const planted = (name: string, fields: Partial<Planted> = {}): Planted => ({
  name,
  description: "Twice the number.",
  signature,
  body: "return 2 * n;",
  inputs: [[1], [2], [3], [-4]],
  answer: (n: number) => 2 * n,
  ...fields,
});
const task: Task = {
  id: "planted/own",
  suite: "s",
  name: "more",
  goal: "Twice the number, and one more.",
  signature,
  order: 0,
  examples: [1, 2, 5].map((n) => ({ input: [n], output: 2 * n + 1 })),
  cases: [0, -7].map((n) => ({ input: [n], output: 2 * n + 1 })),
  score: [],
};

/** Notes which skills it was shown, and solves the task only where `double` is among them. */
function noting(shown: string[][]): Coder {
  return {
    id: "noting",
    async write({ name, skills }, budget) {
      budget.spend("evaluations", 7);
      const names = skills.map(({ skill }) => skill.name).toSorted();
      shown.push(names);
      const [head, body] = names.includes("double")
        ? ['import { double } from "#skills/double";\n\n', "double(n) + 1"]
        : ["", "n"];
      const source = `${head}export function ${name}(n: number): number {\n  return ${body};\n}\n`;
      return { kind: "programs", programs: [{ name, signature, source }], cost: { evaluations: 7 } };
    },
  };
}

async function tried(evaluators: Partial<Agent["evaluators"]> = {}) {
  const store = memorySkillStore();
  const calling = { uses: ["double"], body: "return double(n);" };
  await plant(store, [planted("double"), planted("caller", calling), planted("own"), planted("other")]);
  const shown: string[][] = [];
  const sandbox = inProcessSandbox();
  const agentFor = (view: SkillStore): Agent => ({
    coder: noting(shown),
    sandbox,
    store: view,
    evaluators: { ...standardEvaluators(sandbox), ...evaluators },
    patience: { tries: 1, firstPauseMs: 0 },
    harness: exampleHarness({ evaluations: 50, attempts: 1 }, { retrieval: { limit: 9 } }),
  });
  const skill = (await store.get("double"))!;
  const made: { trial: SkillTrial | undefined }[] = [];
  for await (const one of runTrials([{ skill, task }], { store, agentFor, seed: 3 })) made.push(one);
  return { store, shown, made, digest: skill.digest };
}

it("tries a task as the library is and as it would be without the skill, and keeps nothing but what came of it", async () => {
  const { store, shown, made, digest } = await tried();
  // `own` was learned from this very task, and is on neither side; `caller` cannot be without what it calls.
  expect(shown).toEqual([["caller", "double", "other"], ["other"]]);
  expect(made[0]?.trial).toMatchObject({
    skill: { name: "double", digest },
    task: "planted/own",
    seed: 3,
    coder: "noting",
    with: { solved: true, spent: { attempts: 1 } },
    without: { solved: false, spent: { attempts: 1 } },
  });
  expect(await store.uses()).toEqual([made[0]?.trial]);
  expect((await store.list()).map(({ name }) => name)).toEqual(["caller", "double", "other", "own"]);
  expect(await store.quarantined()).toEqual([]);
});

it("says nothing of the skill where the world was at fault", async () => {
  const broken = {
    id: "broken",
    digest: "0",
    evaluate: async () => ({ status: "errored" as const, feedback: "it is out" }),
  };
  const { store, made } = await tried({ gate: [broken] });
  expect(made).toMatchObject([{ trial: undefined }]);
  expect(await store.uses()).toEqual([]);
});
