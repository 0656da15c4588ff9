import type { ChangeReport } from "@portolan/core";
import type { TidyPlan, TidyStep } from "@portolan/skills";
import type { Invocation } from "../command-line/declaration.ts";
import { printJson, printLines } from "../output/print.ts";
import { grantedTools, type ToolFlags } from "../programs/granted-tools.ts";
import { requireSkill } from "../programs/require-skill.ts";
import { requireStore } from "../programs/require-store.ts";
import { interruptNotice, withInterrupt } from "../terminal/interrupt.ts";
import { leftLines, reportLine, stepLines, summary } from "../tidy/plan-lines.ts";
import { tidyKindOf } from "../tidy/tidy-kind.ts";
import { openSandbox, openStore, storeRoot } from "../wire.ts";

interface TidyFlags extends ToolFlags {
  apply?: boolean;
  only?: string;
}

/** `portolan tidy`: folds skills that do the same, generalises families of them, and retires what evidence speaks against. */
export async function run(invocation: Invocation<TidyFlags>): Promise<number> {
  const { terminal, flags, quiet, arguments: names } = invocation;
  const apply = flags.apply === true;
  const only = tidyKindOf(flags.only);
  const config = invocation.config.values;
  const root = storeRoot(config, terminal.cwd);
  await requireStore(root);
  const granted = await grantedTools(invocation);
  const { applyTidy, planTidy } = await import("@portolan/skills");
  await using store = await openStore(root, config, { readOnly: !apply });
  for (const name of names) await requireSkill(store, name);
  await using sandbox = await openSandbox(config);
  const notice = (): void => void (quiet || terminal.stderr.write(`${interruptNotice}\n`));
  return await withInterrupt(terminal, notice, async (signal) => {
    const tools = { store, sandbox, signal };
    const plan = await planTidy(tools, { only, names });
    let refused = 0;
    for await (const { step, report } of applyTidy(plan, tools, store, { ...granted, dryRun: !apply })) {
      if (report.refused) refused++;
      printStep(step, report, invocation);
    }
    printRest(plan, plan.steps.length - refused, invocation);
    return apply && refused > 0 ? 1 : 0;
  });
}

type TidyInvocation = Invocation<{ apply?: boolean }>;

function printStep(step: TidyStep, report: ChangeReport, { terminal, flags, json }: TidyInvocation): void {
  const applied = flags.apply === true;
  if (!json) {
    const { stdout } = terminal;
    printLines(stdout, [...stepLines(step, stdout), reportLine(step, report, applied, stdout), ""]);
    return;
  }
  const { kind, title, skills, remains, reasons, evidence, tokens, sources } = step;
  const { id, done, refused } = report;
  printJson(terminal.stdout, {
    type: "step",
    kind,
    title,
    skills,
    remains: remains ?? null,
    reasons,
    evidence,
    tokens,
    sources,
    applied: applied && !refused,
    change: refused ? null : id,
    done: done.map(({ name, from, to, change }) => ({ name, from: from ?? null, to, change })),
    refused: refused ? { ...refused } : null,
  });
}

function printRest(plan: TidyPlan, done: number, { terminal, flags, json, quiet }: TidyInvocation): void {
  const applied = flags.apply === true;
  const { left, skills, tokens, steps } = plan;
  if (json) {
    for (const one of left) printJson(terminal.stdout, { type: "left-alone", ...one });
    printJson(terminal.stdout, {
      type: "plan",
      steps: steps.length,
      skills,
      tokens,
      done: applied ? done : 0,
    });
  } else if (left.length > 0) printLines(terminal.stdout, leftLines(left, terminal.stdout));
  if (!quiet) terminal.stderr.write(`${summary(plan, done, applied)}\n`);
}
