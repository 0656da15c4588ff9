import {
  type CheckReport,
  describeOutcome,
  type Json,
  type Outcome,
  type RunResult,
  runResultOf,
} from "@portolan/core";

/** All that is known of a run, as one object. */
export function outcomeJson(
  outcome: Outcome,
  next: string | undefined,
  check: CheckReport | undefined,
): Record<string, Json | undefined> {
  const { logs, logsCut, wallMs, trace, toolCalls } = outcome;
  return {
    type: "outcome",
    ...resultJson(runResultOf(outcome)),
    next,
    logs,
    logsCut,
    wallMs: Math.round(wallMs),
    diagnostics: asJson(check?.diagnostics ?? diagnosticsOf(outcome)),
    trace: asJson(trace ?? null),
    toolCalls: asJson(toolCalls),
  };
}

/** What is said of a program that was not run because it does not check. */
export function uncheckedJson(report: CheckReport): Record<string, Json | undefined> {
  const result = { kind: "type-error" as const, diagnostics: report.diagnostics };
  const nothing = { logs: [], logsCut: false, wallMs: 0, trace: null, toolCalls: [] };
  return { type: "outcome", ...resultJson(result), ...nothing, diagnostics: asJson(report.diagnostics) };
}

function resultJson(result: RunResult): Record<string, Json> {
  if (result.kind === "value") return result;
  return {
    ...(result as unknown as Record<string, Json>),
    kind: result.kind,
    detail: describeOutcome(result),
  };
}

function diagnosticsOf(outcome: Outcome): unknown {
  return outcome.kind === "type-error" ? outcome.diagnostics : undefined;
}

/** These are JSON; their types are interfaces, which do not say so. */
function asJson(value: unknown): Json | undefined {
  return value as Json | undefined;
}
