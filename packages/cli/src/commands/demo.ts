import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PortolanError } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { count, duration } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { withDisplay } from "../progress/with-display.ts";
import { startingAnew } from "../terminal/interrupt.ts";
import { chooseSuite, type SuiteFlags } from "../voyage/choose-suite.ts";
import { comparisonJson } from "../voyage/comparison-json.ts";
import { comparisonLines } from "../voyage/comparison-lines.ts";
import { showcase, whereToLook } from "../voyage/showcase.ts";
import { sailArms } from "../voyage/sail-arms.ts";
import { voyageJson } from "../voyage/voyage-json.ts";

/** What the demo takes where no flag, variable or file says otherwise: sized for two cores and two minutes. */
const demoDefaults = { suite: "text", evaluations: 15_000 };

/** `portolan demo`: learns a suite from nothing, beside an arm without library, and shows what came of it. */
export async function run(invocation: Invocation<SuiteFlags>): Promise<number> {
  const { terminal, flags, json, config } = invocation;
  const chosen = config.origins.evaluations === "default" ? { evaluations: demoDefaults.evaluations } : {};
  const settings = { ...config.values, ...chosen };
  const suite = await chooseSuite(flags, demoDefaults.suite);
  const root = join(terminal.cwd, ".portolan", "demo", "skills-store");
  using _ = await onlyDemo(join(terminal.cwd, ".portolan", "demo", "demo.lock"));
  await rm(root, { recursive: true, force: true });
  const startedAt = performance.now();
  const arms = await startingAnew(() =>
    withDisplay(invocation, (display, signal) => {
      display.say(
        `Learning ${count(suite.tasks.length, "task")} from nothing, with and without a library…\n`,
      );
      return sailArms({ suite, config: settings, root, display, signal });
    }),
  );
  const pair = { withLibrary: arms.withLibrary.record, without: arms.without.record };
  if (json) {
    const lines = [voyageJson(arms.withLibrary), voyageJson(arms.without), comparisonJson(pair)];
    for (const line of lines) printJson(terminal.stdout, line);
    return 0;
  }
  const { rows } = pair.withLibrary;
  const tasks = `${suite.name}: ${count(suite.tasks.length, "task")}`;
  printLines(terminal.stdout, [
    `${tasks}, at most ${count(settings.evaluations, "evaluation")} for each in both arms.`,
    "",
    ...comparisonLines(pair, terminal.stdout),
    "",
    ...showcase(rows, terminal),
    "",
    `It took ${duration(performance.now() - startedAt)}.`,
    ...whereToLook(rows, suite, root, terminal),
  ]);
  return 0;
}

/** A demo deletes the store of the one before, so there is one at a time in a folder. */
async function onlyDemo(path: string): Promise<Disposable> {
  const { takeLock } = await import("@portolan/skills");
  const lock = takeLock(path);
  if (lock) return lock;
  throw new PortolanError("store-locked", "Another demo is running in this folder.", {
    value: path,
    next: "Wait for its end, or run this one in another folder.",
  });
}
