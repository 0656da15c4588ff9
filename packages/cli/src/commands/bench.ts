import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { compare } from "@portolan/bench";
import { PortolanError } from "@portolan/core";
import type { Invocation } from "../command-line/declaration.ts";
import { duration } from "../output/numbers.ts";
import { printJson, printLines } from "../output/print.ts";
import { withDisplay } from "../progress/with-display.ts";
import { chooseSuite, type SuiteFlags } from "../voyage/choose-suite.ts";
import { comparisonLines } from "../voyage/comparison-lines.ts";
import { comparisonJson } from "../voyage/comparison-json.ts";
import { experimentId, sailArms, type SailedArms } from "../voyage/sail-arms.ts";
import { openEmbedder } from "../wire.ts";

/** `portolan bench`: two arms at equal budget, and what the difference is worth. */
export async function run(invocation: Invocation<SuiteFlags & { out?: string }>): Promise<number> {
  const { terminal, flags, json } = invocation;
  const config = invocation.config.values;
  const suite = await chooseSuite(flags);
  const { rankingVersion } = await import("@portolan/skills");
  const experiments = join(terminal.cwd, ".portolan", "bench");
  const ranking = rankingVersion(await openEmbedder(config, experiments));
  const id = await experimentId(suite, config, ranking);
  // Another experiment gets another folder, so that every library starts empty.
  const root = join(experiments, `${suite.name}-${id}`, "skills-store");
  const arms = await withDisplay(invocation, (display, signal) =>
    sailArms({ suite, config, root, display, signal }),
  );
  if (flags.out !== undefined) await writeReport(resolve(terminal.cwd, flags.out), arms);
  if (json) {
    for (const line of comparisonJson(arms)) printJson(terminal.stdout, line);
  } else {
    const elapsedMs = Math.max(arms.withLibrary.elapsedMs, arms.without.elapsedMs);
    const end = [``, `It took ${duration(elapsedMs)}. The library and both traces: ${root}`];
    printLines(terminal.stdout, [...comparisonLines(arms, terminal.stdout), ...end]);
  }
  return 0;
}

async function writeReport(path: string, { withLibrary, without }: SailedArms): Promise<void> {
  const report = {
    comparison: compare(withLibrary.record, without.record),
    withLibrary: withLibrary.record,
    without: without.record,
  };
  try {
    await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
  } catch (cause) {
    throw new PortolanError("store-unwritable", `The report ${path} cannot be written.`, {
      value: path,
      cause,
      next: "Name another file with --out; the same command gives the report at once, without sailing again.",
    });
  }
}
