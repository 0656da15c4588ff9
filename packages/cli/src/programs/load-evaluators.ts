import {
  defineEvaluator,
  type Evaluator,
  type Sandbox,
  toolKit,
  type ToolKit,
  worldRunsEvaluator,
} from "@portolan/core";
import { wrongUsage } from "../command-line/usage-error.ts";
import { importOwnFile } from "./import-own-file.ts";

/** What a file of evaluators is handed, so that it needs no package of its own. */
export interface EvaluatorKit extends ToolKit {
  /** Runs programs, with the tools of `--tools` where there are any. */
  sandbox: Sandbox;
  defineEvaluator: typeof defineEvaluator;
  worldRunsEvaluator: typeof worldRunsEvaluator;
}

/**
 * The evaluators of a module of the user's: its export `evaluators`, a list or a function of an `EvaluatorKit` that gives one.
 * @throws PortolanError `usage`
 */
export async function loadEvaluators(
  path: string,
  cwd: string,
): Promise<(sandbox: Sandbox) => readonly Evaluator[]> {
  const { evaluators } = await importOwnFile(path, cwd, "--evaluators");
  return (sandbox) => {
    const kit: EvaluatorKit = { ...toolKit, sandbox, defineEvaluator, worldRunsEvaluator };
    const given: unknown = typeof evaluators === "function" ? evaluators(kit) : evaluators;
    if (Array.isArray(given) && given.every(isEvaluator)) return given;
    throw wrongUsage(
      `${path} exports no list of evaluators.`,
      path,
      "Export const evaluators = ({ sandbox, defineEvaluator, worldRunsEvaluator }) => [ … ].",
    );
  };
}

function isEvaluator(value: unknown): value is Evaluator {
  const one = value as Partial<Evaluator> | null;
  return typeof one?.id === "string" && typeof one.digest === "string" && typeof one.evaluate === "function";
}
