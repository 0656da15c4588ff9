import { type Config, configSchema } from "@portolan/core";
import { settingsOf } from "../arms/arm-agent.ts";
import { type Arm, armSchema } from "../arms/arm.ts";
import type { Experiment, Plan, TrialRecord } from "../runner/trial-record.ts";

/** Something that two sides do not share, in the words of settings and options; `–` where one does not have it. */
export interface Difference {
  what: string;
  first: string;
  second: string;
}

/** Values by what they are of. */
type Facts = Map<string, string>;

/** What a budget is in; told as what an episode may spend, not as settings. */
const budgetKinds = ["evaluations", "attempts", "requests", "tokens", "costUsd", "wallMs"] as const;
/** Where a thing runs, or told elsewhere. */
const notTold = new Set<string>([...budgetKinds, "store", "seed", "children", "modelHeaders"]);

/** What an arm of one experiment and one of another, or two of the same, do not share. */
export function armDifferences(
  first: { experiment: Experiment; arm: string },
  second: { experiment: Experiment; arm: string },
): Difference[] {
  const sides = [first, second].map(({ experiment, arm }) => {
    const trials = experiment.trials.filter((one) => one.arm === arm);
    return { plan: experiment.plan, arm: definitionOf(experiment.plan, arm), trials };
  }) as [Side, Side];
  const made = differing(...both(sides, madeWith));
  const told = differing(...both(sides, ({ plan, arm }) => (arm ? factsOfArm(plan, arm) : new Map())));
  const spent = differing(...both(sides, ({ trials }) => allowed(trials.map(({ budget }) => budget))));
  const judged = evaluatorDifferences(first.experiment.plan, second.experiment.plan);
  const explained = [...told, ...spent, ...judged];
  const isLibrary = told.some(({ what }) => what === "library");
  const harness = differing(...both(sides, ({ trials }) => harnessOf(trials)));
  return [
    ...explained,
    // That an arm without a library does not rank goes without saying.
    ...made.filter(({ what }) => !(isLibrary && what === "ranking")),
    ...(explained.length > 0 ? [] : harness),
  ];
}

/** What the plan in a folder and one that is asked for do not share; nothing where they are the same experiment. */
export function planDifferences(there: Plan, asked: Plan): Difference[] {
  const common = there.arms.filter((name) => asked.arms.includes(name));
  const facts = (plan: Plan): Facts =>
    new Map([
      ...plan.suites.map(
        ({ name, digest, tasks }) => [`suite ${name}`, `${tasks} tasks (${digest.slice(0, 12)})`] as const,
      ),
      ["arms", plan.arms.join(", ")],
      ...common.flatMap((name) => {
        const arm = definitionOf(plan, name);
        return arm ? [...ownFacts(arm)].map(([what, value]) => [`${name}: ${what}`, value] as const) : [];
      }),
      ["seeds", plan.seeds.join(", ")],
      ...allowed([plan.budget]),
      ...settingFacts(plan.settings),
      ["--load-bearing", plan.loadBearing === true ? "yes" : "no"],
      ["--world-runs", String(plan.worldRuns ?? 10)],
      ...Object.entries(plan.libraries ?? {}).map(
        ([from, digest]) => [`library ${from}`, digest.slice(0, 12)] as const,
      ),
      ...versionFacts([plan.versions]),
    ]);
  const explained = [...differing(facts(there), facts(asked)), ...evaluatorDifferences(there, asked)];
  if (explained.length > 0 || there.id === asked.id) return explained;
  return differing(digestFact([there.versions.harness]), digestFact([asked.versions.harness]));
}

/** `retrieve: 12 → 3` */
export function differenceText({ what, first, second }: Difference): string {
  return `${what}: ${first} → ${second}`;
}

interface Side {
  plan: Plan;
  arm: Arm | undefined;
  trials: TrialRecord[];
}

function both(sides: [Side, Side], facts: (side: Side) => Facts): [Facts, Facts] {
  return [facts(sides[0]), facts(sides[1])];
}

function differing(first: Facts, second: Facts): Difference[] {
  return [...new Set([...first.keys(), ...second.keys()])].flatMap((what) => {
    const [one, other] = [first.get(what) ?? "–", second.get(what) ?? "–"];
    return one === other ? [] : [{ what, first: one, second: other }];
  });
}

/** Undefined in a plan that holds no definitions. */
function definitionOf({ definitions }: Plan, name: string): Arm | undefined {
  const found = definitions?.find((one) => one.name === name);
  return found && armSchema.parse(found);
}

function factsOfArm({ settings }: Plan, arm: Arm): Facts {
  // What another version of Portolan wrote may not be settings of this one; then they are compared as they stand.
  const { data = settings as Config } = configSchema.safeParse(settings);
  const effective = settingsOf(data, arm);
  const { settings: _, budget: _times, curriculum, ...factors } = arm;
  return new Map([
    ...valueFacts({ ...factors, name: undefined, curriculum: curriculum ?? effective.curriculum }),
    ...settingFacts({ ...effective, curriculum: undefined }),
  ]);
}

/** An arm by itself, as it was defined. */
function ownFacts({ settings, ...factors }: Arm): Facts {
  return valueFacts({ ...factors, name: undefined, ...settings });
}

function settingFacts(settings: Partial<Config>): Facts {
  return new Map([...valueFacts(settings)].filter(([key]) => !notTold.has(key)));
}

function valueFacts(values: Readonly<Record<string, unknown>>): Facts {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return new Map(
    known.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function allowed(budgets: readonly Plan["budget"][]): Facts {
  return new Map(
    budgetKinds.flatMap((kind) => {
      const amounts = distinct(budgets.map((one) => one[kind]?.toLocaleString("en-US")));
      return amounts === "" ? [] : [[`${kind} a task`, amounts] as const];
    }),
  );
}

function madeWith({ plan, trials }: Side): Facts {
  return new Map([
    ...versionFacts(trials.map(({ versions }) => versions)),
    ...(trials.some(({ of }) => of > 0) ? ([["--world-runs", String(plan.worldRuns ?? 10)]] as const) : []),
    ["seeds", distinct(trials.map(({ seed }) => String(seed)))],
  ]);
}

function versionFacts(versions: readonly Plan["versions"][]): Facts {
  return new Map(
    (["coder", "ranking", "portolan", "node"] as const).flatMap((what) => {
      const values = distinct(versions.map((one) => one[what]));
      return values === "" ? [] : [[what, values] as const];
    }),
  );
}

function harnessOf(trials: readonly TrialRecord[]): Facts {
  return digestFact(trials.map(({ versions }) => versions.harness));
}

/** All that is left to say where nothing else tells of a change. */
function digestFact(digests: readonly string[]): Facts {
  return new Map([["harness, by its digest", distinct(digests.map((digest) => digest.slice(0, 12)))]]);
}

/** Nothing where one of the plans does not list them. */
function evaluatorDifferences({ evaluators: first }: Plan, { evaluators: second }: Plan): Difference[] {
  if (!first || !second) return [];
  const facts = (list: typeof first): Facts =>
    new Map(list.map(({ id, digest }) => [`evaluator ${id}`, digest.slice(0, 12)]));
  return differing(facts(first), facts(second));
}

function distinct(values: readonly (string | undefined)[]): string {
  return [...new Set(values.filter((value) => value !== undefined))].join(", ");
}
