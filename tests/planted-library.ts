import {
  type Agent,
  borrowedStore,
  type Coder,
  creditOf,
  emptyTally,
  functionNameOf,
  harnessDigest,
  type Json,
  ledger,
  planTrials,
  runEpisode,
  runTrials,
  type SkillStore,
  standardEvaluators,
  type Tally,
  type Task,
  Tracer,
} from "@portolan/core";
import { exampleHarness, inProcessSandbox, plant, type Planted } from "@portolan/core/testing";

const signature = "(n: number) => number";
const onNumbers = [0, 1, 2, 5, 9, 12, 40].map((n) => [n]);

/** Right on every case that it was admitted on, and wrong below zero. */
export const harmful: Planted = {
  name: "half-rounded",
  description: "Half of a number, rounded down.",
  signature,
  body: "return Math.trunc(n / 2);",
  inputs: onNumbers,
  answer: (n: number) => Math.floor(n / 2),
};
/** What it does is hard to write, and the tasks that need it are hard for other reasons, too. */
export const good: Planted = {
  name: "digit-sum",
  description: "The sum of the digits of a number.",
  signature,
  body: "return [...String(Math.abs(n))].reduce((sum, digit) => sum + Number(digit), 0);",
  inputs: onNumbers,
  answer: (n: number) => Array.from(String(n), Number).reduce((sum, digit) => sum + digit, 0),
};

/** What the coder writes for a task with the skill in view, and without it. */
export interface Script {
  task: Task;
  skill: string;
  withSkill: string;
  without: string;
}

function scriptOf(
  skill: Planted,
  i: number,
  fields: { cases: number[]; withSkill: string; without: string },
): Script {
  const answer = (n: number): Json => Number(skill.answer(n as never)) + i;
  const all = (numbers: number[]) => numbers.map((n) => ({ input: [n], output: answer(n) }));
  const name = `${skill.name}-plus-${i}`;
  const task: Task = {
    id: `life/${name}`,
    suite: "life",
    name,
    goal: `${skill.description} Then ${i} more.`,
    signature,
    order: i,
    examples: all([4, 7, 20]),
    cases: all(fields.cases),
    score: [],
  };
  return { task, skill: skill.name, withSkill: fields.withSkill, without: fields.without };
}

const called = (skill: Planted, i: number) => `${functionNameOf(skill.name)}(n) + ${i}`;
const [positive, negative] = [
  [6, 11, 33, 58],
  [6, -3, 33, -7],
];
/** Of 24 tasks the harmful skill costs 15, wins one, and makes no difference to the others. */
export const ofHarmful = Array.from({ length: 24 }, (_, i) => {
  const byHand = `Math.floor(n / 2) + ${i + 1}`;
  const without = i === 7 ? "n" : byHand;
  const cases = (i % 8 < 5 ? negative : positive) ?? [];
  return scriptOf(harmful, i + 1, { cases, withSkill: called(harmful, i + 1), without });
});
/** Of 30 tasks the good skill wins 9, and nobody solves the others. */
export const ofGood = Array.from({ length: 30 }, (_, i) => {
  const withSkill = i % 10 < 3 ? called(good, i + 1) : `${functionNameOf(good.name)}(n) * 2`;
  return scriptOf(good, i + 1, { cases: positive ?? [], withSkill, without: "n" });
});

/** Trusts the library: it calls the skill where it is shown, and writes by hand where not. One attempt each. */
function trusting(scripts: readonly Script[]): Coder {
  return {
    id: "trusting",
    async write({ task, name, skills }, budget) {
      budget.spend("evaluations", 1);
      const one = scripts.find((script) => script.task.id === task.id) as Script;
      const isShown = skills.some(({ skill }) => skill.name === one.skill);
      const symbol = functionNameOf(one.skill);
      const head = isShown ? `import { ${symbol} } from "#skills/${one.skill}";\n\n` : "";
      const body = isShown ? one.withSkill : one.without;
      const source = `${head}export function ${functionNameOf(name)}(n: number): number {\n  return ${body};\n}\n`;
      return { kind: "programs", programs: [{ name, signature, source }], cost: { evaluations: 1 } };
    },
  };
}

export function agentFor(scripts: readonly Script[], store: SkillStore): Agent {
  const sandbox = inProcessSandbox();
  const evaluators = standardEvaluators(sandbox);
  const harness = exampleHarness({ evaluations: 20, attempts: 1 }, { retrieval: { limit: 12 } });
  return { coder: trusting(scripts), sandbox, evaluators, harness, store };
}

/** Stocks a library and has everyone use it; what programs made with its skills does not stay in it. */
export async function stockAndUse(
  store: SkillStore,
  skill: Planted,
  scripts: readonly Script[],
): Promise<void> {
  await plant(store, [skill]);
  const agent = agentFor(scripts, store);
  for (const [episode, { task }] of scripts.entries()) {
    const view = { ...agent, store: usersOf(store) };
    const tracer = new Tracer({
      voyage: `users-of-${skill.name}`,
      harness: harnessDigest(agent.harness),
      sinks: [],
    });
    tracer.enterEpisode(episode);
    await runEpisode(task, view, tracer);
  }
}

/** What users see of it: they keep nothing in it but the record of their uses. */
function usersOf(store: SkillStore): SkillStore {
  return { ...borrowedStore(store), recordUses: (records) => store.recordUses(records) };
}

/** What the records of a planted skill come to. */
export async function tallyOf(store: SkillStore, { name }: Planted): Promise<Tally> {
  const skill = await store.get(name);
  return ledger(await store.uses(name)).get(skill?.digest ?? "") ?? emptyTally();
}

/** Draws and makes trials one by one, until the rule has decided on the skill or nothing is left to draw. */
export async function trialsUntilDecided(
  store: SkillStore,
  scripts: readonly Script[],
  skill: Planted,
  seed: number,
): Promise<number> {
  const tasks = scripts.map(({ task }) => task);
  const draw = { seed, limit: 1, names: [skill.name] };
  for (let made = 0; ; made++) {
    if (made > 0 && creditOf(await tallyOf(store, skill)).standing === "harmful") return made;
    const drawn = await planTrials(store, tasks, draw);
    if (drawn.length === 0) return made;
    const desk = { store, agentFor: (one: SkillStore) => agentFor(scripts, one), seed };
    for await (const { trial } of runTrials(drawn, desk))
      if (!trial) throw new Error(`${skill.name}: a trial says nothing`);
  }
}
