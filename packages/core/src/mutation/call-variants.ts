import type { Json } from "../json/json.ts";
import { functionNameOf, type LinkedProgram } from "../program/program.ts";
import { batchCall, batchPrelude } from "../sandbox/batch-source.ts";
import type { CallResult } from "../sandbox/call-all.ts";
import type { RunOptions, Sandbox } from "../sandbox/sandbox.ts";
import { meterSpecifier } from "./metered.ts";

/** What the variants of a program gave, and how many isolates that took. */
export interface VariantResults {
  /** By variant, then by input. Where a variant took its isolate down, or was stopped, there is a failure. */
  results: CallResult[][];
  runs: number;
}

// Small enough that one that hangs nonetheless costs little, large enough for a slow machine.
const limits = { cpuMs: 1_000, wallMs: 10_000, memoryMb: 128 };

/**
 * Calls several variants of a program with the same inputs, **in one isolate** where none of them takes it down; which one did is
 * found by halving. The first source is what the others are variants of: where all are metered, the others are stopped that take
 * far more steps than it did. With `mostSteps`, inputs that it takes more steps for are left out: of all programs there is a failure.
 */
export async function callVariants(
  sandbox: Sandbox,
  program: LinkedProgram,
  sources: readonly [string, ...string[]],
  inputs: readonly Json[][],
  { mostSteps, ...options }: RunOptions & { mostSteps?: number } = {},
): Promise<VariantResults> {
  const again = { mostSteps, ...options };
  const [original, ...others] = sources;
  const outcome = await sandbox.run(batchOf(program, sources), [[...inputs], mostSteps ?? null], {
    ...options,
    limits: { ...limits, ...options.limits },
  });
  if (outcome.kind === "value") return { results: outcome.value as unknown as CallResult[][], runs: 1 };
  const failed = inputs.map((): CallResult => ({ ok: false, failure: outcome.kind }));
  if (outcome.kind === "cancelled" || others.length === 0)
    return { results: sources.map(() => failed), runs: 1 };
  if (others.length === 1) {
    const alone = await callVariants(sandbox, program, [original], inputs, again);
    return { results: [...alone.results, failed], runs: alone.runs + 1 };
  }
  const middle = Math.ceil(others.length / 2);
  const one = await callVariants(sandbox, program, [original, ...others.slice(0, middle)], inputs, again);
  const two = await callVariants(sandbox, program, [original, ...others.slice(middle)], inputs, again);
  return { results: [...one.results, ...two.results.slice(1)], runs: one.runs + two.runs + 1 };
}

function batchOf(program: LinkedProgram, sources: readonly string[]): LinkedProgram {
  const name = functionNameOf(program.name);
  const own = program.grants?.[program.name];
  const imports = sources.map((_, i) => `import { ${name} as variant${i} } from "${specifierOf(i)}";`);
  const variants = sources.map((_, i) => `variant${i}`);
  return {
    name: "call-variants",
    signature: "(inputs: unknown[][], mostSteps: number | null) => unknown[][]",
    source: [...imports, `const variants: any = [${variants.join(", ")}];`, batchSource].join("\n"),
    modules: {
      ...program.modules,
      ...Object.fromEntries(sources.map((source, i) => [specifierOf(i), source])),
      [meterSpecifier]: meterSource,
    },
    grants: {
      ...program.grants,
      ...(own && Object.fromEntries(sources.map((_, i) => [specifierOf(i), own]))),
    },
  };
}

function specifierOf(variant: number): string {
  return `#program/variant-${variant}`;
}

const meterSource = `
let left = 0;
const spent = new Error("too many steps");
export function refill(steps: number): void {
  left = steps;
}
export function stepsLeft(): number {
  return left;
}
export function step(): void {
  if (left-- <= 0) throw spent;
}
`;

const batchSource = `
import { refill, stepsLeft } from "${meterSpecifier}";
${batchPrelude}${batchCall}
const plenty = 1_000_000;
export async function callVariants(inputs: any[][], mostSteps: number | null): Promise<any[][]> {
  const results: any[] = [];
  const stopped: any[] = [];
  for (let v = 0; v < variants.length; v++) {
    results[v] = [];
    stopped[v] = false;
  }
  for (let i = 0; i < inputs.length; i++) {
    const text = stringify(inputs[i]);
    let allowed = mostSteps ?? plenty;
    const given = allowed;
    let isLong = false;
    for (let v = 0; v < variants.length; v++) {
      if (stopped[v] || isLong) {
        results[v][i] = { ok: false, failure: "stopped" };
        continue;
      }
      refill(allowed);
      results[v][i] = await resultOf(variants[v], text);
      if (stepsLeft() < 0) {
        results[v][i] = { ok: false, failure: "stopped" };
        stopped[v] = v > 0;
        isLong = v === 0 && mostSteps !== null;
      }
      if (v === 0) allowed = 10 * (given - stepsLeft()) + 1_000;
    }
  }
  return results;
}
`;
