import { type Unit, units } from "@portolan/bench";
import { wrongUsage } from "../command-line/usage-error.ts";

/**
 * What `--unit` says that effort is measured in.
 * @throws PortolanError `usage` for what is no unit
 */
export function unitOf(text: string | undefined): Unit | undefined {
  const unit = units.find((one) => one === text);
  if (text === undefined || unit !== undefined) return unit;
  throw wrongUsage("--unit takes what a trial spends.", text, `Use one of ${units.join(", ")}.`);
}
