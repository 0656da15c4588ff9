import { equalJson, type Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import type { Outcome } from "./outcome.ts";
import { batchProgram, batchSpecifier } from "./batch-source.ts";
import type { RunOptions, Sandbox } from "./sandbox.ts";

/**
 * What one call gave: a value, or one line about why there is none. `changedInput` says that the program changed what it was
 * given, where that could be seen.
 */
export type CallResult = { ok: true; value: Json; changedInput?: true } | { ok: false; failure: string };

/**
 * Calls a program once per input **in one isolate**: quick, but what one call leaves behind the next one sees.
 * Good for feedback and comparison; what admits a skill runs every case in an isolate of its own.
 */
export async function callAll(
  sandbox: Sandbox,
  program: LinkedProgram,
  inputs: Json[][],
  options: RunOptions = {},
): Promise<CallResult[]> {
  if (inputs.length === 0) return [];
  const outcome = await sandbox.run(batchOf(program), [inputs], options);
  if (outcome.kind === "value") return outcome.value as unknown as CallResult[];
  // One call that hangs or floods would hide what the others return: judge each by itself.
  return (await callEach(sandbox, program, inputs, options)).map(resultOf);
}

/** Calls a program once per input, each in an isolate of its own. */
export async function callEach(
  sandbox: Sandbox,
  program: LinkedProgram,
  inputs: Json[][],
  options: RunOptions = {},
): Promise<Outcome[]> {
  return Promise.all(inputs.map((input) => sandbox.run(program, input, options)));
}

/** An outcome as the result of a call. */
export function resultOf(outcome: Outcome): CallResult {
  if (outcome.kind === "value") return { ok: true, value: outcome.value };
  return { ok: false, failure: outcome.kind === "error" ? `error: ${outcome.name}` : outcome.kind };
}

/** True when two calls gave equal values, or both failed. */
export function sameResult(a: CallResult, b: CallResult): boolean {
  return a.ok && b.ok ? equalJson(a.value, b.value) : a.ok === b.ok;
}

/** A program that calls another once per input and gives a `CallResult` of each. */
export function batchOf(program: LinkedProgram): LinkedProgram {
  const name = functionNameOf(program.name);
  const specifier = `#program/${name}`;
  return batchProgram(program, {
    name: "call-all",
    signature: "(inputs: unknown[][]) => unknown[]",
    body: `import { callAllOf } from "${batchSpecifier}";
import { ${name} as call } from "${specifier}";
export const callAll = (inputs) => callAllOf(call, inputs);
`,
    subjects: { [specifier]: program.source },
  });
}
