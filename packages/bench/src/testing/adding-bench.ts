import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Coder,
  functionNameOf,
  standardEvaluators,
  type SkillStore,
  type Suite,
  type Task,
} from "@portolan/core";
import { exampleHarness, inProcessSandbox, memorySkillStore } from "@portolan/core/testing";
import { type Arm, armSchema } from "../arms/arm.ts";
import { parseArm } from "../arms/parse-arm.ts";
import type { BenchParts } from "../runner/bench-parts.ts";
import { planOf } from "../runner/plan.ts";
import type { Plan, TrialRecord } from "../runner/trial-record.ts";

/** The task of adding a number, whose gate and report see what its examples do not show. */
function addingTask(add: number, changes: Partial<Task> = {}): Task {
  const cases = (inputs: number[]) => inputs.map((n) => ({ input: [n], output: n + add }));
  return {
    id: `adding/add-${add}`,
    suite: "adding",
    name: `add-${add}`,
    goal: `Adds ${add}.`,
    signature: "(n: number) => number",
    order: add,
    level: Math.ceil(add / 2),
    examples: cases([1, 5, 9]),
    cases: cases([-3, 12]),
    score: cases([100, 200]),
    ...changes,
  };
}

/** The tasks of adding 1 to so many. */
function addingSuite(count: number): Suite {
  const tasks = Array.from({ length: count }, (_, i) => addingTask(i + 1));
  return { name: "adding", digest: `adding-${count}`, tasks };
}

/** Adds what is up to 2 by itself; more only with a skill shown that adds one less. Each call of a skill costs one evaluation, each step of its own ten. */
export function addingCoder(): Coder & { asked: string[] } {
  const asked: string[] = [];
  return {
    id: "adding",
    asked,
    async write({ task: { id, examples, signature }, name, skills }, budget) {
      asked.push(id);
      const add = Number(examples[0]?.output) - Number(examples[0]?.input[0]);
      const less = skills.find(({ skill }) => skill.name === `add-${add - 1}`)?.skill;
      const cost = { evaluations: Math.min(less ? 1 : 10 * add, budget.remaining("evaluations")) };
      budget.spend("evaluations", cost.evaluations);
      if (!less && (add > 2 || cost.evaluations < 10 * add))
        return { kind: "gave-up", reason: "too much", cost };
      const own = functionNameOf(name);
      const source = less
        ? `import { ${functionNameOf(less.name)} } from "#skills/${less.name}";\n\nexport function ${own}(n: number): number {\n  return ${functionNameOf(less.name)}(n) + 1;\n}\n`
        : `export function ${own}(n: number): number {\n  return n + ${add};\n}\n`;
      return { kind: "programs", programs: [{ name, signature, source }], cost };
    },
  };
}

/** What experiments on adding are made of; its stores live as long as it does. */
export function addingParts(
  options: { tasks?: number; coder?: Coder; suite?: Suite } = {},
): BenchParts & { stores: Map<string, SkillStore> } {
  const { coder = addingCoder(), suite = addingSuite(options.tasks ?? 4) } = options;
  const stores = new Map<string, SkillStore>();
  const locked = new Set<string>();
  return {
    stores,
    loadSuite: async () => ({ suite }),
    openStore: async (root) => {
      const store = stores.get(root) ?? memorySkillStore();
      stores.set(root, store);
      return store;
    },
    copyStore: async () => {},
    equip: async ({ evaluations, attempts, retrieve }, { store }) => {
      const sandbox = inProcessSandbox();
      const evaluators = standardEvaluators(sandbox);
      const retrieval = { limit: store ? retrieve : 0 };
      return {
        coder,
        sandbox,
        evaluators,
        store,
        harness: exampleHarness({ evaluations, attempts }, { retrieval }),
      };
    },
    takeLock: (path) => {
      if (locked.has(path)) return undefined;
      locked.add(path);
      return { [Symbol.dispose]: () => locked.delete(path) };
    },
  };
}

/** A plan over tasks of adding. */
export function addingPlan(arms: (string | Arm)[], changes: Partial<Plan> & { tasks?: number } = {}): Plan {
  const { tasks = 4, ...others } = changes;
  const { digest, name } = addingSuite(tasks);
  const definitions = arms.map((arm) => (typeof arm === "string" ? parseArm(arm) : armSchema.parse(arm)));
  return planOf({
    suites: [{ name, digest, tasks }],
    arms: definitions.map((arm) => arm.name),
    definitions,
    seeds: [1],
    budget: { evaluations: 100, attempts: 3 },
    settings: { evaluations: 100, attempts: 3 },
    versions: { portolan: "0", node: "0", coder: "adding", harness: "0", ranking: "words" },
    ...others,
  });
}

/** A folder for an experiment. */
export function freshRoot(): string {
  return mkdtempSync(join(tmpdir(), "portolan-bench-"));
}

/** Records without what differs from run to run. */
export function timeless(trials: readonly TrialRecord[]): unknown[] {
  return trials.map(({ wallMs: _wallMs, ...trial }) => trial);
}
