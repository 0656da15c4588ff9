import type { Divergence, Json, RecordedCall, Recording, RunResult, ToolCallRecord } from "@portolan/core";
import type { AnsweredRun, Answers } from "./answers.ts";

/** True for the ends that a program does not bring about by itself, so that it cannot do so again. */
export function endedByHost(result: RunResult): boolean {
  if (result.kind === "limit") return result.limit === "toolOutputBytes" || result.limit === "toolBytes";
  return result.kind === "cancelled";
}

/** Answers the calls of a run from a recording, in the recorded order, and finds the first that is not the recorded one. */
export class RecordedCalls implements Answers {
  readonly records: ToolCallRecord[] = [];
  readonly busyMs = 0;
  readonly bytes = { inputs: 0, outputs: 0 };
  /** The first call that differs. */
  divergence: Divergence | undefined;
  readonly #recording: Recording;
  #run: AnsweredRun | undefined;
  #settled = 0;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  begin(run: AnsweredRun): void {
    this.#run = run;
  }

  /** Ends the run where the host ended the recorded one, which no program can tell by itself. */
  #endAsRecorded(): void {
    const { calls, settles, result } = this.#recording;
    if (this.records.length < calls.length || this.#settled < settles.length) return;
    if (!endedByHost(result)) return;
    if (result.kind === "limit") this.#run?.exceed(result.limit);
    else this.#run?.stop();
  }

  call(made: RecordedCall): void {
    const recorded = this.#recording.calls[this.records.length];
    this.records.push(recordOf(made));
    this.bytes.inputs += Buffer.byteLength(made.text);
    if (!recorded || !sameCall(recorded, made)) {
      this.divergence = { at: `call ${made.call}`, recorded: textOf(recorded), replayed: textOf(made) };
      return this.#run?.stop();
    }
    this.#settleNext();
    this.#endAsRecorded();
  }

  end(): void {
    this.#run = undefined;
  }

  /** Answers whatever is next in the recorded order, as long as it was called. */
  #settleNext(): void {
    const { settles } = this.#recording;
    for (let next = settles[this.#settled]; next; next = settles[this.#settled]) {
      const record = this.records[next.call - 1];
      if (!record || !this.#run) return;
      this.#settled++;
      this.bytes.outputs += Buffer.byteLength(next.text);
      Object.assign(record, { ok: next.ok, output: JSON.parse(next.text) as Json, endMs: 0 });
      this.#run.settle(next.call, { ok: next.ok, text: next.text });
    }
  }
}

function sameCall(a: RecordedCall, b: RecordedCall): boolean {
  return a.call === b.call && a.tool === b.tool && a.by === b.by && a.text === b.text;
}

function textOf(made: RecordedCall | undefined): Json {
  return made ? `${made.by} calls ${made.tool} with ${made.text}` : null;
}

function recordOf({ tool, by, text }: RecordedCall): ToolCallRecord {
  const input = JSON.parse(text) as Json;
  return { tool, by, effect: "read", input, startMs: 0, endMs: null, ok: false, output: null };
}
