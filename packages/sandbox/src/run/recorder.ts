import type { RecordedCall, Recording } from "@portolan/core";
import type { AnsweredRun, Answers, Settled } from "./answers.ts";

/** Stands between a run and whoever answers its calls, and keeps both sides in order. */
export class Recorder implements Answers {
  readonly calls: RecordedCall[] = [];
  readonly settles: Recording["settles"] = [];
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  get records(): Answers["records"] {
    return this.#answers.records;
  }

  get busyMs(): number {
    return this.#answers.busyMs;
  }

  get bytes(): Answers["bytes"] {
    return this.#answers.bytes;
  }

  begin(run: AnsweredRun): void {
    const settle = (call: number, settled: Settled): void => {
      this.settles.push({ call, ...settled });
      run.settle(call, settled);
    };
    this.#answers.begin({ ...run, settle });
  }

  call(made: RecordedCall): void {
    this.calls.push({ ...made });
    this.#answers.call(made);
  }

  end(): void {
    this.#answers.end();
  }
}
