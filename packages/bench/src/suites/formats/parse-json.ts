import type { z } from "zod";
import { formatError } from "./format-error.ts";

/**
 * JSON text of a suite, of a certain shape.
 * @throws PortolanError `suite-invalid` naming the place and the field
 */
export function parseJson<Output>(text: string, place: string, schema: z.ZodType<Output>): Output {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw formatError(place, `it is not JSON (${(cause as Error).message})`, text);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map(String).join(".") || "the value";
  throw formatError(place, `${field}: ${issue?.message}`, valueAt(value, issue?.path ?? []) ?? text);
}

/** The first characters of a text as JSON, if the whole of it is. */
export function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
