import { defaultOf } from "../../packages/core/src/coders/synth/engine/operators-array.ts";
import {
  canonicalJson,
  digestOf,
  type Json,
  parseSignature,
  type Task,
  typeText,
  type ValueType,
} from "@portolan/core";
import { mapped } from "./values.ts";

const fromOthers = 40;

/**
 * Inputs of a task's types that a user could give, and that are none of the task's own: what other tasks of the same set are asked,
 * and its own inputs made empty, negative, twice as long, and with letters that are not ASCII. They owe nothing to the inputs that the
 * gate makes for itself.
 */
export function userInputs(task: Task, set: readonly Task[]): Json[][] {
  const own = inputsOf(task);
  const wanted = typesOf(task);
  const others = set.filter((other) => other !== task && typesOf(other) === wanted).flatMap(inputsOf);
  const edited = own.slice(0, 12).flatMap((input) => edits(input, task));
  const known = new Set(own.map(canonicalJson));
  const fresh = new Map(
    [...spread(others, task.id), ...edited].map((input) => [canonicalJson(input), input] as const),
  );
  return [...fresh].filter(([key]) => !known.has(key)).map(([, input]) => input);
}

function inputsOf({ examples, cases, score }: Task): Json[][] {
  return [...examples, ...cases, ...score].map(({ input }) => input);
}

function typesOf({ signature }: Task): string {
  return parseSignature(signature)
    .parameters.map(({ type }) => typeText(type))
    .join(", ");
}

/** Some of the inputs, others for each task, the same in every run. */
function spread(inputs: Json[][], seed: string): Json[][] {
  return inputs
    .map((input) => ({ input, rank: digestOf({ seed, input }) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, fromOthers)
    .map(({ input }) => input);
}

function edits(input: Json[], task: Task): Json[][] {
  const types = parseSignature(task.signature).parameters.map(({ type }) => type);
  return input.flatMap((argument, place) =>
    [
      ...(isSized(types[place] as ValueType) ? [defaultOf(types[place] as ValueType)] : []),
      ...(typeof argument === "number" ? [0, argument + 1] : []),
      mapped(argument, (leaf) => (typeof leaf === "number" ? 0 - leaf : leaf)),
      mapped(argument, (leaf) => (typeof leaf === "string" ? `${leaf} ñé` : leaf)),
      mapped(argument, (leaf) => (typeof leaf === "string" ? `Ü${leaf}😀` : leaf)),
      ...(Array.isArray(argument) ? [[...argument, ...argument], argument.slice(0, 1)] : []),
      ...(typeof argument === "string" ? [argument + argument, `${argument} ${argument}`] : []),
    ].map((changed) => input.with(place, changed)),
  );
}

function isSized(type: ValueType): boolean {
  return type.kind === "array" || type.kind === "string";
}
