import { join } from "node:path";
import type { Config, Suite } from "@portolan/core";
import type { ProgressDisplay } from "../progress/show-progress.ts";
import { equip, openStore, openWorkshop } from "../wire.ts";
import { embark, type Sailed } from "./embark.ts";

/** Two voyages over the same tasks at the same budget. */
export interface SailedArms {
  withLibrary: Sailed;
  without: Sailed;
}

/**
 * Sails both arms at once, side by side on the same machine.
 * @param root folder of the library, which belongs to these voyages alone
 * @throws PortolanError what the first arm to fail threw; the other one is stopped
 */
export async function sailArms(options: {
  suite: Suite;
  config: Config;
  root: string;
  display: ProgressDisplay;
  signal: AbortSignal;
}): Promise<SailedArms> {
  const { suite, config, root, display } = options;
  await using workshop = await openWorkshop(config);
  await using store = await openStore(root, config);
  const failing = new AbortController();
  const signal = AbortSignal.any([options.signal, failing.signal]);
  const traces = join(root, ".portolan", "traces");
  const common = { suite, seed: config.seed, curriculum: config.curriculum, traces, signal };
  const voyages = [
    embark(
      { ...common, arm: "library", agent: await equip(workshop, config, store) },
      "with library",
      display,
    ),
    embark(
      { ...common, arm: "none", agent: await equip(workshop, config, undefined) },
      "without library",
      display,
    ),
  ] as const;
  let first: unknown;
  const stopOther = (error: unknown): never => {
    first ??= error;
    failing.abort();
    throw error;
  };
  await Promise.allSettled(voyages.map((voyage) => voyage.catch(stopOther)));
  if (first !== undefined) throw first;
  const [withLibrary, without] = await Promise.all(voyages);
  return { withLibrary, without };
}
