import type { Json } from "../../../json/json.ts";
import type { ValueType } from "../../../task/signature.ts";

/** A value a candidate program may take; `undefined` is the value of a program that fails. */
export type Value = number | string | boolean | Value[] | { [field: string]: Value };

/** The largest values that are kept; anything above counts as a failure. */
export interface Limits {
  /** Characters in a string. */
  stringLength: number;
  /** Items in an array. */
  arrayLength: number;
  /** Size of a number that a skill is called with. */
  argument: number;
}

const largestNumber = Number.MAX_SAFE_INTEGER;
const floatBits = new Float64Array(1);
const floatWords = new Int32Array(floatBits.buffer);
let low = 0;
let high = 0;

/**
 * A 53-bit fingerprint of the values a program has on all rows: equal values have equal fingerprints.
 * @returns `undefined` when one of them is not a finite JSON value within the limits.
 */
export function fingerprint(values: readonly (Value | undefined)[], limits: Limits): number | undefined {
  low = 0x2545f491;
  high = 0x6c8e9cf5;
  for (let row = 0; row < values.length; row++) if (!mixValue(values[row], limits)) return undefined;
  return (low >>> 0) * 0x200000 + (high >>> 11);
}

/** Whether two values are equal as JSON. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!sameValue(a[i], b[i])) return false;
    return true;
  }
  if (Array.isArray(b)) return false;
  const fields = Object.keys(a);
  return fields.length === Object.keys(b).length && fields.every((field) => sameValue(a[field], b[field]));
}

/** A fresh copy of untrusted data if it is of the type, or `undefined`: nothing of the original object is kept. */
export function copyOfType(value: unknown, type: ValueType): Value | undefined {
  switch (type.kind) {
    case "array": {
      if (!Array.isArray(value)) return undefined;
      const copy: Value[] = [];
      for (let i = 0; i < value.length; i++) {
        const item = copyOfType(value[i], type.of);
        if (item === undefined) return undefined;
        copy.push(item);
      }
      return copy;
    }
    case "record": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      const copy: { [field: string]: Value } = {};
      for (const [field, of] of Object.entries(type.fields)) {
        const item = copyOfType((value as Record<string, unknown>)[field], of);
        if (item === undefined) return undefined;
        copy[field] = item;
      }
      return copy;
    }
    case "other":
      return undefined;
    default:
      return typeof value === type.kind ? (value as Value) : undefined;
  }
}

/** A copy that shares nothing with the original, for functions that might change their arguments. */
export function copyValue(value: Value): Json {
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(copyValue);
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, copyValue(item)]));
}

function mixValue(value: Value | undefined, limits: Limits): boolean {
  if (typeof value === "number") return mixNumber(value);
  if (typeof value === "string") {
    if (value.length > limits.stringLength) return false;
    mix(value.length + 0x51);
    for (let i = 0; i < value.length; i++) mix(value.charCodeAt(i));
    return true;
  }
  if (typeof value === "boolean") {
    mix(value ? 0x71 : 0x72);
    return true;
  }
  if (Array.isArray(value)) {
    if (value.length > limits.arrayLength) return false;
    mix(value.length + 0x77777);
    for (let i = 0; i < value.length; i++) if (!mixValue(value[i], limits)) return false;
    return true;
  }
  if (value === undefined) return false;
  mix(0x3333);
  for (const field of Object.keys(value)) if (!mixValue(value[field], limits)) return false;
  return true;
}

function mixNumber(value: number): boolean {
  if ((value | 0) === value) {
    mix(value | 0);
    return true;
  }
  if (!(Math.abs(value) <= largestNumber)) return false;
  floatBits[0] = value;
  mix((floatWords[0] as number) ^ 0x3c6ef372);
  mix(floatWords[1] as number);
  return true;
}

function mix(word: number): void {
  low = Math.imul(low ^ word, 0x9e3779b1);
  low ^= low >>> 15;
  high = Math.imul((high + word) | 0, 0x85ebca6b) ^ (low >>> 7);
  high ^= high >>> 13;
}
