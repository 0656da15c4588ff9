import { PortolanError } from "@portolan/core";

/** What a caller of the sandbox hears who gave it something that it cannot take; `value` is in words, or `shown`. */
export function usageError(message: string, value: string, next: string): PortolanError {
  return new PortolanError("usage", message, { value, next });
}

/** Any value as text, for an error. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  try {
    return (typeof value === "object" ? JSON.stringify(value) : undefined) ?? String(value);
  } catch {
    return `a ${typeof value} that has no text`;
  }
}
