import type { LimitName, RecordedCall, ToolCallRecord } from "@portolan/core";

/** What a tool call gives back to the program, as JSON text: the output, or `{name, message, data}`. */
export interface Settled {
  ok: boolean;
  text: string;
}

/** What whoever answers tool calls may do to their run. */
export interface AnsweredRun {
  settle(call: number, settled: Settled): void;
  /** The program went over a limit. */
  exceed(limit: LimitName): void;
  /** The run did not do what it did before. */
  stop(): void;
  /** Lets the wall time stand still, until as many calls of `release`. */
  hold(): void;
  release(): void;
}

/** Answers the tool calls of one run: with tools, or from a recording. */
export interface Answers {
  /** The calls so far, in order of start. */
  readonly records: ToolCallRecord[];
  /** Time with at least one call under way, so far. */
  readonly busyMs: number;
  /** Of inputs and answers so far, as JSON. */
  readonly bytes: { inputs: number; outputs: number };
  begin(run: AnsweredRun): void;
  call(made: RecordedCall): void;
  /** Nobody waits for an answer any more. */
  end(): void;
}
