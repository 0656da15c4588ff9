import type { TrialRecord } from "../../runner/trial-record.ts";

/** A column of the tables that trials are exported to. */
export interface TrialColumn {
  name: string;
  type: "STRING" | "INT32" | "DOUBLE" | "BOOLEAN";
  /** Undefined where the trial does not have it; a list stays a list. */
  value: (trial: TrialRecord) => string | number | boolean | readonly string[] | undefined;
}

/** The columns, in their order; new ones come last. */
export const trialColumns: readonly TrialColumn[] = [
  column("experiment", "STRING", (trial) => trial.experiment),
  column("suite", "STRING", (trial) => trial.suite),
  column("arm", "STRING", (trial) => trial.arm),
  column("seed", "INT32", (trial) => trial.seed),
  column("position", "INT32", (trial) => trial.position),
  column("task", "STRING", (trial) => trial.task),
  column("level", "INT32", (trial) => trial.level),
  column("family", "STRING", (trial) => trial.family),
  column("visit", "INT32", (trial) => trial.visit),
  column("budget_evaluations", "DOUBLE", (trial) => trial.budget.evaluations),
  column("attempts", "INT32", (trial) => trial.attempts),
  column("evaluations", "DOUBLE", (trial) => trial.evaluations),
  column("requests", "INT32", (trial) => trial.requests),
  column("tokens", "DOUBLE", (trial) => trial.tokens),
  column("cost_usd", "DOUBLE", (trial) => trial.costUsd),
  column("solved", "BOOLEAN", (trial) => trial.solved),
  column("right", "INT32", (trial) => trial.right),
  column("of", "INT32", (trial) => trial.of),
  column("succeeded", "BOOLEAN", (trial) => trial.succeeded),
  column("reason", "STRING", (trial) => trial.reason),
  column("refused_by", "STRING", (trial) => trial.refusedBy),
  column("retrieved", "STRING", (trial) => trial.retrieved),
  column("called", "STRING", (trial) => trial.called),
  column("load_bearing", "STRING", (trial) => trial.loadBearing),
  column("depth", "INT32", (trial) => trial.depth),
  column("skill", "STRING", (trial) => trial.skill?.name),
  column("skill_digest", "STRING", (trial) => trial.skill?.digest),
  column("library_size", "INT32", (trial) => trial.librarySize),
  column("coder", "STRING", (trial) => trial.versions.coder),
  column("harness", "STRING", (trial) => trial.versions.harness),
  column("portolan", "STRING", (trial) => trial.versions.portolan),
  column("node", "STRING", (trial) => trial.versions.node),
  column("wall_ms", "DOUBLE", (trial) => trial.wallMs),
];

function column(name: string, type: TrialColumn["type"], value: TrialColumn["value"]): TrialColumn {
  return { name, type, value };
}
