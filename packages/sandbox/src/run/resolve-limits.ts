import { defaultLimits, type LimitName, type Limits, limitsFrom } from "@portolan/core";

// Timers take no more than 31 bits, and a limit must survive JSON, which has no Infinity.
const most: Partial<Record<LimitName, number>> = {
  wallMs: 2_000_000_000,
  cpuMs: 2_000_000_000,
  memoryMb: 1_000_000,
  // Deeper values would exhaust the stack of the host, here or where it looks at what comes back.
  argumentDepth: 500,
};

/** The limits of a run: of several partial ones the last that names a limit decides, then the default. */
export function resolveLimits(...given: (Partial<Limits> | undefined)[]): Limits {
  return limitsFrom((name) => {
    const value = given.findLast((limits) => limits?.[name] !== undefined)?.[name] ?? defaultLimits[name];
    return Math.min(Math.max(value, 0), most[name] ?? Number.MAX_SAFE_INTEGER);
  });
}
