import { createHash } from "node:crypto";

/** A JSON value: the only data that crosses the border of the sandbox. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Deep equality of JSON values; `-0` equals `0`, as in JSON text. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => equalJson(item, b[i] as Json))
    );
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] as Json, b[key] as Json))
  );
}

/** JSON text with sorted keys and no spaces: equal values have equal text (as RFC 8785, for our values). */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.keys(value)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
    return `{${entries.join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The SHA-256 of a value's canonical JSON, as 64 hexadecimal digits. */
export function digestOf(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
