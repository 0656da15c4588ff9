import {
  functionNameOf,
  type Json,
  type Limits,
  type LinkedProgram,
  type Outcome,
  type Recording,
  type RunOptions,
  runResultOf,
  type ToolSet,
} from "@portolan/core";
import type { RunMessage } from "../protocol.ts";
import type { Answers } from "./answers.ts";
import type { Recorder } from "./recorder.ts";

/** A run that was accepted: what it is given, and who answers its calls. */
export interface RunOrder {
  program: LinkedProgram;
  input: Json[];
  limits: Limits;
  tools: Record<string, string[]>;
  start: { seed: number; epochMs: number };
  answers: Answers;
  options: Pick<RunOptions, "signal" | "queue" | "onLog">;
}

/** What a child is sent of it. */
export function messageOf(
  { program, limits, tools, start }: RunOrder,
  run: number,
  input: string,
): RunMessage {
  const { name, source, modules, grants = {} } = program;
  const exported = functionNameOf(name);
  return { type: "run", run, name, exported, source, modules, grants, tools, input, limits, ...start };
}

/** The names of tools by namespace, which is all that a child needs of them. */
export function namesOf(tools: ToolSet): Record<string, string[]> {
  return Object.fromEntries(Object.entries(tools).map(([namespace, set]) => [namespace, Object.keys(set)]));
}

/** What was recorded of it, once it is over. */
export function recordingOf(
  { program, input, limits, tools, start }: RunOrder,
  { calls, settles }: Recorder,
  outcome: Outcome,
  versions: Readonly<Record<string, string>>,
): Recording {
  const given = { program, input, limits, ...start, tools };
  const { logs, logsCut } = outcome;
  const result = runResultOf(outcome);
  return { format: 1, ...given, calls, settles, result, logs, logsCut, versions: { ...versions } };
}
