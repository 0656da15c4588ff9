import { canonicalJson, type Json } from "@portolan/core";

const WIDTH = 100;

/** JSON for files that people read: sorted keys, what fits on a line on one line, a newline at the end. */
export function storedJson(value: unknown): string {
  return `${render(plain(value), "")}\n`;
}

/** One line of a JSONL file. */
export function jsonLine(value: unknown): string {
  return `${canonicalJson(plain(value))}\n`;
}

/** The value as it will be read back: without undefined fields and class instances. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function render(value: Json, indent: string): string {
  const line = oneLine(value);
  if (indent.length + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${render(item, inner)}`);
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const fields = sortedKeys(value).map(
    (key) => `${inner}${JSON.stringify(key)}: ${render(value[key] as Json, inner)}`,
  );
  return `{\n${fields.join(",\n")}\n${indent}}`;
}

function oneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = sortedKeys(value).map((key) => `${JSON.stringify(key)}: ${oneLine(value[key] as Json)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function sortedKeys(value: { [key: string]: Json }): string[] {
  return Object.keys(value).toSorted();
}
