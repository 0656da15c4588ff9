import { PortolanError } from "../errors/portolan-error.ts";
import type { Json } from "../json/json.ts";

const mostTextBytes = 64 * 1024;
const mostJsonBytes = 1024 * 1024;

/**
 * A source or description of a size that a program has.
 * @throws PortolanError `usage`
 */
export function requireText(what: string, text: string, mostBytes: number = mostTextBytes): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= mostBytes) return text;
  throw new PortolanError("usage", `${what} has ${bytes} bytes, more than ${mostBytes}.`, {
    next: "Make it smaller: a skill does one thing, and calls other skills for the rest.",
  });
}

/**
 * Values that can be written again, and are of a size that a call has.
 * @throws PortolanError `usage`
 */
export function requireJson<T extends Json | Json[]>(what: string, value: T): T {
  let bytes: number;
  try {
    bytes = Buffer.byteLength(JSON.stringify(value));
  } catch {
    throw new PortolanError("usage", `There is too much nesting in ${what}.`, {
      next: "Give a value with fewer levels.",
    });
  }
  if (bytes <= mostJsonBytes) return value;
  throw new PortolanError("usage", `There are ${bytes} bytes in ${what}, more than ${mostJsonBytes}.`, {
    next: "Give less at once, in several calls.",
  });
}
