import type { SandboxOptions } from "../sandbox-options.ts";
import { requireTools } from "./require-tools.ts";
import { shown, usageError } from "./usage-error.ts";

/** Throws `usage` for options that no sandbox can be made with; limits are looked at where they are resolved. */
export function requireSandboxOptions(options: SandboxOptions): void {
  const { children, waiting, checkMs, checkMemoryMb, seed, engine, tools } = options;
  for (const [name, value] of Object.entries({ children, checkMs, checkMemoryMb }))
    if (value !== undefined && !(Number.isSafeInteger(value) && value > 0))
      throw odd(name, value, "a whole number above 0");
  if (waiting !== undefined && !(waiting >= 0)) throw odd("waiting", waiting, "a number from 0");
  if (seed !== undefined && !Number.isFinite(seed)) throw odd("seed", seed, "a number");
  if (engine !== undefined && !["isolated-vm", "quickjs"].includes(engine))
    throw odd("engine", engine, "isolated-vm or quickjs");
  if (tools !== undefined) requireTools(tools);
}

function odd(name: string, value: unknown, wanted: string): Error {
  return usageError(
    `The option ${name} of a sandbox is not ${wanted}.`,
    shown(value),
    "Leave it out for the default.",
  );
}
