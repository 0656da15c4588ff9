import type { VerdictRecord } from "../evaluators/evaluator.ts";
import type { Json } from "../json/json.ts";

/** A verdict in plain words: what speaks for the program, or what is not known because of it. */
export interface PlainVerdict {
  speaksFor: boolean;
  text: string;
}

/** What a passed verdict says of a skill; evidence whose fields are not as expected leaves the numbers out. */
const passed: Readonly<Record<string, (evidence: Fields) => string>> = {
  "type-check": () =>
    "TypeScript's strict checker accepts it; it uses neither clock nor chance nor memory of earlier calls.",
  policy: () => "It imports nothing but the skills and tools that it was granted.",
  examples: ({ of }) => `It is right on all ${many(of, "example")} that its coder saw.`,
  "gate-cases": ({ of }) =>
    `It is right on all ${many(of, "case")} that its coder never saw, each in a run of its own.`,
  "case-audit": ({ distinctOutputs }) =>
    `Its cases expect ${many(distinctOutputs, "different result")}: no constant passes them.`,
  "evaluator-audit": ({ killed, survived }) =>
    isNumber(killed) && isNumber(survived) && killed + survived > 0
      ? `Its cases tell: they notice ${killed} of ${killed + survived} small changes of it that change what it does.`
      : "Its cases tell it from programs that do nothing.",
  "swallowed-errors": () => "It hides no failure that its cases would not notice.",
  "needless-code": ({ inputs }) =>
    `It does nothing on ${many(inputs, "generated input")} that none of its examples and cases needs.`,
  "examples-table": () => "It does not spell out its examples.",
  "reads-input": ({ inputs }) => `It answers ${many(inputs, "input")} near the examples, and not all alike.`,
  determinism: ({ inputs }) =>
    `It gives the same result for the same input, on ${many(inputs, "input")} in any order.`,
  generated: ({ inputs }) =>
    `On ${many(inputs, "generated input")} it gives values of its type, ends, and leaves its arguments alone.`,
  agreement: ({ rivals, inputs }) =>
    `${many(rivals, "independent program")} for the same task agree with it on ${many(inputs, "generated input")}.`,
  properties: ({ properties }) =>
    `It has ${many(properties, "declared property", "declared properties")} on generated inputs.`,
  support: ({ reliability }) =>
    `Its cases support the reliability of ${said(reliability)} that its task demands.`,
  "world-runs": ({ right, of }) =>
    `It reached its goal in ${said(right)} of ${many(of, "fresh world")}, where doing nothing does not.`,
  judge: () => "A model, asked what it does, found that it meets its goal.",
  "submitted-cases": ({ of }) =>
    `It is right on all ${many(of, "case")} that came with it, each in a run of its own.`,
  "own-cases": ({ right, of }) =>
    `When the store changed, it was right on ${said(right)} of its ${said(of)} own cases.`,
  "verified-here": ({ right, of }) =>
    `It came from elsewhere, and was right on ${said(right)} of its ${said(of)} cases here.`,
};

/** Says a verdict as one would to somebody who knows no evaluator by name. */
export function plainVerdict({ evaluator, status, feedback, evidence }: VerdictRecord): PlainVerdict {
  const fields = fieldsOf(evidence);
  if (status === "passed") {
    const text = passed[evaluator]?.(fields) ?? `The evaluator ${evaluator} was content with it.`;
    return { speaksFor: true, text };
  }
  if (fields["leftOut"] === true) return { speaksFor: false, text: `Its task left out ${evaluator}.` };
  const why = feedback === undefined ? "" : ` (${feedback.replace(/\.$/, "")})`;
  return { speaksFor: false, text: `${evaluator} had nothing to say of it${why}.` };
}

type Fields = Partial<Record<string, Json>>;

function fieldsOf(value: Json | undefined): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function many(value: Json | undefined, one: string, others: string = `${one}s`): string {
  if (!isNumber(value)) return others;
  return `${value} ${value === 1 ? one : others}`;
}

function said(value: Json | undefined): string {
  return isNumber(value) ? `${value}` : "some";
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === "number";
}
