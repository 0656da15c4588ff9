import { PortolanError } from "@portolan/core";

/** A file of a suite that does not hold what its format says. `place` is a path, with line or position behind a colon. */
export function formatError(
  place: string,
  what: string,
  value: unknown,
  next: string = "Correct it, or name another format with --format; docs/suites.md describes them.",
): PortolanError {
  return new PortolanError("suite-invalid", `${place}: ${what}.`, { value, next });
}
