import fc from "fast-check";
import { createSandbox } from "../src/index.ts";
import { HostWatch } from "./host-watch.ts";
import { type Property, properties } from "./properties.ts";

/** How much is tried. */
export interface Effort {
  seed: number;
  /** How often a property of share 1 is tried. */
  times: number;
}

/** Tries properties; gives what does not hold, with what is needed to see it again. */
export async function tryProperties(
  { seed, times }: Effort,
  chosen: readonly Property[] = properties,
): Promise<string[]> {
  await using sandbox = createSandbox({ children: 2, limits: { memoryMb: 64 } });
  const host = new HostWatch();
  const faults = await Promise.all(
    chosen.map(async ({ name, share, over }) => {
      const report = await fc.check(over(sandbox), { seed, numRuns: times * share, endOnFailure: false });
      if (!report.failed) return [];
      const { counterexamplePath, counterexample, errorInstance } = report;
      const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      const what = fc.stringify(counterexample).slice(0, 1_500);
      return [`${name} (seed ${seed}, path ${counterexamplePath}): ${why}\nfor ${what}`];
    }),
  );
  return [...faults.flat(), ...(await host.end()).map((what) => `host (seed ${seed}): ${what}`)];
}
