import { loadSuite } from "@portolan/bench";
import { digestOf, type Suite } from "@portolan/core";
import { wholeNumber, wrongUsage } from "../command-line/usage-error.ts";

/** Flags that choose the tasks of a voyage. */
export interface SuiteFlags {
  suite?: string;
  format?: string;
  limit?: string;
}

/**
 * The suite that the flags name, or its first tasks.
 * @throws PortolanError `usage`, `suite-unknown`, `suite-invalid`
 */
export async function chooseSuite(flags: SuiteFlags, otherwise?: string): Promise<Suite> {
  const name = flags.suite ?? otherwise;
  if (name === undefined) {
    throw wrongUsage(
      "No suite is named.",
      undefined,
      "Add --suite lists, --suite text, or another one of `portolan bench suites`.",
    );
  }
  const limit = wholeNumber("--limit", flags.limit);
  const suite = await loadSuite(name, { format: flags.format });
  if (limit === undefined || limit >= suite.tasks.length) return suite;
  const tasks = suite.tasks.slice(0, limit);
  return { ...suite, tasks, digest: digestOf(tasks) };
}
