import type { Json } from "@portolan/core";
import { z } from "zod";

/** `input` closes objects that say nothing of further properties, so that a misspelt one is found before the call. */
export type Direction = "input" | "output";

type JsonSchema = Record<string, unknown>;

/** Keys whose values are data, in which nothing is a schema. */
const data = new Set(["const", "enum", "default", "examples"]);
/** Keys whose values are schemas by name. */
const maps = new Set(["properties", "$defs", "definitions", "dependentSchemas"]);
/** Keys by which several schemas describe one object: closing one of them would shut out the others. */
const joining = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref"];

/**
 * The zod schema of a JSON Schema that somebody else wrote; what zod cannot express accepts every JSON value. Regular
 * expressions are left out: a server's pattern would run in this process, on what a program chose, for as long as it likes.
 */
export function schemaOfJson(schema: unknown, direction: Direction): z.ZodType<Json> {
  if (!isObject(schema)) return z.json();
  try {
    const readable = readableSchema(schema, direction === "input");
    return z.fromJSONSchema(readable) as z.ZodType<Json>;
  } catch {
    return z.json();
  }
}

function readableSchema(schema: JsonSchema, closes: boolean): JsonSchema {
  const joined = joining.some((key) => key in schema);
  const closed = closes && !joined && isObject(schema["properties"]) ? { additionalProperties: false } : {};
  const entries = Object.entries(schema).filter(([key, value]) => isKept(key, value));
  const read = entries.map(([key, value]) => [key, within(key, value, closes && !joining.includes(key))]);
  return { ...closed, ...Object.fromEntries(read) };
}

/** Zod compares constants by identity, which no object from outside has. */
function isKept(key: string, value: unknown): boolean {
  if (key === "pattern" || key === "patternProperties") return false;
  return (
    !(key === "const" || key === "enum") ||
    ![value].flat().some((one) => typeof one === "object" && one !== null)
  );
}

function within(key: string, value: unknown, closes: boolean): unknown {
  if (data.has(key)) return value;
  if (Array.isArray(value)) return value.map((one) => (isObject(one) ? readableSchema(one, closes) : one));
  if (!isObject(value)) return value;
  if (!maps.has(key)) return readableSchema(value, closes);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, isObject(one) ? readableSchema(one, closes) : one]),
  );
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
