import type { Json, LinkedProgram, RunOptions } from "@portolan/core";
import { requireProgram, requireProgramName } from "./require-program.ts";
import { shown, usageError } from "./usage-error.ts";

/** Throws `usage` for what cannot be run, before anything is reserved for it; tools and limits are looked at where they are resolved. */
export function requireRun(program: LinkedProgram, input: Json[], options: RunOptions): void {
  requireProgram(program);
  requireProgramName(program);
  if (!Array.isArray(input))
    throw usageError(
      "The arguments of a run are no list.",
      shown(input),
      "Give one value per parameter: [3] for one.",
    );
  if (typeof options !== "object" || options === null)
    throw usageError(
      "The options of a run are no object.",
      shown(options),
      "Leave them out, or give an object.",
    );
  const { signal, queue, id, seed, epochMs, onLog, approve } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw odd("signal", signal, "an AbortSignal");
  for (const [name, value] of Object.entries({ queue, id }))
    if (value !== undefined && typeof value !== "string") throw odd(name, value, "a text");
  for (const [name, value] of Object.entries({ seed, epochMs }))
    if (value !== undefined && !Number.isFinite(value)) throw odd(name, value, "a number");
  for (const [name, value] of Object.entries({ onLog, approve }))
    if (value !== undefined && typeof value !== "function") throw odd(name, value, "a function");
}

function odd(name: string, value: unknown, wanted: string): Error {
  return usageError(
    `The option ${name} of a run is not ${wanted}.`,
    shown(value),
    `Leave it out, or give ${wanted}.`,
  );
}
