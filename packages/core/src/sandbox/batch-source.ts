/**
 * Source that the programs begin with that call others many times in one isolate.
 *
 * A result is judged and copied by the rules by which the sandbox writes one: every part is read once and in the same order, with
 * functions that were taken before the program was called.
 */
export const batchPrelude = `
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
`;

/** A function of the prelude's kind that calls `call` with an input given as JSON text, and says what came of it. */
export const batchCall = `
async function resultOf(call: any, text: string): Promise<any> {
  try {
    const given = parse(text);
    const value = copyOf(await call(...given), undefined, 0);
    if (value === lost) return { ok: false, failure: "not JSON" };
    return stringify(given) === text ? { ok: true, value } : { ok: true, value, changedInput: true };
  } catch (thrown) {
    return { ok: false, failure: "error: " + nameOf(thrown) };
  }
}
`;
