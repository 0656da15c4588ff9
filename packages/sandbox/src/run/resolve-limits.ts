import {
  defaultLimits,
  type LimitName,
  limitNames,
  type Limits,
  limitsFrom,
  limitSpecs,
  nearestNames,
} from "@portolan/core";
import { shown, usageError } from "../border/usage-error.ts";

// Timers take no more than 31 bits, and a limit must survive JSON, which has no Infinity.
const most: Partial<Record<LimitName, number>> = {
  wallMs: 2_000_000_000,
  cpuMs: 2_000_000_000,
  memoryMb: 1_000_000,
  // Deeper values would exhaust the stack of the host, here or where it looks at what comes back.
  argumentDepth: 500,
};

/**
 * The limits of a run: of several partial ones the last that names a limit decides, then the default. Throws `usage` for
 * what is no limit; Infinity stands for as much as there can be.
 */
export function resolveLimits(...given: (Partial<Limits> | undefined)[]): Limits {
  for (const limits of given)
    for (const [name, value] of Object.entries(limits ?? {})) requireLimit(name, value);
  return limitsFrom((name) => {
    const value = given.findLast((limits) => limits?.[name] !== undefined)?.[name] ?? defaultLimits[name];
    return Math.min(value, most[name] ?? Number.MAX_SAFE_INTEGER);
  });
}

function requireLimit(name: string, value: unknown): void {
  if (!Object.hasOwn(limitSpecs, name)) {
    const near = nearestNames(name, limitNames);
    throw usageError(
      "There is no such limit.",
      name,
      near[0] ? `Did you mean ${near[0]}?` : `There are ${limitNames.join(", ")}.`,
    );
  }
  if (value === undefined || (typeof value === "number" && value >= 0)) return;
  const { unit, default: usual } = limitSpecs[name as LimitName];
  throw usageError(
    `The limit ${name} is not a number of ${unit} from 0.`,
    shown(value),
    `Give a number; the default is ${usual}.`,
  );
}
