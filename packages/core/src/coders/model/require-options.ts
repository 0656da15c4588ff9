import { PortolanError } from "../../errors/portolan-error.ts";
import type { ModelCoderOptions } from "./model-coder.ts";

const policies: readonly unknown[] = ["none", "blind", "last-attempt", "reflection"];

/** @throws PortolanError `usage` for an option with which nothing could be asked */
export function requireOptions(options: ModelCoderOptions): void {
  const { policy = "reflection", temperature = 0 } = options;
  if (!policies.includes(policy)) throw wrong("policy", policy, `one of ${policies.join(", ")}`);
  if (!(temperature >= 0)) throw wrong("temperature", temperature, "a number of 0 or more");
  for (const name of ["samples", "promptTokens", "replyTokens"] as const) {
    const value = options[name] ?? 1;
    if (!Number.isSafeInteger(value) || value < 1) throw wrong(name, value, "a whole number of 1 or more");
  }
}

function wrong(name: keyof ModelCoderOptions, value: unknown, what: string): PortolanError {
  return new PortolanError("usage", `The option ${name} of a model coder is not ${what}.`, {
    value: String(value),
    next: `Give ${name} as ${what}, or leave it out.`,
  });
}
