import { defaultLimits, type Limits } from "@portolan/core";

// Timers take no more than 31 bits, and a limit must survive JSON, which has no Infinity.
const most: Limits = {
  wallMs: 2_000_000_000,
  memoryMb: 1_000_000,
  sourceBytes: Number.MAX_SAFE_INTEGER,
  argumentBytes: Number.MAX_SAFE_INTEGER,
  resultBytes: Number.MAX_SAFE_INTEGER,
  logBytes: Number.MAX_SAFE_INTEGER,
  toolCalls: Number.MAX_SAFE_INTEGER,
};

/** The limits of a run: of several partial ones the last that names a limit decides, then the default. */
export function resolveLimits(...given: (Partial<Limits> | undefined)[]): Limits {
  const names = Object.keys(defaultLimits) as (keyof Limits)[];
  const entries = names.map((name): [string, number] => {
    const value = given.findLast((limits) => limits?.[name] !== undefined)?.[name] ?? defaultLimits[name];
    return [name, Math.min(Math.max(value, 0), most[name])];
  });
  return Object.fromEntries(entries) as unknown as Limits;
}
