import { z } from "zod";
import type { Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import { batchProgram, batchSpecifier } from "../sandbox/batch-source.ts";
import type { CallResult } from "../sandbox/call-all.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { meterSpecifier } from "./metered.ts";

/** What variants are called with: those that behave like the original on all that is known are called with further inputs, too. */
export interface VariantInputs {
  known: readonly Json[][];
  further: readonly Json[][];
}

/** What the variants of a program gave, and how many isolates that took. */
export interface VariantResults {
  /** What the original gave on the known inputs. */
  own: CallResult[];
  /** By variant: the first input on which it gives something else than the original, or fails where that does not. */
  firsts: ({ on: keyof VariantInputs; at: number } | undefined)[];
  runs: number;
}

/** Sources of a program that differ in places; JavaScript needs no types stripped, which is most of what many variants cost. */
export interface Variants {
  original: string;
  others: readonly string[];
  language: "ts" | "js";
}

// Variants are stopped by their steps, which are the same on every machine. Only what native code or a callee does in a step can
// take longer: small enough that one that hangs there costs little, and in time of its own, which other work on a machine leaves alone.
const limits = { cpuMs: 20_000, wallMs: 120_000 };

const replySchema = z.object({
  own: z.array(
    z.union([
      z.object({ ok: z.literal(true), value: z.json(), changedInput: z.literal(true).optional() }),
      z.object({ ok: z.literal(false), failure: z.string() }),
    ]),
  ),
  firsts: z.array(z.object({ on: z.enum(["known", "further"]), at: z.number() }).nullable()),
});

/**
 * Compares variants of a program with it, **in one isolate** where none of them takes it down; which one did is found by halving. All
 * are metered: those are stopped that take far more steps than the original did, and further inputs that it takes more than `mostSteps`
 * for are left out. A variant is called no more once it is known to differ.
 */
export async function callVariants(
  sandbox: Sandbox,
  program: LinkedProgram,
  variants: Variants,
  inputs: VariantInputs,
  options: RunOptions & { mostSteps: number },
): Promise<VariantResults> {
  const { mostSteps, ...runOptions } = options;
  const { others } = variants;
  const outcome = await sandbox.run(
    batchOf(program, variants),
    [[...inputs.known], [...inputs.further], mostSteps],
    { ...runOptions, limits: { ...limits, ...runOptions.limits } },
  );
  // What comes back was in one isolate with the program: it is read like any other data.
  const reply = outcome.kind === "value" ? replySchema.safeParse(outcome.value) : undefined;
  if (reply?.success)
    return {
      own: reply.data.own,
      firsts: others.map((_, i) => reply.data.firsts[i] ?? undefined),
      runs: 1,
    };
  const failed = inputs.known.map((): CallResult => ({ ok: false, failure: outcome.kind }));
  const anyInput = inputs.known.length > 0 ? "known" : "further";
  if (outcome.kind === "cancelled" || others.length === 0)
    return { own: failed, firsts: others.map(() => ({ on: anyInput, at: 0 })), runs: 1 };
  const again = (some: readonly string[], on: Partial<VariantInputs>): Promise<VariantResults> =>
    callVariants(sandbox, program, { ...variants, others: some }, { known: [], further: [], ...on }, options);
  if (inputs.known.length > 0 && inputs.further.length > 0) {
    const { known, further } = inputs;
    const first = await again(others, { known });
    const alive = others.filter((_, i) => !first.firsts[i]);
    if (alive.length === 0) return { ...first, runs: first.runs + 1 };
    const then = await again(alive, { further });
    const rest = then.firsts.values();
    return {
      own: first.own,
      firsts: first.firsts.map((one) => one ?? rest.next().value),
      runs: first.runs + then.runs + 1,
    };
  }
  if (others.length === 1) {
    const alone = await again([], inputs);
    return { ...alone, firsts: [{ on: anyInput, at: 0 }], runs: alone.runs + 1 };
  }
  const middle = Math.ceil(others.length / 2);
  const one = await again(others.slice(0, middle), inputs);
  const two = await again(others.slice(middle), inputs);
  return { own: one.own, firsts: [...one.firsts, ...two.firsts], runs: one.runs + two.runs + 1 };
}

function batchOf(program: LinkedProgram, { original, others, language }: Variants): LinkedProgram {
  const name = functionNameOf(program.name);
  const sources = [original, ...others];
  const specifierOf = (i: number): string => `#program/variant-${i}.${language}`;
  const imports = sources.map((_, i) => `import { ${name} as variant${i} } from "${specifierOf(i)}";`);
  return batchProgram(program, {
    name: "call-variants",
    signature: "(known: unknown[][], further: unknown[][], mostSteps: number) => unknown",
    body: [
      `import { callVariantsOf } from "${trialSpecifier}";`,
      ...imports,
      `const variants = [${sources.map((_, i) => `variant${i}`).join(", ")}];`,
      "export const callVariants = (known, further, mostSteps) => callVariantsOf(variants, known, further, mostSteps);",
    ].join("\n"),
    subjects: Object.fromEntries(sources.map((source, i) => [specifierOf(i), source])),
    modules: { [meterSpecifier]: meterSource, [trialSpecifier]: trialSource },
  });
}

const meterSource = `
let left = 0;
const spent = new Error("too many steps");
export function refill(steps) {
  left = steps;
}
export function stepsLeft() {
  return left;
}
export function step() {
  if (left-- <= 0) throw spent;
}
`;

const trialSpecifier = "#program/variant-trial.js";
const trialSource = `
import { refill, stepsLeft } from "${meterSpecifier}";
import { resultOf, sameResult, stringify } from "${batchSpecifier}";
const plenty = 1_000_000;
export async function callVariantsOf(variants, known, further, mostSteps) {
  const firsts = [];
  for (let v = 1; v < variants.length; v++) firsts[v - 1] = null;
  const own = await callWith(known, "known", null);
  await callWith(further, "further", mostSteps);
  return { own, firsts };

  async function callWith(inputs, on, most) {
    const results = [];
    const stopped = [];
    let alive = 0;
    for (let v = 1; v < variants.length; v++) {
      stopped[v] = false;
      if (firsts[v - 1] === null) alive++;
    }
    for (let at = 0; at < inputs.length; at++) {
      if (on === "further" && alive === 0) break;
      const text = stringify(inputs[at]);
      const given = most ?? plenty;
      refill(given);
      const reference = await resultOf(variants[0], text);
      results[at] = stepsLeft() < 0 ? { ok: false, failure: "stopped" } : reference;
      if (stepsLeft() < 0 && most !== null) continue;
      const allowed = 10 * (given - stepsLeft()) + 1_000;
      for (let v = 1; v < variants.length; v++) {
        if (firsts[v - 1] !== null) continue;
        let result = { ok: false, failure: "stopped" };
        if (!stopped[v]) {
          refill(allowed);
          const given = await resultOf(variants[v], text);
          if (stepsLeft() < 0) stopped[v] = true;
          else result = given;
        }
        if (sameResult(results[at], result)) continue;
        firsts[v - 1] = { on, at };
        alive--;
      }
    }
    return results;
  }
}
`;
