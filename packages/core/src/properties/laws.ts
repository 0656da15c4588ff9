import { canonicalJson, equalJson, type Json } from "../json/json.ts";
import type { LinkedProgram } from "../program/program.ts";
import { callText, valueText } from "../evaluators/call-text.ts";
import { fitsShape, type Shape } from "../generate/shape.ts";
import type { CallResult } from "../sandbox/call-all.ts";
import { callUntilStuck } from "../sandbox/call-until-stuck.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { argumentOf, type Property } from "./property.ts";

/** How an input fared: `skipped` where the program gives no value, which only `never-throws` minds. */
export type Finding = { holds: true | "skipped" } | Broken;

/** `saw` is what was seen instead, as the end of a sentence. */
export interface Broken {
  holds: false;
  saw: string;
}

/** What is needed to see whether a property holds. */
export interface LawSubject {
  sandbox: Sandbox;
  program: LinkedProgram;
  /** The skill that the property names. */
  other?: LinkedProgram;
  result: Shape;
  options: RunOptions;
}

const held: Finding = { holds: true };
const skipped: Finding = { holds: "skipped" };

/** Says of each input whether the property holds there. Programs run in the sandbox, a batch at a time; the host compares. */
export async function findings(
  property: Property,
  subject: LawSubject,
  inputs: readonly Json[][],
): Promise<Finding[]> {
  const { sandbox, program, options } = subject;
  const run = (one: LinkedProgram) => (calls: readonly (Json[] | undefined)[]) =>
    called(sandbox, one, calls, options);
  const f = run(program);
  const place = argumentOf(property);
  const own = await f(inputs);
  const put = (results: readonly (CallResult | undefined)[]): (Json[] | undefined)[] =>
    results.map((result, i) => (result?.ok ? inputs[i]?.with(place, result.value) : undefined));
  switch (property.kind) {
    case "idempotent":
      return compared(own, await f(put(own)), "f(f(x))");
    case "symmetric":
      return compared(
        own,
        await f(inputs.map((input) => input.toReversed())),
        "with its arguments swapped f",
      );
    case "ignores-order":
      return compared(
        own,
        await f(inputs.map((input) => input.with(place, shuffled(input[place] as Json)))),
        "in another order f",
      );
    case "agrees-with":
      return compared(own, await run(subject.other as LinkedProgram)(inputs), property.skill);
    case "commutes-with": {
      const { other } = subject;
      const g = (calls: readonly (Json[] | undefined)[]) =>
        run(other as LinkedProgram)(calls.map((call) => call && [call[place] as Json]));
      const [before, after] = [await g(inputs), await g(put(own))];
      const wanted = (await f(put(before))).map((result, i) => (before[i]?.ok ? result : undefined));
      return wanted.map((one, i) =>
        own[i]?.ok && one?.ok ? comparison(one, after[i], `${property.skill}(f(x))`) : skipped,
      );
    }
    case "inverse-of": {
      const back = await run(subject.other as LinkedProgram)(
        own.map((result) => (result?.ok ? [result.value] : undefined)),
      );
      return own.map((result, i) => {
        const wanted: CallResult = { ok: true, value: inputs[i]?.[place] as Json };
        return result?.ok
          ? comparison(wanted, back[i], `${property.skill} of ${valueText(result.value)}`)
          : skipped;
      });
    }
    case "preserves-length":
      return own.map((result, i) => lengthKept(result, inputs[i]?.[place] as Json));
    case "preserves-items":
      return own.map((result, i) => itemsKept(result, inputs[i]?.[place] as Json));
    case "never-throws":
      return own.map((result) => {
        if (!result) return skipped;
        if (!result.ok) return { holds: false, saw: `it ends with ${result.failure}` };
        const fits = fitsShape(subject.result, result.value);
        return fits
          ? held
          : { holds: false, saw: `it gives ${valueText(result.value)}, which is not of its type` };
      });
  }
}

/** The results of the calls that can be made, in their places. */
async function called(
  sandbox: Sandbox,
  program: LinkedProgram,
  calls: readonly (Json[] | undefined)[],
  options: RunOptions,
): Promise<(CallResult | undefined)[]> {
  const made = calls.flatMap((input, i) => (input ? [{ input, i }] : []));
  const results = await callUntilStuck(
    sandbox,
    program,
    made.map(({ input }) => input),
    options,
  );
  const placed = new Map(made.map(({ i }, k) => [i, results[k]]));
  return calls.map((_, i) => placed.get(i));
}

function compared(
  own: readonly (CallResult | undefined)[],
  again: readonly (CallResult | undefined)[],
  what: string,
): Finding[] {
  return own.map((result, i) => (result?.ok ? comparison(result, again[i], what) : skipped));
}

function comparison(wanted: CallResult, got: CallResult | undefined, what: string): Finding {
  // After a call that hangs no further one is made.
  if (!wanted.ok || !got) return skipped;
  if (got.ok && equalJson(wanted.value, got.value)) return held;
  const saw = got.ok ? `gives ${valueText(got.value)}` : `ends with ${got.failure}`;
  return { holds: false, saw: `${what} ${saw}, not ${valueText(wanted.value)}` };
}

function lengthKept(result: CallResult | undefined, given: Json): Finding {
  if (!result?.ok) return skipped;
  const [before, after] = [lengthOf(given), lengthOf(result.value)];
  return before === after
    ? held
    : { holds: false, saw: `it gives ${valueText(result.value)}: ${after}, not ${before}` };
}

function lengthOf(value: Json): number {
  return Array.isArray(value) || typeof value === "string" ? value.length : Number.NaN;
}

function itemsKept(result: CallResult | undefined, given: Json): Finding {
  if (!result?.ok) return skipped;
  const isKept = canonicalJson(sorted(result.value)) === canonicalJson(sorted(given));
  return isKept ? held : { holds: false, saw: `it gives ${valueText(result.value)}` };
}

function sorted(list: Json): Json {
  return Array.isArray(list) ? list.map(canonicalJson).toSorted() : list;
}

/** The second half reversed before the first: neither the order nor its reverse. */
function shuffled(list: Json): Json {
  if (!Array.isArray(list)) return list;
  const half = Math.ceil(list.length / 2);
  return [...list.slice(half).toReversed(), ...list.slice(0, half)];
}

/** What a finding says, as a sentence of a coder's feedback. */
export function brokenText(text: string, input: readonly Json[], saw: string): string {
  return `It must be ${text}. For ${callText(input)} ${saw}.`;
}
