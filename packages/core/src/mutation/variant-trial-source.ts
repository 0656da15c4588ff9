import { batchSpecifier } from "../sandbox/batch-source.ts";
import { meterSpecifier } from "./metered.ts";

/** What metered sources count their steps in, as JavaScript. */
export const meterSource = `
// Modules are evaluated before anything is given for a call: what they do at their top level is counted, too.
let left = 1_000_000;
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

/** The module that calls variants and compares what they give. */
export const variantTrialSpecifier = "#program/variant-trial.js";
export const variantTrialSource = `
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
