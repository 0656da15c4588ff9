import { functionNameOf, type LinkedProgram } from "../program/program.ts";

/** The module that those import which call programs many times in one isolate. No function can have such a name. */
export const batchSpecifier = "#program/batch-of-calls.js";

/**
 * JavaScript, always the same text, so that a process of the sandbox has nothing to strip.
 *
 * A result is judged and copied by the rules by which the sandbox writes one: every part is read once and in the same order, with
 * functions that were taken before the program was called.
 */
const batchModule = `
const { isArray } = Array;
const { isFinite } = Number;
const { hasOwn, keys } = Object;
const { apply } = Reflect;
const tagOf = Object.prototype.toString;
const slice = String.prototype.slice;
const text = String;
export const { parse, stringify } = JSON;
export const lost = {};
export function copyOf(value, parents, depth) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return isFinite(value) ? value : lost;
  if (typeof value !== "object" || depth > 500) return lost;
  for (let above = parents; above; above = above.above) if (above.value === value) return lost;
  const inner = { value, above: parents };
  return isArray(value) ? copyOfItems(value, inner, depth + 1) : copyOfFields(value, inner, depth + 1);
}
function copyOfItems(items, parents, depth) {
  const copy = [];
  for (let i = 0; i < items.length; i++) {
    copy[i] = copyOf(items[i], parents, depth);
    if (copy[i] === lost) return lost;
  }
  return copy;
}
function copyOfFields(record, parents, depth) {
  if (apply(tagOf, record, []) !== "[object Object]" || typeof record.toJSON === "function") return lost;
  const names = keys(record);
  const copy = { __proto__: null };
  for (let i = 0; i < names.length; i++) {
    const field = record[names[i]];
    if (field === undefined) continue;
    copy[names[i]] = copyOf(field, parents, depth);
    if (copy[names[i]] === lost) return lost;
  }
  return copy;
}
function nameOf(thrown) {
  if (typeof thrown !== "object" || thrown === null) return thrown === null ? "null" : typeof thrown;
  try {
    return apply(slice, text(thrown.name ?? "object"), [0, 200]);
  } catch {
    return "(unreadable)";
  }
}
/** Calls with an input given as JSON text, and says what came of it. */
export async function resultOf(call, text) {
  try {
    const given = parse(text);
    const value = copyOf(await call(...given), undefined, 0);
    if (value === lost) return { ok: false, failure: "not JSON" };
    return stringify(given) === text ? { ok: true, value } : { ok: true, value, changedInput: true };
  } catch (thrown) {
    return { ok: false, failure: "error: " + nameOf(thrown) };
  }
}
export async function callAllOf(call, inputs) {
  const results = [];
  for (let i = 0; i < inputs.length; i++) results[i] = await resultOf(call, stringify(inputs[i]));
  return results;
}
/** Whether two results are equal values, or both none; of copies, as \`equalJson\` compares in the host. */
export function sameResult(a, b) {
  return a.ok && b.ok ? equal(a.value, b.value) : a.ok === b.ok;
}
function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isArray(a) !== isArray(b)) return false;
  if (isArray(a)) {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equal(a[i], b[i])) return false;
    return true;
  }
  const names = keys(a);
  if (names.length !== keys(b).length) return false;
  for (let i = 0; i < names.length; i++)
    if (!hasOwn(b, names[i]) || !equal(a[names[i]], b[names[i]])) return false;
  return true;
}
`;

/** What calls one program, or variants of it, in one isolate. */
interface Batch {
  /** Of the program that is called, in kebab-case: nobody's but ours. */
  name: string;
  signature: string;
  /** JavaScript that exports the function of that name. */
  body: string;
  /** Sources by specifier; each has the rights that the program has. */
  subjects: Readonly<Record<string, string>>;
  /** Further modules of ours. */
  modules?: Readonly<Record<string, string>>;
}

/** A program of ours around another one, which is under a specifier of its own. */
export function batchProgram(
  program: LinkedProgram,
  { name, signature, body, subjects, modules }: Batch,
): LinkedProgram {
  const own = program.grants?.[program.name];
  const bodySpecifier = `#program/${name}.js`;
  return {
    name,
    signature,
    source: `export { ${functionNameOf(name)} } from "${bodySpecifier}";\n`,
    modules: {
      ...program.modules,
      ...subjects,
      ...modules,
      [batchSpecifier]: batchModule,
      [bodySpecifier]: body,
    },
    grants: {
      ...program.grants,
      ...(own && Object.fromEntries(Object.keys(subjects).map((specifier) => [specifier, own]))),
    },
  };
}
