import { createSandbox, type EngineName } from "../src/index.ts";

/** What the table is tried with: two children, so that the next run of one overlaps the replacement of the other. */
export const benchOptions = { children: 2, limits: { wallMs: 300, memoryMb: 48 } };

/** True when the sandbox runs programs with this engine here. */
export async function engineRuns(engine: EngineName): Promise<boolean> {
  await using sandbox = createSandbox({ engine, children: 1 });
  const program = { name: "probe", signature: "() => number", modules: {} };
  try {
    const outcome = await sandbox.run({ ...program, source: "export function probe() { return 1; }" }, []);
    return outcome.kind === "value" && (outcome.trace?.engine.startsWith(engine) ?? false);
  } catch {
    return false;
  }
}
