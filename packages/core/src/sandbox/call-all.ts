import { equalJson, type Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import type { Outcome } from "./outcome.ts";
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
  const own = program.grants?.[program.name];
  return {
    name: "call-all",
    signature: "(inputs: unknown[][]) => unknown[]",
    source: batchSource.replaceAll("subject", name),
    modules: { ...program.modules, [specifier]: program.source },
    grants: { ...program.grants, ...(own && { [specifier]: own }) },
  };
}

// A result is judged and copied by the rules by which the sandbox writes one: every part is read once and in the same order, with
// functions that were taken before the program was called.
const batchSource = `
import { subject as call } from "#program/subject";
const { parse, stringify } = JSON;
const { isArray } = Array;
const { isFinite } = Number;
const { keys } = Object;
const { apply } = Reflect;
const tagOf = Object.prototype.toString;
const slice = String.prototype.slice;
const text = String;
const lost = {};
function copyOf(value: any, parents: any, depth: number): any {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return isFinite(value) ? value : lost;
  if (typeof value !== "object" || depth > 500) return lost;
  for (let above = parents; above; above = above.above) if (above.value === value) return lost;
  const inner = { value, above: parents };
  return isArray(value) ? copyOfItems(value, inner, depth + 1) : copyOfFields(value, inner, depth + 1);
}
function copyOfItems(items: any, parents: any, depth: number): any {
  const copy: any = [];
  for (let i = 0; i < items.length; i++) {
    copy[i] = copyOf(items[i], parents, depth);
    if (copy[i] === lost) return lost;
  }
  return copy;
}
function copyOfFields(record: any, parents: any, depth: number): any {
  if (apply(tagOf, record, []) !== "[object Object]" || typeof record.toJSON === "function") return lost;
  const names = keys(record);
  const copy: any = { __proto__: null };
  for (let i = 0; i < names.length; i++) {
    const field = record[names[i]];
    if (field === undefined) continue;
    copy[names[i]] = copyOf(field, parents, depth);
    if (copy[names[i]] === lost) return lost;
  }
  return copy;
}
function nameOf(thrown: any): string {
  if (typeof thrown !== "object" || thrown === null) return thrown === null ? "null" : typeof thrown;
  try {
    return apply(slice, text(thrown.name ?? "object"), [0, 200]);
  } catch {
    return "(unreadable)";
  }
}
export async function callAll(inputs: any[][]): Promise<any[]> {
  const results: any[] = [];
  for (let i = 0; i < inputs.length; i++) {
    try {
      const text = stringify(inputs[i]);
      const given = parse(text);
      const value = copyOf(await (call as any)(...given), undefined, 0);
      if (value === lost) results[i] = { ok: false, failure: "not JSON" };
      else results[i] = stringify(given) === text ? { ok: true, value } : { ok: true, value, changedInput: true };
    } catch (thrown) {
      results[i] = { ok: false, failure: "error: " + nameOf(thrown) };
    }
  }
  return results;
}
`;
