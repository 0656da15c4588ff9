import {
  type Agent,
  creditOf,
  creditText,
  type DrawnTrial,
  emptyTally,
  ledger,
  planTrials,
  runTrials,
  type SkillStore,
  type SkillTrial,
} from "@portolan/core";
import type { FolderSkillStore } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { wholeNumber } from "../command-line/usage-error.ts";
import { count, grouped } from "../output/numbers.ts";
import { printJson } from "../output/print.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { requireStore } from "../programs/require-store.ts";
import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import { chooseSuite, type SuiteFlags } from "../voyage/choose-suite.ts";
import { equip, notesIn, openStore, openWorkshop, storeRoot } from "../wire.ts";

type CreditInvocation = Invocation<SuiteFlags & { trials?: string; run?: boolean }>;

/** `portolan credit`: tries tasks that skills were used for with them and without them, at the same budget. */
export async function run(invocation: CreditInvocation): Promise<number> {
  const { terminal, flags, quiet, arguments: names } = invocation;
  const config = invocation.config.values;
  const { tasks } = await chooseSuite(flags);
  const limit = wholeNumber("--trials", flags.trials) ?? 10;
  const root = storeRoot(config, terminal.cwd);
  await requireStore(root);
  await using workshop = await openWorkshop(config);
  await using store = await openStore(root, config, { readOnly: flags.run !== true });
  for (const name of names) await requireSkill(store, name);
  const notes = await notesIn(root);
  const agentFor = (view: SkillStore): Promise<Agent> => equip(workshop, config, view, notes);
  const { seed } = config;
  const drawn = await planTrials(store, tasks, {
    seed,
    limit,
    names: names.length > 0 ? names : undefined,
  });
  if (flags.run !== true || drawn.length === 0) {
    for (const one of drawn) printPlanned(one, invocation);
    if (!quiet) terminal.stderr.write(`${planned(drawn.length, config.evaluations)}\n`);
    return 0;
  }
  const notice = (): void => void (quiet || terminal.stderr.write(`${interruptNotice}\n`));
  await withInterrupt(terminal, notice, async (signal) => {
    for await (const one of runTrials(drawn, { store, agentFor, seed, signal })) printTrial(one, invocation);
  });
  await printCredit(store, new Set(drawn.map(({ skill }) => skill.name)), invocation);
  return 0;
}

function printPlanned({ skill, task }: DrawnTrial, { terminal: { stdout }, json }: CreditInvocation): void {
  if (json) printJson(stdout, { type: "planned", skill: skill.name, digest: skill.digest, task: task.id });
  else stdout.write(`${skill.name}  ${task.id}\n`);
}

function planned(trials: number, evaluations: number): string {
  if (trials === 0)
    return "There is nothing to try: no use on record is of a task of this suite and untried.";
  const most = grouped(2 * trials * evaluations);
  return `${count(trials, "trial")}, two episodes each: at most ${most} evaluations. Nothing was tried; add --run.`;
}

function printTrial(
  { skill, task, trial }: DrawnTrial & { trial: SkillTrial | undefined },
  { terminal: { stdout }, json }: CreditInvocation,
): void {
  if (json) {
    const of = { skill: { name: skill.name, digest: skill.digest }, task: task.id };
    printJson(stdout, trial ? { ...(trial as object) } : { type: "void", ...of });
    return;
  }
  const text = trial ? trialText(trial) : "says nothing: the world was at fault";
  stdout.write(`${skill.name}  ${task.id}  ${text}\n`);
}

function trialText({ with: there, without: absent }: SkillTrial): string {
  if (there.solved && absent.solved) return "solved either way";
  if (!there.solved && !absent.solved) return "solved neither way";
  return there.solved ? "solved only with it" : "solved only without it";
}

async function printCredit(
  store: FolderSkillStore,
  names: ReadonlySet<string>,
  { terminal, json, quiet }: CreditInvocation,
): Promise<void> {
  const { stdout, stderr } = terminal;
  const tallies = ledger(await store.uses());
  let harmful = 0;
  for (const { name, digest } of (await store.list()).filter((skill) => names.has(skill.name))) {
    const tally = tallies.get(digest) ?? emptyTally();
    const credit = creditOf(tally);
    if (credit.standing === "harmful") harmful++;
    if (json) printJson(stdout, { type: "credit", name, digest, ...credit, trials: { ...tally.trials } });
    else stdout.write(`${stdout.style("bold", name)}: ${creditText(tally)}\n`);
  }
  if (harmful > 0 && !quiet) {
    stderr.write(`${count(harmful, "skill")} to retire: \`portolan tidy --only retire\` shows how.\n`);
  }
}
