import { canonicalJson, type Json } from "../json/json.ts";
import { fitsShape, isRecord, type Shape } from "./shape.ts";

/** Inputs of the same shapes that are a step simpler, in one argument each, simplest first; none for what is as simple as can be. */
export function simplerInputs(shapes: readonly Shape[], input: readonly Json[]): Json[][] {
  const found = shapes.flatMap((shape, i) =>
    simpler(input[i] as Json)
      .filter((value) => fitsShape(shape, value))
      .map((value) => input.with(i, value)),
  );
  const distinct = new Map(found.map((one) => [canonicalJson(one), one]));
  distinct.delete(canonicalJson([...input]));
  return [...distinct.values()];
}

function simpler(value: Json): Json[] {
  if (typeof value === "number") return simplerNumbers(value);
  if (typeof value === "string") return simplerTexts(value);
  if (typeof value === "boolean") return value ? [false] : [];
  if (Array.isArray(value)) return simplerLists(value);
  if (value === null) return [];
  return simplerRecords(value);
}

/** Nearer to 0, and whole; without its sign. */
function simplerNumbers(value: number): number[] {
  const whole = Math.trunc(value);
  const nearer = [0, Math.trunc(whole / 2), whole, whole - Math.sign(whole)];
  return [...nearer, ...(value < 0 ? [-value] : [])].filter(
    (one) => Math.abs(one) < Math.abs(value) || (value < 0 && one === -value),
  );
}

function simplerTexts(value: string): string[] {
  const letters = Array.from(value);
  const shorter = withoutParts(letters).map((rest) => rest.join(""));
  // One letter for another one only where it comes earlier, so that this ends.
  const plainer = letters.flatMap((letter, i) =>
    ["a", " "]
      .filter((one) => one < letter && !/[ab0]/.test(letter))
      .map((one) => letters.with(i, one).join("")),
  );
  return [...shorter, ...plainer];
}

function simplerLists(value: Json[]): Json[][] {
  const inner = value.flatMap((item, i) => simpler(item).map((one) => value.with(i, one)));
  return [...withoutParts(value), ...inner];
}

function simplerRecords(value: { [key: string]: Json }): Json[] {
  const names = Object.keys(value);
  const fewer = names.map((name) =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)),
  );
  const inner = names.flatMap((name) =>
    simpler(value[name] as Json).map((one) => ({ ...value, [name]: one })),
  );
  return [...fewer, ...inner].filter(isRecord);
}

/** Nothing; either half; all but one. */
function withoutParts<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [];
  const half = Math.ceil(items.length / 2);
  const halves = items.length > 2 ? [items.slice(0, half), items.slice(half)] : [];
  return [[], ...halves, ...items.map((_, i) => items.toSpliced(i, 1))];
}
