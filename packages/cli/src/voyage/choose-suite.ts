import { type BenchSuite, firstTasks, loadSuite, loadWorldSuite } from "@portolan/bench";
import type { Suite } from "@portolan/core";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";

/** Flags that choose the tasks of a voyage. */
export interface SuiteFlags {
  suite?: string;
  format?: string;
  limit?: string;
}

/**
 * The suite that the flags name, or its first tasks, with its world where it has one.
 * @throws PortolanError `usage`, `suite-unknown`, `suite-invalid`
 */
export async function chooseWithWorld(flags: SuiteFlags, otherwise?: string): Promise<BenchSuite> {
  const name = flags.suite ?? otherwise;
  if (name === undefined) {
    throw wrongUsage(
      "No suite is named.",
      undefined,
      "Add --suite lists, --suite text, or another one of `portolan bench suites`.",
    );
  }
  const limit = wholeNumber("--limit", flags.limit);
  const loaded = (await loadWorldSuite(name)) ?? { suite: await loadSuite(name, { format: flags.format }) };
  return { ...loaded, suite: firstTasks(loaded.suite, limit) };
}

/**
 * The same for a command that has no world to play in.
 * @throws PortolanError besides, `usage` for a suite that is in one
 */
export async function chooseSuite(flags: SuiteFlags, otherwise?: string): Promise<Suite> {
  const { suite, world } = await chooseWithWorld(flags, otherwise);
  if (!world) return suite;
  throw wrongUsage(
    `The tasks of ${suite.name} are in a world, which this command does not play.`,
    suite.name,
    `\`portolan learn --suite ${suite.name}\` and \`portolan bench run --suite ${suite.name}\` do.`,
  );
}
